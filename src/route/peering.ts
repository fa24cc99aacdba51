import type {
  ConnectedGroup,
  Key,
  Model,
  Peering,
  PlacedPrefix,
  VirtualNetwork,
} from "../model/index.ts";
import { containsIp, type Ip, overlaps, type Prefix } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import { RouteGroup } from "./group.ts";
import { createRoute, type Route } from "./route.ts";

/** The peering routes of a network, in the two blocks in which Azure prints them (CAP-2). */
export interface PeeringGroups {
  readonly regional: RouteGroup;
  readonly global: RouteGroup;
}

/**
 * One route per prefix of each connected peer (PEER-1, PEER-3); nothing comes from a peer's peers
 * (PEER-4).
 */
export function peeringGroups(model: Model, network: VirtualNetwork): PeeringGroups {
  const regional: Route[] = [];
  const global: Route[] = [];
  for (const peering of network.peerings) {
    if (peering.state !== "connected") continue;
    const isGlobal = isGlobalPeering(model, peering);
    (isGlobal ? global : regional).push(...routesOf(model, peering, isGlobal));
  }
  return {
    regional: new RouteGroup("peering", regional),
    global: new RouteGroup("globalPeering", global),
  };
}

/**
 * Whether the two networks of a peering are in different regions (PEER-1).
 * A region that the input does not tell counts as the same.
 */
export function isGlobalPeering(model: Model, peering: Peering): boolean {
  const here = model.networks.get(peering.network)?.region;
  const there = model.networks.get(peering.remote)?.region;
  return here !== undefined && there !== undefined && here !== there;
}

// A hub has as many peerings as spokes, and each spoke asks for the one back: a search each time
// would be quadratic.
const handful = 8;
const peeringsByRemote = new WeakMap<VirtualNetwork, ReadonlyMap<Key, Peering>>();

/** The peering back from the remote network; absent when the model lacks it. */
export function reversePeering(model: Model, peering: Peering): Peering | undefined {
  const remote = model.networks.get(peering.remote);
  if (remote === undefined) return undefined;
  if (remote.peerings.length <= handful) {
    return remote.peerings.find((one) => one.remote === peering.network);
  }
  const known =
    peeringsByRemote.get(remote) ?? new Map(remote.peerings.map((one) => [one.remote, one]));
  peeringsByRemote.set(remote, known);
  return known.get(peering.network);
}

/**
 * Prefixes of the remote side that a peering brings: a synchronized copy, not the present state
 * (PEER-2).
 */
export function peeredPrefixes(model: Model, peering: Peering): readonly PlacedPrefix[] {
  const prefixes =
    peering.scope === "subnets" ? subnetPrefixes(model, peering) : networkPrefixes(model, peering);
  return peering.isIpv6Only ? prefixes.filter(({ prefix }) => prefix.family === 6) : prefixes;
}

/**
 * Whether an address may be in the remote network of a connected peering although the snapshot lacks
 * that network: the peering itself holds its prefixes, or none at all.
 */
export function mayBeInUnknownPeer(model: Model, peering: Peering, address: Ip): boolean {
  if (peering.state !== "connected" || model.networks.has(peering.remote)) return false;
  const prefixes = peeredPrefixes(model, peering);
  return prefixes.length === 0 || prefixes.some(({ prefix }) => containsIp(prefix, address));
}

function networkPrefixes(model: Model, peering: Peering): readonly PlacedPrefix[] {
  const present = model.networks.get(peering.remote)?.addressSpace ?? peering.currentPrefixes;
  return model.behavior.stalePeeringSnapshotDrivesRows === "true"
    ? (peering.syncedPrefixes ?? present ?? [])
    : (present ?? peering.syncedPrefixes ?? []);
}

// Subnet peering brings the prefixes of the remote subnets that are listed, to every subnet here
// (PEER-10).
function subnetPrefixes(model: Model, peering: Peering): readonly PlacedPrefix[] {
  const remote = model.networks.get(peering.remote);
  if (remote === undefined) return peering.syncedPrefixes ?? [];
  const listed = new Set(peering.remoteSubnets.map((name) => name.toLowerCase()));
  return remote.subnets.flatMap((key) => {
    const subnet = model.subnets.get(key);
    return subnet !== undefined && listed.has(subnet.name.toLowerCase()) ? subnet.prefixes : [];
  });
}

function routesOf(model: Model, peering: Peering, isGlobal: boolean): readonly Route[] {
  const rules: RuleId[] = ["PEER-1", peering.scope === "subnets" ? "PEER-10" : "PEER-2"];
  return peeredPrefixes(model, peering).map(({ prefix, place }) =>
    createRoute({
      origin: "peering",
      source: "system",
      prefixes: [prefix],
      nextHop: { kind: "peering", remote: peering.remote, isGlobal },
      places: [peering.place, place],
      rules,
    }),
  );
}

/**
 * Networks whose private endpoints are seen from here: direct peers and fellow members of a
 * connected group (PE-1, PE-2).
 */
export function neighborsOf(
  model: Model,
  network: VirtualNetwork,
): readonly { readonly network: VirtualNetwork; readonly isGlobal: boolean }[] {
  const seen = new Set<Key>([network.key]);
  const neighbors: { network: VirtualNetwork; isGlobal: boolean }[] = [];
  const add = (key: Key, isGlobal: boolean): void => {
    const neighbor = model.networks.get(key);
    if (neighbor === undefined || seen.has(key)) return;
    seen.add(key);
    neighbors.push({ network: neighbor, isGlobal });
  };
  for (const peering of network.peerings) {
    if (peering.state === "connected") add(peering.remote, isGlobalPeering(model, peering));
  }
  for (const group of groupsOf(model, network)) {
    for (const member of fellowMembers(model, group, network)) add(member.key, false);
  }
  return neighbors;
}

/**
 * One route per connected group and family, with the prefixes of all other members (PEER-11,
 * CAP-10, CAP-20).
 */
export function connectedGroupRoutes(model: Model, network: VirtualNetwork): RouteGroup {
  return new RouteGroup(
    "connectedGroup",
    groupsOf(model, network).flatMap((group) => [
      ...groupRoute(model, group, network, 4),
      ...groupRoute(model, group, network, 6),
    ]),
  );
}

function groupRoute(
  model: Model,
  group: ConnectedGroup,
  network: VirtualNetwork,
  family: 4 | 6,
): readonly Route[] {
  const prefixes = fellowMembers(model, group, network)
    .flatMap(({ addressSpace }) => addressSpace)
    .filter(({ prefix }) => prefix.family === family && !isShared(model, group, prefix));
  if (prefixes.length === 0) return [];
  return [
    createRoute({
      origin: "connectedGroup",
      source: "system",
      prefixes: prefixes.map(({ prefix }) => prefix),
      nextHop: { kind: "connectedGroup", group: group.key },
      places: [group.place, ...prefixes.map(({ place }) => place)],
      rules: ["PEER-11", "CAP-10"],
    }),
  ];
}

// Members whose ranges overlap keep the overlap out of the group (PEER-11).
function isShared(model: Model, group: ConnectedGroup, prefix: Prefix): boolean {
  const holders = group.members.filter((key) =>
    model.networks.get(key)?.addressSpace.some((own) => overlaps(own.prefix, prefix)),
  );
  return holders.length > 1;
}

function groupsOf(model: Model, network: VirtualNetwork): readonly ConnectedGroup[] {
  return [...model.connectedGroups.values()].filter(({ members }) => members.includes(network.key));
}

function fellowMembers(
  model: Model,
  group: ConnectedGroup,
  network: VirtualNetwork,
): readonly VirtualNetwork[] {
  return group.members.flatMap((key) => {
    const member = model.networks.get(key);
    if (member === undefined || key === network.key) return [];
    return group.isGlobal || member.region === network.region ? [member] : [];
  });
}
