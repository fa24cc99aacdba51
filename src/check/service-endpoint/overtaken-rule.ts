import type { CloudService, Key, Subnet } from "../../model/index.ts";
import { formatIp } from "../../net/index.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import type { Draft } from "../rule.ts";
import { subnetName } from "../subnet-name.ts";
import { carriageOf } from "./carriage.ts";
import { hasPrivateWay, hasRuleFor, isGuarded, serviceTitle, tryCall } from "./guard.ts";
import { type NamedCaller, namedCallers } from "./named-caller.ts";

/**
 * Subnets that a service lets in by their public address, which their service endpoint keeps from
 * it (SE-16). The rule for the address shows that somebody there calls.
 */
export function overtakenRules(ground: Ground): readonly Overtaken[] {
  const { model } = ground;
  return [...model.cloudServices.values()].filter(isGuarded).flatMap((service) => {
    const bySubnet = new Map<Key, [NamedCaller, ...NamedCaller[]]>();
    for (const caller of namedCallers(model, service)) {
      if (!isOvertaken(ground, service, caller.subnet)) continue;
      const known = bySubnet.get(caller.subnet.key);
      if (known === undefined) bySubnet.set(caller.subnet.key, [caller]);
      else known.push(caller);
    }
    return [...bySubnet.values()].map((callers) => ({
      subnet: callers[0].subnet,
      draft: draft(ground, service, callers),
    }));
  });
}

/** A subnet whose rule has lost its effect. */
export interface Overtaken {
  readonly subnet: Subnet;
  readonly draft: Draft;
}

function isOvertaken({ model }: Ground, service: CloudService, subnet: Subnet): boolean {
  return (
    carriageOf(model, subnet, service).kind === "carried" &&
    !hasRuleFor(service, subnet) &&
    !hasPrivateWay(model, service, subnet.network)
  );
}

function draft(
  ground: Ground,
  service: CloudService,
  callers: readonly [NamedCaller, ...NamedCaller[]],
): Draft {
  const { model } = ground;
  const [{ subnet, rule }] = callers;
  const name = subnetName(model, subnet);
  const carriage = carriageOf(model, subnet, service);
  const endpoint = carriage.kind === "absent" ? undefined : carriage.endpoint;
  const addresses = [...new Set(callers.map(({ address }) => formatIp(address)))];
  return {
    message: `${serviceTitle(service)} lets in ${listNames(addresses)}, by which ${name} would leave, but service endpoint ${endpoint?.service ?? ""} of ${name} brings its calls with the subnet's identity instead, and ${service.name} has no rule for that: they are refused.`,
    remedy: `Let ${name} in at ${service.name}.`,
    place: rule.place,
    related: endpoint === undefined ? [] : [endpoint.place],
    affected: [subnet.id],
    subject: [service.id, subnet.id],
    rules: ["SE-16"],
    walks: tryCall(ground, subnet, service).walks,
    repair: { kind: "letSubnetIn", service: service.key, subnets: [subnet.key] },
  };
}
