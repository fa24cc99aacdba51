import { narrowInspected } from "../../firewall/index.ts";
import type { Flow, FlowSet } from "../../flow/index.ts";
import { narrowToSide } from "../../flow/index.ts";
import type { Key } from "../../model/index.ts";
import { hostPrefix, prefixSet } from "../../net/index.ts";
import { inspectContext, type Pass, type Step, type Trace } from "../../walk/index.ts";
import type { Reach } from "../reach.ts";
import { narrowToBalancing } from "./balancing.ts";
import type { Following, HopOnWay } from "./hop-on-way.ts";
import { narrowToOutside } from "./outside.ts";
import { exampleOf, flowsOf, type PacketOfSet, packetOf, packetsOf } from "./packet.ts";
import { narrowToOwner, narrowToPlace, narrowToPublic, narrowToRoute } from "./routing.ts";
import { narrowToAccess, narrowToEndpoint } from "./service.ts";
import { type Stand, standOf } from "./stand.ts";

/** A set of flows, one of which was followed. */
export interface Followed {
  readonly reach: Reach;
  readonly trace: Trace;
  readonly set: FlowSet;
}

/**
 * Makes a set of flows smaller so that all of it takes the ways that one of its flows has taken,
 * there and back, and ends as that one does. Cost: as that of the walk itself.
 */
export function narrowToFootprint({ reach, trace, set: given }: Followed): FlowSet {
  let set = given;
  for (const { forward, reply } of trace.journeys) {
    set = narrowToPass({ reach, example: trace.flow }, forward, set);
    if (reply !== undefined) {
      set = narrowToPass({ reach, example: trace.flow }, reply, set);
    }
  }
  return set;
}

function narrowToPass(following: Following, { flow, hops }: Pass, given: FlowSet): FlowSet {
  let set = given;
  let current = flow;
  for (const [at, hop] of hops.entries()) {
    const place = { following, hop, before: hops[at - 1], isFirst: at === 0 };
    set = narrowToHop(place, current, set);
    for (const step of hop.steps) {
      current = flowAfter(step, current);
      set = narrowToStep(place, step, current, set);
    }
  }
  return set;
}

// Filters look at a packet as it is when they are asked.
function flowAfter(step: Step, current: Flow): Flow {
  switch (step.kind) {
    case "send":
    case "receive":
      return step.flow;
    case "translate":
    case "egress":
      return step.to;
    default:
      return current;
  }
}

const outsideKinds: ReadonlySet<string> = new Set(["gateway", "circuit", "site", "host"]);

const publicKinds: ReadonlySet<string> = new Set(["internet", "service"]);

// What the node itself makes of a packet, whatever its steps say.
function narrowToHop(place: HopOnWay, flow: Flow, set: FlowSet): FlowSet {
  const { hop, following } = place;
  const received = hop.steps.find(({ kind }) => kind === "receive" || kind === "send");
  const current = received === undefined ? flow : flowAfter(received, flow);
  const packet = packetOf(current, following.example);
  if (hop.node.kind === "virtualHub") return narrowToHub(following.reach, packet, set);
  if (outsideKinds.has(hop.node.kind)) return narrowToOutside(following.reach, packet, set);
  if (publicKinds.has(hop.node.kind)) return narrowToPublic(following.reach, packet, set);
  if (hop.node.kind === "privateEndpoint") return narrowToEndpoint(place, packet, set);
  return hop.node.kind === "nic" ? narrowToInterface(place, packet, set) : set;
}

// A hub delivers into networks that are connected to it, without a table of theirs.
function narrowToHub(reach: Reach, packet: PacketOfSet, given: FlowSet): FlowSet {
  const set = narrowToOutside(reach, packet, given);
  return reach
    .networksAt(packet.flow.destination)
    .reduce((rest, { key }) => narrowToOwner(reach, key, packet, rest), set);
}

// What is for the interface itself it takes; all else it passes on, or not. To whom a network
// delivers is told apart already.
function narrowToInterface(
  { following, hop, before, isFirst }: HopOnWay,
  packet: PacketOfSet,
  set: FlowSet,
): FlowSet {
  const nic = hop.node.key && following.reach.model.nics.get(hop.node.key);
  if (nic === undefined || isFirst) return set;
  const own = nic.ipConfigurations.flatMap(({ address }) => address ?? []);
  const isOwn = own.includes(packet.flow.destination);
  if (isOwn && isDelivered(before)) return set;
  const packets = packetsOf(set, packet);
  const hosts = prefixSet(own.map((ip) => hostPrefix(ip)));
  const { source, destination } = packet.flow;
  return flowsOf(set, packet, {
    ...packets,
    sources: isOwn ? packets.sources : narrowToSide(packets.sources, source, hosts),
    destinations: narrowToSide(packets.destinations, destination, hosts),
  });
}

function isDelivered(before: HopOnWay["before"]): boolean {
  const routed = before?.steps.findLast((step) => step.kind === "route");
  const kind = routed?.route.nextHop.kind;
  return kind === "network" || kind === "peering" || kind === "connectedGroup";
}

function narrowToStep(place: HopOnWay, step: Step, current: Flow, set: FlowSet): FlowSet {
  const { following, hop } = place;
  const { reach, example } = following;
  const packet = packetOf(current, example);
  switch (step.kind) {
    case "filter":
      return narrowToFilter(place, step, packet, set);
    case "route": {
      const stand = standOf(reach.model, hop.node);
      return stand === undefined ? set : narrowToRoute({ reach, stand, step }, packet, set);
    }
    case "inspect": {
      const firewall = hop.node.key && reach.model.firewalls.get(hop.node.key);
      if (firewall === undefined) return set;
      const context = inspectContext(reach.walker.world, firewall);
      const judged = { model: reach.model, firewall };
      const packets = packetsOf(set, packet);
      return flowsOf(set, packet, narrowInspected(judged, exampleOf(packet), packets, context));
    }
    case "balance":
      return narrowToBalancing(place, packet, set);
    case "access":
      return narrowToAccess(reach.model, step.service, packet, set);
    default:
      return set;
  }
}

type FilterStepOf = Extract<Step, { readonly kind: "filter" }>;

function narrowToFilter(
  { following, hop }: HopOnWay,
  { verdict }: FilterStepOf,
  packet: PacketOfSet,
  set: FlowSet,
): FlowSet {
  const { reach } = following;
  const stand: Stand | undefined = standOf(reach.model, hop.node);
  if (stand === undefined) return set;
  const { subnet, nic, privateEndpoint } = stand;
  const question = { direction: verdict.direction, subnet, nic, privateEndpoint } as const;
  const packets = packetsOf(set, packet);
  const { filters } = reach.walker.world;
  const judged = filters.narrow(question, exampleOf(packet), packets);
  return flowsOf(set, packet, narrowToClosed(reach, question, packet, judged));
}

// over a peering without access it matters whether the host at the far end has a group.
function narrowToClosed(
  reach: Reach,
  { direction, subnet }: { readonly direction: "inbound" | "outbound"; readonly subnet: Key },
  { flow }: PacketOfSet,
  packets: FlowSet,
): FlowSet {
  const network = reach.model.subnets.get(subnet)?.network;
  const peerings = (network && reach.model.networks.get(network)?.peerings) || [];
  const closed = peerings.filter(({ allowsAccess }) => !allowsAccess);
  const [end, ip] =
    direction === "inbound"
      ? (["sources", flow.source] as const)
      : (["destinations", flow.destination] as const);
  const narrowed = closed.reduce(
    (rest, { remote }) => narrowToPlace(reach, remote, rest, ip),
    packets[end],
  );
  return { ...packets, [end]: narrowed };
}
