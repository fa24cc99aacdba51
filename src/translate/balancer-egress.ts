import {
  type BackendPool,
  type Frontend,
  type Key,
  type LoadBalancer,
  type Model,
  type OutboundRule,
  type Protocol,
  perModel,
} from "../model/index.ts";
import type { Ip } from "../net/index.ts";
import { addressParts, chooseFrom } from "./choice.ts";
import type { Egress } from "./egress.ts";
import { hasPorts, type Sender, wayOut } from "./sender.ts";

/** A pool that the sender is in. */
export interface Membership {
  readonly balancer: LoadBalancer;
  readonly pool: BackendPool;
  /** Whether it is in it by address, as a member of which Azure knows no interface. */
  readonly isByAddress: boolean;
}

/** The pools that the sender's IP configuration is in, in the order of the load balancers. */
export function membershipsOf(sender: Sender): readonly Membership[] {
  const { model, nic, configuration, subnet } = sender;
  if (nic === undefined || configuration === undefined) return [];
  const { interfaces, addresses } = indexOf(model);
  const name = configuration.name.toLowerCase();
  const own = interfaces.get(nic.key) ?? [];
  const byAddress =
    configuration.address === undefined ? [] : (addresses.get(configuration.address) ?? []);
  return [
    ...own.filter((one) => one.configuration === name),
    ...byAddress.filter(({ network }) => network === undefined || network === subnet.network),
  ];
}

/** The pools that the sender says it is in and the snapshot lacks. */
export function missingPools({ model, configuration }: Sender): readonly Key[] {
  const { pools } = indexOf(model);
  return configuration?.loadBalancerPools.filter((key) => !pools.has(key)) ?? [];
}

/** Step 3 of section 8.6: an outbound rule of a pool that the sender is in. */
export function askOutboundRules(
  sender: Sender,
  memberships: readonly Membership[],
): Egress | undefined {
  if (!hasPorts(sender.flow)) return undefined;
  for (const { balancer, pool } of memberships) {
    const fitting = balancer.outboundRules.filter(
      (rule) => rule.pool === pool.key && carries(rule.protocol, sender.flow.protocol),
    );
    const frontends = fitting.flatMap((rule) => frontendsOf(balancer, rule));
    const egress = leaveBy("outboundRule", sender, { balancer, frontends, rules: fitting });
    if (egress !== undefined) return egress;
  }
  return undefined;
}

/**
 * Step 4 of section 8.6: a load-balancing rule of a public front end lets the members of its pools
 * out by that front end. A Standard one does so for the protocol of the rule only (FWD-30).
 */
export function askBalancingRules(
  sender: Sender,
  memberships: readonly Membership[],
): Egress | undefined {
  if (!hasPorts(sender.flow)) return undefined;
  for (const { balancer, pool } of memberships) {
    const rules = balancer.rules.filter(
      ({ translatesOutbound, pools, protocol }) =>
        translatesOutbound &&
        pools.includes(pool.key) &&
        (balancer.sku === "basic" || carries(protocol, sender.flow.protocol)),
    );
    const keys = new Set(rules.map(({ frontend }) => frontend));
    const frontends = balancer.frontends.filter(({ key }) => keys.has(key));
    const egress = leaveBy("loadBalancerRule", sender, { balancer, frontends, rules });
    if (egress !== undefined) return egress;
  }
  return undefined;
}

function frontendsOf({ frontends }: LoadBalancer, rule: OutboundRule): readonly Frontend[] {
  return frontends.filter(({ key }) => rule.frontends.includes(key));
}

interface Way {
  readonly balancer: LoadBalancer;
  readonly frontends: readonly Frontend[];
  readonly rules: readonly Pick<OutboundRule, "place">[];
}

function leaveBy(kind: Egress["kind"], sender: Sender, way: Way): Egress | undefined {
  const { balancer, frontends, rules } = way;
  const choice = chooseFrom(
    frontends.flatMap(({ publicIp }) => publicIp ?? []),
    frontends.flatMap(({ publicPrefix }) => publicPrefix ?? []),
    sender.flow.source,
  );
  if (choice === undefined) return undefined;
  const by = balancer.name;
  const places = [...rules.map(({ place }) => place), balancer.place];
  return wayOut(kind, { by, places, rules: ["FWD-28", "FWD-30"], ...addressParts(choice, by) });
}

function carries(written: Protocol | "any", protocol: Protocol): boolean {
  return written === "any" || written === protocol;
}

interface MembershipIndex {
  readonly pools: ReadonlySet<Key>;
  readonly interfaces: ReadonlyMap<Key, readonly InterfaceMembership[]>;
  readonly addresses: ReadonlyMap<Ip, readonly AddressMembership[]>;
}

type InterfaceMembership = Membership & { readonly configuration: string };
type AddressMembership = Membership & { readonly network: Key | undefined };

const indexOf: (model: Model) => MembershipIndex = perModel((model) => {
  const pools = new Set<Key>();
  const interfaces = new Map<Key, InterfaceMembership[]>();
  const addresses = new Map<Ip, AddressMembership[]>();
  for (const balancer of model.loadBalancers.values()) {
    for (const pool of balancer.pools) {
      pools.add(pool.key);
      for (const member of pool.members ?? []) {
        const isByAddress = member.kind === "address";
        const common = { balancer, pool, isByAddress };
        if (isByAddress) push(addresses, member.address, { ...common, network: member.network });
        else push(interfaces, member.nic, { ...common, configuration: member.configuration });
      }
    }
  }
  return { pools, interfaces, addresses };
});

function push<K, T>(index: Map<K, T[]>, key: K, value: T): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [value]);
  else list.push(value);
}
