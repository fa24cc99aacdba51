import type { Bodies } from "../arm/index.ts";
import { type Key, keyOf, type LoadBalancer, type Subnet } from "../model/index.ts";
import { type Item, mapByKey, namedOf, readItems, resolve, type Sources } from "./sources.ts";

/** Builds the load balancers; members are counted from both sides, the pool and the interfaces. */
export function lowerLoadBalancers(
  sources: Sources,
  subnets: ReadonlyMap<Key, Subnet>,
  nics: readonly Item<"nic">[],
): ReadonlyMap<Key, LoadBalancer> {
  const { report } = sources;
  const members = countMembers(nics);
  return mapByKey(
    readItems(sources, "loadBalancer").map((item): LoadBalancer => {
      const frontends = item.body.frontends.map(({ address, subnet, place }) => ({
        key: item.key,
        name: "",
        address,
        subnet: resolve(subnet, subnets, { property: "subnet", report })?.key,
        publicIp: undefined,
        place,
      }));
      const rest = {
        sku: "standard",
        pools: [],
        rules: [],
        outboundRules: [],
        natRules: [],
      } as const;
      return { ...namedOf(item), ...rest, frontends, backendCount: countBackends(item, members) };
    }),
  );
}

// Back-end pools by key, with the IP configurations that say that they are in it.
function countMembers(nics: readonly Item<"nic">[]): ReadonlyMap<Key, ReadonlySet<string>> {
  const members = new Map<Key, Set<string>>();
  for (const { key, body } of nics) {
    for (const { name, loadBalancerPools } of body.ipConfigurations) {
      for (const { id } of loadBalancerPools) {
        const pool = keyOf(id);
        const known = members.get(pool) ?? new Set();
        members.set(pool, known.add(memberKey(`${key}/ipconfigurations/${name}`)));
      }
    }
  }
  return members;
}

function countBackends(
  { key, body }: Item<"loadBalancer">,
  members: ReadonlyMap<Key, ReadonlySet<string>>,
): number | undefined {
  const counts = body.pools.map((pool) => {
    const joined = members.get(keyOf(`${key}/backendAddressPools/${pool.name}`));
    return countPool(pool, joined);
  });
  // A balancer without pools has nobody behind it; a pool that lists nobody may just not have been
  // exported.
  const known = counts.filter((count) => count !== undefined);
  if (known.length === 0) return undefined;
  return known.reduce((sum, count) => sum + count, 0);
}

function countPool(
  pool: Bodies["loadBalancer"]["pools"][number],
  joined: ReadonlySet<string> | undefined,
): number | undefined {
  const { ipConfigurations, addressCount } = pool;
  if (joined === undefined && ipConfigurations === undefined) return addressCount;
  const members = new Set(joined);
  for (const id of ipConfigurations ?? []) members.add(memberKey(id));
  // Azure repeats the interfaces of a pool as addresses.
  return Math.max(members.size, addressCount ?? 0);
}

function memberKey(id: string): string {
  return id.toLowerCase();
}
