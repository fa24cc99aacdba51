import type { Bodies } from "../arm/index.ts";
import { type BackendMember, type BackendPool, type Key, keyOf } from "../model/index.ts";
import type { Ip } from "../net/index.ts";
import { compareTexts, type Item } from "./sources.ts";

/** What interfaces say about load balancers. */
export interface NicSide {
  /** Ids of IP configurations by the key of the pool that they say they are in. */
  readonly pools: ReadonlyMap<Key, ReadonlySet<string>>;
  /** Id of the IP configuration by the key of the inbound NAT rule that it names. */
  readonly natRules: ReadonlyMap<Key, string>;
  /** Addresses of the IP configurations that are in a pool, by id. */
  readonly addresses: ReadonlyMap<string, Ip>;
}

/** A member of a pool that is an interface. */
export type InterfaceMember = Extract<BackendMember, { readonly kind: "interface" }>;

/** Reads what interfaces say about load balancers. All ids are in lower case. */
export function readNicSide(nics: readonly Item<"nic">[]): NicSide {
  const pools = new Map<Key, Set<string>>();
  const natRules = new Map<Key, string>();
  const addresses = new Map<string, Ip>();
  for (const { key, body } of nics) {
    for (const { name, address, loadBalancerPools, inboundNatRules } of body.ipConfigurations) {
      if (loadBalancerPools.length === 0 && inboundNatRules.length === 0) continue;
      const id = `${key}/ipconfigurations/${name}`.toLowerCase();
      if (address !== undefined) addresses.set(id, address);
      for (const rule of inboundNatRules) natRules.set(keyOf(rule.id), id);
      for (const pool of loadBalancerPools) {
        const members = pools.get(keyOf(pool.id)) ?? new Set();
        pools.set(keyOf(pool.id), members.add(id));
      }
    }
  }
  return { pools, natRules, addresses };
}

/** Builds a back-end pool from both sides. */
export function lowerPool({ key, name, body }: Item<"backendPool">, side: NicSide): BackendPool {
  const { ipConfigurations, addresses } = body;
  const joined = side.pools.get(key);
  if (joined === undefined && ipConfigurations === undefined && addresses === undefined) {
    return { key, name, members: undefined };
  }
  // Azure repeats the interfaces of a pool as addresses.
  const repeated = (addresses ?? []).flatMap(({ ipConfiguration }) => ipConfiguration ?? []);
  const ids = new Set(
    [...(joined ?? []), ...(ipConfigurations ?? []), ...repeated].map((id) => id.toLowerCase()),
  );
  const taken = new Set([...ids].map((id) => side.addresses.get(id)));
  const alone = (addresses ?? []).flatMap(({ address, network, ipConfiguration }) =>
    address === undefined || ipConfiguration !== undefined || taken.has(address)
      ? []
      : [{ kind: "address", address, network: networkOf(network) } as const],
  );
  const members = [
    ...[...ids].sort(compareTexts).map(interfaceMember),
    ...alone.sort((a, b) => compareIps(a.address, b.address)),
  ];
  return { key, name, members };
}

function networkOf(id: string | undefined): Key | undefined {
  return id === undefined ? undefined : keyOf(id.toLowerCase().split("/subnets/")[0] ?? id);
}

/** The interface that the id of an IP configuration names. */
export function interfaceMember(id: string): InterfaceMember {
  const [nic = "", configuration = ""] = id.toLowerCase().split("/ipconfigurations/");
  return { kind: "interface", nic: keyOf(nic), configuration };
}

/**
 * Counts the members of a pool; `undefined` when the input does not tell: a pool that lists nobody
 * may just not have been exported.
 */
export function countPool(pool: Item<"backendPool">, side: NicSide): number | undefined {
  const { ipConfigurations, addresses }: Bodies["backendPool"] = pool.body;
  const joined = side.pools.get(pool.key);
  if (joined === undefined && ipConfigurations === undefined) return addresses?.length;
  const members = new Set(joined);
  for (const id of ipConfigurations ?? []) members.add(id.toLowerCase());
  return Math.max(members.size, addresses?.length ?? 0);
}

// IPv4 first, then by value.
function compareIps(a: Ip, b: Ip): number {
  if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
  return a < b ? -1 : 1;
}
