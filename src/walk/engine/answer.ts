import { reverseFlow } from "../../flow/index.ts";
import type { Memory } from "./memory.ts";
import type { Emitter, Packet, Position } from "./position.ts";
import type { Next } from "./visit.ts";

/** The first reply to a packet, from a position. */
export function answerFrom(position: Position, { flow }: Packet, memory: Memory): Next {
  return {
    position,
    packet: { flow: reverseFlow(flow), direction: "reply" },
    memory,
    label: "reply",
  };
}

/**
 * The first reply of somebody who answers straight to the device that sent the packet: private
 * endpoints, service endpoints and the host itself (PE-19, PE-15).
 */
export function answerTo(emitter: Emitter, packet: Packet, memory: Memory): Next {
  return answerFrom(arrivalAt(emitter), packet, memory);
}

/** Where a packet is that is handed to a device without any routing. */
export function arrivalAt({ node, nic, view, address }: Emitter): Position {
  if (nic !== undefined) return { kind: "interface", nic, publicSku: undefined };
  const { key } = node;
  if (node.kind === "firewall" && key !== undefined) {
    return { kind: "firewall", firewall: key };
  }
  if (node.kind === "routingAppliance" && key !== undefined) {
    return { kind: "routingAppliance", appliance: key };
  }
  // What a hub delivers is answered by the hub's default table.
  if (node.kind === "virtualHub" && key !== undefined) {
    return { kind: "hub", hub: key, entry: undefined };
  }
  if (view.gateway !== undefined) {
    return { kind: "gatewayOut", gateway: view.gateway, producer: undefined, from: undefined };
  }
  if (address === undefined) throw new RangeError(`${node.id} has no address to answer to`);
  return { kind: "supposed", subnet: view.subnet, address };
}
