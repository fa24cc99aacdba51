import {
  type AddressMatch,
  type Key,
  type Model,
  type Nic,
  networkTagOf,
  type PublicIp,
  publishedNics,
  type SecurityRule,
} from "../../model/index.ts";
import { type Ip, isDefault, isPublicIp, type Prefix } from "../../net/index.ts";
import { addressAt, exampleInternetAddress } from "../../walk/index.ts";
import type { Ground } from "../ground.ts";
import { type Probe, probeBy } from "../probe.ts";

/** An interface that clients of the Internet are let to, by its own public address or a balancer's. */
export interface Published {
  readonly nic: Nic;
  readonly address: Ip;
  readonly publicIp: PublicIp;
  /** What people know it by: the interface, or the load balancer before it. */
  readonly by: { readonly id: string; readonly name: string };
}

/** Who may open connections to a published interface. */
export interface Client {
  readonly address: Ip;
  /** Absent where anybody may. */
  readonly prefix: Prefix | undefined;
  readonly rule: SecurityRule;
  readonly probe: Probe;
}

/** Everything that is published, in the order of interfaces and then of load balancers. */
export function publishedIn(model: Model): readonly Published[] {
  const own = publishedNics(model).flatMap((nic) =>
    nic.ipConfigurations.flatMap(({ publicIp, address }): readonly Published[] =>
      publicIp === undefined || address === undefined ? [] : [{ nic, address, publicIp, by: nic }],
    ),
  );
  return [...own, ...behindBalancers(model)];
}

function behindBalancers(model: Model): readonly Published[] {
  return [...model.loadBalancers.values()].flatMap((balancer) =>
    balancer.rules.flatMap((rule) => {
      const publicIp = balancer.frontends.find(({ key }) => key === rule.frontend)?.publicIp;
      if (publicIp === undefined) return [];
      const pools = balancer.pools.filter(({ key }) => rule.pools.includes(key));
      return pools.flatMap(({ members = [] }) =>
        members.flatMap((member) => {
          const nic = member.kind === "interface" ? model.nics.get(member.nic) : undefined;
          const address = nic?.ipConfigurations[0]?.address;
          if (nic === undefined || address === undefined) return [];
          return [{ nic, address, publicIp, by: balancer }];
        }),
      );
    }),
  );
}

// Azure's own rules begin here (NSG-2).
const firstOwnPriority = 65000;

/** Clients that a rule somebody wrote lets in, and no other rule keeps out. */
export function clientsOf(ground: Ground, published: Published): readonly Client[] {
  const { nic } = published;
  const { model } = ground;
  if (nic.subnet === undefined) return [];
  const groups = [nic.networkSecurityGroup, model.subnets.get(nic.subnet)?.networkSecurityGroup];
  const rules = groups.flatMap((key) => writtenRules(model, key));
  return rules
    .flatMap((rule) => rule.sources.flatMap((source) => clientsBy(model, rule, source)))
    .filter((client) => isLetIn(ground, published, client));
}

function writtenRules(model: Model, group: Key | undefined): readonly SecurityRule[] {
  const rules = group === undefined ? [] : (model.securityGroups.get(group)?.rules ?? []);
  return rules.filter(
    ({ direction, access, priority }) =>
      direction === "inbound" && access === "allow" && priority < firstOwnPriority,
  );
}

function clientsBy(model: Model, rule: SecurityRule, source: AddressMatch): readonly Client[] {
  const probe = probeBy(rule);
  const anybody: Client = { address: exampleInternetAddress, prefix: undefined, rule, probe };
  const within = (prefix: Prefix): readonly Client[] => {
    if (isDefault(prefix)) return [anybody];
    const address = addressAt(prefix, prefix.length > 29 ? 0 : 4);
    return isPublicIp(address) ? [{ address, prefix, rule, probe }] : [];
  };
  switch (source.kind) {
    case "any":
      return [anybody];
    case "prefix":
      return within(source.prefix);
    case "serviceTag": {
      if (networkTagOf(source.tag) === "internet") return [anybody];
      const [first] = model.serviceTags?.prefixesOf(source.tag) ?? [];
      return first === undefined ? [] : within(first);
    }
    case "range":
    case "applicationGroup":
      return [];
  }
}

function isLetIn(
  { walker }: Ground,
  { nic, address: destination, publicIp }: Published,
  { address: source, probe }: Client,
): boolean {
  const flow = {
    protocol: probe.protocol,
    source,
    sourcePort: undefined,
    destination,
    destinationPort: probe.port,
    name: undefined,
  };
  const steps = walker.world.filters.judge({
    direction: "inbound",
    flow,
    subnet: nic.subnet as Key,
    nic: nic.key,
    privateEndpoint: undefined,
    publicAddressSku: publicIp.sku,
  });
  return steps.at(-1)?.verdict === "allowed";
}
