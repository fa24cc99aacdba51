import type { CloudService, Model, ServiceEndpoint, Subnet } from "../../model/index.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import type { Draft } from "../rule.ts";
import { subnetName } from "../subnet-name.ts";
import { carriageOf, endpointNames } from "./carriage.ts";
import { hasPrivateWay, isGuarded, kindNames, tryCall } from "./guard.ts";

/**
 * Subnets whose service endpoint leads to nobody who lets them in: every service of that kind in
 * its reach has rules, and none for the subnet. Whether they call it nothing shows, so that more
 * than a few services make no case against any. Subnets that are `known` to be refused are left out.
 */
export function idleEndpoints(ground: Ground, known: ReadonlySet<Subnet>): readonly Draft[] {
  const { model } = ground;
  const groups = new Map<string, Idle>();
  const reachOf = rememberReach(model);
  const welcome = welcomeKinds(model);
  for (const subnet of model.subnets.values()) {
    if (subnet.role !== "workload" || known.has(subnet)) continue;
    for (const endpoint of subnet.serviceEndpoints) {
      const kind = kindByName.get(endpoint.service.toLowerCase());
      if (kind === undefined || welcome.has(`${kind}|${subnet.key}`)) continue;
      const services = reachOf(subnet, endpoint, kind).filter(
        (service) => !hasPrivateWay(model, service, subnet.network),
      );
      const key = services.map((service) => service.key).join("|");
      const group = groups.get(key);
      if (group !== undefined) group.users.push({ subnet, endpoint });
      else if (services.length > 0) groups.set(key, { services, users: [{ subnet, endpoint }] });
    }
  }
  return [...groups.values()].map((idle) => draft(ground, idle));
}

const mostServices = 3;

interface Idle {
  readonly services: readonly CloudService[];
  readonly users: { readonly subnet: Subnet; readonly endpoint: ServiceEndpoint }[];
}

type Kind = CloudService["kind"];

const kinds = ["storage", "keyVault", "sql"] as const;

const kindByName: ReadonlyMap<string, Kind> = new Map(
  kinds.flatMap((kind) => endpointNames[kind].map((name) => [name.toLowerCase(), kind] as const)),
);

// Kinds of services that let a subnet in somewhere.
function welcomeKinds({ cloudServices }: Model): ReadonlySet<string> {
  return new Set(
    [...cloudServices.values()].flatMap(({ kind, subnetRules }) =>
      subnetRules.map(({ subnet }) => `${kind}|${subnet}`),
    ),
  );
}

// Equal endpoints in one region reach the same services: the guarded ones, or nothing where one of
// them is open.
function rememberReach(model: Model) {
  const known = new Map<string, readonly CloudService[]>();
  const byKind = new Map<Kind, CloudService[]>(kinds.map((kind) => [kind, []]));
  for (const service of model.cloudServices.values()) {
    if (service.publicAccess === "enabled") byKind.get(service.kind)?.push(service);
  }
  return (subnet: Subnet, endpoint: ServiceEndpoint, kind: Kind): readonly CloudService[] => {
    const region = model.networks.get(subnet.network)?.region ?? "";
    const key = [region, endpoint.service, ...endpoint.locations].join("|");
    const present = known.get(key);
    if (present !== undefined) return present;
    const alone = { ...subnet, serviceEndpoints: [endpoint] };
    const reached = (byKind.get(kind) ?? []).filter(
      (service) => carriageOf(model, alone, service).kind === "carried",
    );
    const isClear = reached.length <= mostServices && reached.every(isGuarded);
    const fresh = isClear ? reached : [];
    known.set(key, fresh);
    return fresh;
  };
}

function draft(ground: Ground, { services, users }: Idle): Draft {
  const { model } = ground;
  const [service] = services as [CloudService];
  const [user] = users as [Idle["users"][number]];
  const subnets = users.map(({ subnet }) => subnet);
  const named = listNames(subnets.map((one) => subnetName(model, one)));
  const names = listNames(services.map(({ name }) => name));
  const isOne = subnets.length === 1;
  const whose = services.length === 1 ? `${kindNames[service.kind]} ${names} has` : `${names} have`;
  return {
    severity: "info",
    message: `${isOne ? "Subnet" : "Subnets"} ${named} ${isOne ? "has" : "have"} service endpoint ${user.endpoint.service}, but ${whose} no rule for ${isOne ? "it" : "them"}, and no other ${kindNames[service.kind]} is in reach: calls from there are refused.`,
    remedy: `Let ${named} in at ${names}, or take the service endpoint away if nobody there calls.`,
    place: service.place,
    related: users.map(({ endpoint }) => endpoint.place),
    affected: subnets.map(({ id }) => id),
    subject: services.map(({ id }) => id),
    walks: tryCall(ground, user.subnet, service).walks,
    repair: {
      kind: "letSubnetIn",
      service: service.key,
      subnets: subnets.map(({ key }) => key),
    },
  };
}
