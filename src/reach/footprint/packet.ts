import {
  type Example,
  type Flow,
  type FlowSet,
  isSetProtocol,
  type PortSide,
} from "../../flow/index.ts";
import { hostPrefix, type Ip, type PrefixSet, prefixSet } from "../../net/index.ts";

type End = "sources" | "destinations";

/**
 * A packet on its way, and which of its parts are those of the flow that it belongs to: a
 * translation puts an address in place that is the same for all flows of a set.
 */
export interface PacketOfSet {
  readonly flow: Flow;
  /** What of the set the packet's source stands for; absent where it stands for itself. */
  readonly source: End | undefined;
  readonly destination: End | undefined;
  readonly portSide: PortSide;
}

/** Tells which parts of a packet are those of an example's flow. */
export function packetOf(flow: Flow, example: Flow): PacketOfSet {
  const endOf = (ip: Ip): End | undefined =>
    ip === example.source ? "sources" : ip === example.destination ? "destinations" : undefined;
  return {
    flow,
    source: endOf(flow.source),
    destination: endOf(flow.destination),
    portSide: portSideOf(flow, example),
  };
}

// A reply has the port of the service as its source.
function portSideOf(flow: Flow, { destinationPort }: Flow): PortSide {
  if (!isSetProtocol(flow.protocol) || destinationPort === undefined) return "destination";
  if (flow.destinationPort === destinationPort) return "destination";
  return flow.sourcePort === destinationPort ? "source" : "none";
}

/** The packets of a set of flows where one of them is this packet. */
export function packetsOf(set: FlowSet, { flow, source, destination }: PacketOfSet): FlowSet {
  return {
    sources: source === undefined ? alone(flow.source) : set[source],
    destinations: destination === undefined ? alone(flow.destination) : set[destination],
    services: set.services,
  };
}

/** The flows of a set of which the packets are among some. */
export function flowsOf(set: FlowSet, packet: PacketOfSet, packets: FlowSet): FlowSet {
  const ends = { ...set, services: packets.services };
  const withSource =
    packet.source === undefined ? ends : { ...ends, [packet.source]: packets.sources };
  return packet.destination === undefined
    ? withSource
    : { ...withSource, [packet.destination]: packets.destinations };
}

/** The packet as an example of the packets of its set. */
export function exampleOf({ flow, portSide }: PacketOfSet): Example {
  return { flow, portSide };
}

function alone(ip: Ip): PrefixSet {
  return prefixSet([hostPrefix(ip)]);
}
