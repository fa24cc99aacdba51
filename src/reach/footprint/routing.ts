import { commonServices, type FlowSet, narrowToSide, servicesOf } from "../../flow/index.ts";

import type { Key, VirtualNetwork } from "../../model/index.ts";
import {
  containsIp,
  hostPrefix,
  type Ip,
  insideSpace,
  intersect,
  isEmptySet,
  type PrefixSet,
  prefixSet,
  subtract,
  unionOf,
} from "../../net/index.ts";
import type { EffectiveTable } from "../../route/index.ts";
import type { Step } from "../../walk/index.ts";
import { narrowInPublic } from "../places/public-space.ts";
import type { Reach } from "../reach.ts";
import { narrowToOutside } from "./outside.ts";
import { flowsOf, type PacketOfSet, packetsOf } from "./packet.ts";
import type { Stand } from "./stand.ts";

/** A packet that a node sends on by its table. */
export interface RoutedOn {
  readonly reach: Reach;
  readonly stand: Stand;
  readonly step: Extract<Step, { readonly kind: "route" }>;
}

/**
 * Makes a set of flows smaller so that a table leads all of it on as it does one packet, to somebody
 * who fares alike.
 */
export function narrowToRoute(routed: RoutedOn, packet: PacketOfSet, set: FlowSet): FlowSet {
  const { reach, stand } = routed;
  const table = reach.walker.router.tableOf(stand.view);
  if (table === undefined) return set;
  const packets = packetsOf(set, packet);
  const around = reach.routes.around(table, packets.destinations, packet.flow.destination);
  const destinations = intersect(packets.destinations, around);
  return followHop(routed, table, packet, flowsOf(set, packet, { ...packets, destinations }));
}

// One case for each kind of next hop.
function followHop(
  { reach, step }: RoutedOn,
  table: EffectiveTable,
  packet: PacketOfSet,
  set: FlowSet,
): FlowSet {
  const { nextHop } = step.route;
  const own = table.network;
  switch (nextHop.kind) {
    case "none":
      return set;
    case "network":
      return narrowToOwner(reach, own.key, packet, set);
    case "peering": {
      const there = reach.model.networks.get(nextHop.remote);
      if (there === undefined) return alone(packet, set);
      return narrowToOwner(reach, there.key, packet, narrowToCrossing([own, there], packet, set));
    }
    case "connectedGroup": {
      const there = memberWith(reach, nextHop.group, packet.flow.destination);
      if (there === undefined) return alone(packet, set);
      return narrowToOwner(reach, there.key, packet, narrowToCrossing([own, there], packet, set));
    }
    case "privateEndpoint": {
      const endpoint = reach.model.privateEndpoints.get(nextHop.endpoint);
      const subnet = endpoint && reach.model.subnets.get(endpoint.subnet);
      return subnet === undefined ? set : narrowToOwner(reach, subnet.network, packet, set);
    }
    case "appliance": {
      const hops = nextHop.addresses.flatMap((ip) => reach.networksAt(ip));
      const past = narrowToAddresses(nextHop.addresses, packet, set);
      return hops.reduce((rest, there) => narrowToCrossing([own, there], packet, rest), past);
    }
    case "gateway":
      return narrowToOutside(reach, packet, set);
    case "serviceEndpoint":
    case "internet":
      return narrowToPublic(reach, packet, set);
  }
}

// What is for the next hop itself is no case of its own only while somebody else is there.
function narrowToAddresses(ips: readonly Ip[], packet: PacketOfSet, set: FlowSet): FlowSet {
  const packets = packetsOf(set, packet);
  const hosts = prefixSet(ips.map((ip) => hostPrefix(ip)));
  const destinations = narrowToSide(packets.destinations, packet.flow.destination, hosts);
  return flowsOf(set, packet, { ...packets, destinations });
}

// Whether forwarded traffic is let over depends on whether the source is in one of the networks.
function narrowToCrossing(
  networks: readonly VirtualNetwork[],
  packet: PacketOfSet,
  set: FlowSet,
): FlowSet {
  const packets = packetsOf(set, packet);
  const prefixes = networks.flatMap(({ addressSpace }) => addressSpace.map(({ prefix }) => prefix));
  const sources = narrowToSide(packets.sources, packet.flow.source, prefixSet(prefixes));
  return flowsOf(set, packet, { ...packets, sources });
}

/** Whoever has the destination in a network is alike for all of the set. */
export function narrowToOwner(
  reach: Reach,
  network: Key,
  packet: PacketOfSet,
  set: FlowSet,
): FlowSet {
  const packets = packetsOf(set, packet);
  const { destination } = packet.flow;
  const destinations = narrowToPlace(reach, network, packets.destinations, destination);
  return flowsOf(set, packet, { ...packets, destinations });
}

/** The addresses of a set whose owners in a network are like that of one of them. */
export function narrowToPlace(reach: Reach, network: Key, set: PrefixSet, ip: Ip): PrefixSet {
  const places = reach.placesIn(network);
  if (places === undefined) return set;
  const place = places.placeOf(ip);
  return place === undefined
    ? subtract(set, unionOf(places.places.map(({ addresses }) => addresses)))
    : intersect(set, place.addresses);
}

function memberWith(reach: Reach, group: Key, ip: Ip): VirtualNetwork | undefined {
  const members = reach.model.connectedGroups.get(group)?.members ?? [];
  return members
    .flatMap((key) => reach.model.networks.get(key) ?? [])
    .find(({ addressSpace }) => addressSpace.some(({ prefix }) => containsIp(prefix, ip)));
}

/**
 * Makes a set of flows smaller so that all of it fares alike on the public side. Ways out carry some
 * protocols and not others, and a firewall gives answers its public address back.
 */
export function narrowToPublic(reach: Reach, packet: PacketOfSet, set: FlowSet): FlowSet {
  const packets = packetsOf(set, packet);
  const { source, destination, protocol } = packet.flow;
  return flowsOf(set, packet, {
    sources: narrowToSide(packets.sources, source, insideSpace),
    destinations: keep(narrowInPublic(reach.model, packets.destinations, destination), destination),
    services: commonServices(packets.services, servicesOf(protocol)),
  });
}

// Where nothing tells what decides, an address stands for itself alone.
function alone(packet: PacketOfSet, set: FlowSet): FlowSet {
  const packets = packetsOf(set, packet);
  const destinations = prefixSet([hostPrefix(packet.flow.destination)]);
  return flowsOf(set, packet, { ...packets, destinations });
}

function keep(set: PrefixSet, ip: Ip): PrefixSet {
  return isEmptySet(set) ? prefixSet([hostPrefix(ip)]) : set;
}
