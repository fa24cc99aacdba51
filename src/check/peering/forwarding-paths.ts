import { type Key, type Model, perModel, type Subnet, type UserRoute } from "../../model/index.ts";
import {
  containsIp,
  covers,
  type Ip,
  isDefault,
  overlaps,
  type Prefix,
  prefixKey,
} from "../../net/index.ts";
import { neighborsOf } from "../../route/index.ts";

/** A prefix for which user routes hand packets to appliances in a network. */
export interface ForwardingPath {
  readonly prefix: Prefix;
  /** The first of those routes. */
  readonly route: UserRoute;
  /** Subnets that have one of them. */
  readonly subnets: readonly Subnet[];
}

/**
 * Where user routes of anybody lead through appliances in a network, one entry for each prefix.
 * Default routes name nobody in particular and are left out. Cost: the first call for a model goes
 * over its subnets, and over the routes of each table once for every network that uses it.
 */
export function pathsThrough(model: Model, network: Key): readonly ForwardingPath[] {
  return collectPaths(model).get(network) ?? [];
}

/** Those of some paths by which packets to a range are handed on. */
export function pathsTo(
  paths: readonly ForwardingPath[],
  ranges: readonly Prefix[],
): readonly ForwardingPath[] {
  return paths.filter(({ prefix }) => ranges.some((range) => overlaps(range, prefix)));
}

type Paths = ReadonlyMap<Key, readonly ForwardingPath[]>;

const collectPaths: (model: Model) => Paths = perModel((model) => {
  const byNetwork = new Map<Key, Map<number | string, OpenPath>>();
  const known = new Map<string, readonly Hop[]>();
  for (const subnet of model.subnets.values()) {
    if (subnet.routeTable === undefined) continue;
    const key = `${subnet.network}|${subnet.routeTable}`;
    const hops = known.get(key) ?? hopsOf(model, subnet);
    known.set(key, hops);
    for (const { route, prefix, network } of hops) {
      const paths = byNetwork.get(network) ?? new Map<number | string, OpenPath>();
      byNetwork.set(network, paths);
      const present = paths.get(prefixKey(prefix));
      if (present === undefined) paths.set(prefixKey(prefix), { prefix, route, subnets: [subnet] });
      else present.subnets.push(subnet);
    }
  }
  return new Map([...byNetwork].map(([network, paths]) => [network, [...paths.values()]]));
});

interface OpenPath extends ForwardingPath {
  readonly subnets: Subnet[];
}

interface Hop {
  readonly route: UserRoute;
  readonly prefix: Prefix;
  /** Network that the appliance is in. */
  readonly network: Key;
}

function hopsOf(model: Model, subnet: Subnet): readonly Hop[] {
  const own = model.networks.get(subnet.network);
  const table = subnet.routeTable && model.routeTables.get(subnet.routeTable);
  if (own === undefined || table === undefined) return [];
  const near = [own, ...neighborsOf(model, own).map(({ network }) => network)];
  const found = new Map<Ip, Key | undefined>();
  const networkWith = (ip: Ip): Key | undefined => {
    if (found.has(ip)) return found.get(ip);
    const network = near.find(({ addressSpace }) =>
      addressSpace.some(({ prefix }) => containsIp(prefix, ip)),
    )?.key;
    found.set(ip, network);
    return network;
  };
  return table.routes.flatMap((route): readonly Hop[] => {
    const { destination, nextHop } = route;
    if (nextHop.kind !== "appliance" || destination.kind !== "prefix") return [];
    const { prefix } = destination;
    const [address] = nextHop.addresses;
    const network = address === undefined ? undefined : networkWith(address);
    if (network === undefined || isDefault(prefix)) return [];
    // What carves an appliance's own network out is no way to others.
    const space = model.networks.get(network)?.addressSpace ?? [];
    return space.some((range) => covers(range.prefix, prefix)) ? [] : [{ route, prefix, network }];
  });
}
