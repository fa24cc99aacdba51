import type { Key, Model, VirtualNetwork } from "../../model/index.ts";
import { neighborsOf } from "../../route/index.ts";
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

function affectedNetworks(
  before: Model,
  after: Model,
  touched: Touched,
): ReadonlySet<Key> | "all" {
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
  const first = withNeighbors(before, after, changed);
  return withNeighbors(before, after, first);
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

function withNeighbors(
  before: Model,
  after: Model,
  networks: ReadonlySet<Key>,
): ReadonlySet<Key> {
  const all = new Set(networks);
  for (const key of networks) {
    for (const model of [before, after]) {
      const network: VirtualNetwork | undefined = model.networks.get(key);
      const neighbors = network === undefined ? [] : neighborsOf(model, network);
      for (const neighbor of neighbors) all.add(neighbor.network.key);
    }
  }
  return all;
}
