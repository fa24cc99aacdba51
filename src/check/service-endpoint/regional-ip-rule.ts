import type { CloudService, ServiceIpRule } from "../../model/index.ts";
import { formatIp } from "../../net/index.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { subnetName } from "../subnet-name.ts";
import { carriageOf } from "./carriage.ts";
import { hasPrivateWay, isGuarded, serviceTitle, tryCall } from "./guard.ts";
import { leavesByItself, type NamedCaller, namedCallers } from "./named-caller.ts";

/** Rules of storage accounts for public addresses of their own region, which never match. */
export const regionalIpRule: CheckRule = {
  code: "TR602",
  family: "serviceEndpoint",
  severity: "error",
  title: "A storage account lets in a public address of its own region, which it never sees",
  about:
    "Within one region storage sees an address inside Azure, never the caller's public one. A rule for that public address lets nobody in, and the answer is 403.",
  rules: ["SE-7", "X-16"],
  begin: (ground) => ({
    finish: () =>
      [...ground.model.cloudServices.values()]
        .filter((service) => service.kind === "storage" && isGuarded(service))
        .flatMap((service) => draftsOf(ground, service)),
  }),
};

function draftsOf(ground: Ground, service: CloudService): readonly Draft[] {
  const byRule = new Map<ServiceIpRule, [NamedCaller, ...NamedCaller[]]>();
  for (const caller of namedCallers(ground.model, service)) {
    if (!isRefused(ground, service, caller)) continue;
    const known = byRule.get(caller.rule);
    if (known === undefined) byRule.set(caller.rule, [caller]);
    else known.push(caller);
  }
  return [...byRule.values()].map((callers) => draft(ground, service, callers));
}

// With a service endpoint it is the subnet that counts, which is another matter.
function isRefused(
  { model, router }: Ground,
  service: CloudService,
  { subnet }: NamedCaller,
): boolean {
  const region = model.networks.get(subnet.network)?.region;
  return (
    region !== undefined &&
    region === service.region &&
    carriageOf(model, subnet, service).kind !== "carried" &&
    leavesByItself(router, subnet, service) &&
    !hasPrivateWay(model, service, subnet.network)
  );
}

function draft(
  ground: Ground,
  service: CloudService,
  callers: readonly [NamedCaller, ...NamedCaller[]],
): Draft {
  const { model } = ground;
  const [{ rule, subnet }] = callers;
  const subnets = [...new Set(callers.map((one) => one.subnet))];
  const owners = new Set(callers.map(({ owner }) => owner.name));
  const addresses = new Set(callers.map(({ address }) => formatIp(address)));
  const address =
    rule.first === rule.last ? "the public address" : `with ${listNames([...addresses])}`;
  const named = listNames(subnets.map((one) => subnetName(model, one)));
  return {
    message: `${serviceTitle(service)} lets in ${rangeName(rule)}, ${address} of ${listNames([...owners])} in ${named}, but calls from there do not show it: caller and account are both in ${service.region}, where storage sees an address inside Azure, and answers 403.`,
    remedy: `Give ${named} service endpoint Microsoft.Storage, and let in ${subnets.length === 1 ? "that subnet" : "those subnets"} in place of the address.`,
    place: rule.place,
    related: [service.defaultActionPlace],
    affected: [...subnets.map(({ id }) => id), ...callers.map(({ owner }) => owner.id)],
    subject: [rangeName(rule)],
    walks: tryCall(ground, subnet, service).walks,
    repair: { kind: "letSubnetIn", service: service.key, subnets: subnets.map(({ key }) => key) },
  };
}

/** A range of addresses as people write it. */
export function rangeName({ first, last }: Pick<ServiceIpRule, "first" | "last">): string {
  return first === last ? formatIp(first) : `${formatIp(first)} to ${formatIp(last)}`;
}
