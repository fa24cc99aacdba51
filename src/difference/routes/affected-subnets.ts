import type { Key, Model } from "../../model/index.ts";
import type { Touched } from "../model/touched.ts";

// What gateways and hubs offer reaches every network that uses them.
const gatewayMaps = [
  "gateways",
  "connections",
  "localNetworkGateways",
  "circuits",
  "routeServers",
  "hubs",
  "sites",
] as const;

/**
 * The subnets of both models whose table may differ, by network, in the order of keys. More than
 * those that do: what one network is to another is only followed along their peerings.
 */
export function affectedSubnets(
  before: Model,
  after: Model,
  touched: Touched,
): ReadonlyMap<Key, readonly Key[]> {
  const networks = affectedNetworks(before, after, touched);
  const subnets = new Map<Key, Key[]>();
  const tables = touched.of("routeTables");
  const own = touched.of("subnets");
  for (const [key, { network, routeTable }] of after.subnets) {
    const was = before.subnets.get(key);
    if (was === undefined) continue;
    const isAffected =
      networks === "all" ||
      networks.has(network) ||
      own.has(key) ||
      (routeTable !== undefined && tables.has(routeTable)) ||
      (was.routeTable !== undefined && tables.has(was.routeTable));
    if (isAffected) subnets.set(network, [...(subnets.get(network) ?? []), key]);
  }
  return subnets;
}

function affectedNetworks(before: Model, after: Model, touched: Touched): ReadonlySet<Key> | "all" {
  const isLoadBalancerAsked = [before, after].some(
    ({ behavior }) => behavior.arsDeadIlbAnomaly === "true",
  );
  if (
    touched.isEverywhere ||
    gatewayMaps.some((map) => touched.of(map).size > 0) ||
    (isLoadBalancerAsked && touched.of("loadBalancers").size > 0)
  ) {
    return "all";
  }
  const changed = changedNetworks(before, after, touched);
  // A spoke's prefixes decide what the gateway of its hub lets in, and so what other spokes get
  // (GW-8).
  const links = changed.size === 0 ? new Map() : linksOf([before, after]);
  return withNeighbors(links, withNeighbors(links, changed));
}

function changedNetworks(before: Model, after: Model, touched: Touched): ReadonlySet<Key> {
  const changed = new Set<Key>(touched.of("networks"));
  const addSubnet = (key: Key): void => {
    for (const { subnets } of [before, after]) {
      const network = subnets.get(key)?.network;
      if (network !== undefined) changed.add(network);
    }
  };
  for (const key of touched.of("subnets")) if (isNeighborly(before, after, key)) addSubnet(key);
  for (const key of touched.of("privateEndpoints")) {
    for (const { privateEndpoints } of [before, after]) {
      const subnet = privateEndpoints.get(key)?.subnet;
      if (subnet !== undefined) addSubnet(subnet);
    }
  }
  for (const key of touched.of("connectedGroups")) {
    for (const { connectedGroups } of [before, after]) {
      for (const member of connectedGroups.get(key)?.members ?? []) changed.add(member);
    }
  }
  return changed;
}

// Whether other subnets see what has changed: prefixes, and the policy of private endpoints. Its
// own route table and service endpoints are its own affair.
function isNeighborly(before: Model, after: Model, key: Key): boolean {
  const [was, is] = [before.subnets.get(key), after.subnets.get(key)];
  if (was === undefined || is === undefined) return true;
  const seen = (one: typeof is): string =>
    JSON.stringify([
      one.letsRoutesReachPrivateEndpoints,
      one.name,
      one.prefixes.map(({ prefix }) => `${prefix.address}/${prefix.length}`),
    ]);
  return seen(was) !== seen(is);
}

// Peerings are followed both ways: one of a pair may be there alone.
function withNeighbors(links: Links, networks: ReadonlySet<Key>): ReadonlySet<Key> {
  const near = [...networks].flatMap((key) => [...(links.get(key) ?? [])]);
  return new Set([...networks, ...near]);
}

/** Networks that a peering or a connected group joins on either side, by key. */
type Links = ReadonlyMap<Key, ReadonlySet<Key>>;

function linksOf(models: readonly Model[]): Links {
  const links = new Map<Key, Set<Key>>();
  const add = (one: Key, other: Key): void => {
    const known = links.get(one);
    if (known === undefined) links.set(one, new Set([other]));
    else known.add(other);
  };
  for (const { networks, connectedGroups } of models) {
    for (const { key, peerings } of networks.values()) {
      for (const { remote } of peerings) {
        add(key, remote);
        add(remote, key);
      }
    }
    for (const { members } of connectedGroups.values()) {
      for (const one of members) for (const other of members) add(one, other);
    }
  }
  return links;
}
