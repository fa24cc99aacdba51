import type { Key, Model, VirtualNetwork } from "../../model/index.ts";
import { formatIp, type Ip } from "../../net/index.ts";
import { isGlobalPeering } from "../../route/index.ts";
import type { Owner } from "../../translate/index.ts";
import { end, go } from "../engine/act.ts";
import type { Memory } from "../engine/memory.ts";
import type { Emitter, Packet, Position } from "../engine/position.ts";
import type { Next, Visit, World } from "../engine/visit.ts";
import { type Crossing, refusalOf, usesGatewaysOf } from "./crossing.ts";

/** A packet that is to be delivered inside a network. */
export interface Delivery {
  readonly network: Key;
  readonly emitter: Emitter;
  readonly packet: Packet;
  readonly memory: Memory;
  /** How it comes into the network: it is there already, over a peering, or from a hub. */
  readonly crossing: "own" | "peering" | "hub";
}

/**
 * Delivers to whoever has the destination address in a network; subnets do not matter (8.2). Over a
 * peering its flags are asked first.
 */
export function deliverInto(world: World, delivery: Delivery): Visit["outcome"] {
  const { packet } = delivery;
  const found = enter(world, delivery, packet.flow.destination);
  if (found.kind === "refused") return found.outcome;
  const { owner } = found;
  const next: Next = {
    position: positionOf(owner, delivery.emitter),
    packet,
    memory: delivery.memory,
    label: formatIp(packet.flow.destination),
  };
  return go(next);
}

/** Who has an address in a network that a packet enters, or why it does not get there. */
export type Entered =
  | { readonly kind: "owner"; readonly owner: LiveOwner }
  | { readonly kind: "refused"; readonly outcome: Visit["outcome"] };

/** An owner that can receive. */
export type LiveOwner =
  | Exclude<Owner, { readonly kind: "reserved" | "subnet" | "routeServer" }>
  | { readonly kind: "supposed"; readonly subnet: Key; readonly address: Ip };

/** Finds who receives packets for an address in a network, past the flags of a peering. */
export function enter(
  world: World,
  { network: key, emitter, packet, crossing }: Delivery,
  address: Ip,
): Entered {
  const { model } = world;
  const network = model.networks.get(key);
  if (network === undefined) {
    return refused("insufficientInfo", "missing", [lastSegment(key)], ["PEER-1"]);
  }
  const from = networkOf(model, emitter);
  if (crossing === "peering" && from !== undefined && from.key !== key) {
    const stopped = stopAtPeering(world, {
      from,
      to: network,
      source: packet.flow.source,
      isTransit: emitter.view.gateway !== undefined && usesGatewaysOf(network, from.key),
    });
    if (stopped !== undefined) return { kind: "refused", outcome: stopped };
  }
  return receiverIn(world, { from, to: network }, address);
}

/** The networks between which a packet goes; `from` is absent when nobody knows. */
export interface Entrance {
  readonly from: VirtualNetwork | undefined;
  readonly to: VirtualNetwork;
}

/** Finds who receives packets for an address in a network, once they are there. */
export function receiverIn(world: World, { from, to }: Entrance, address: Ip): Entered {
  const found = ownerIn(world, to, address);
  if (found.kind === "refused") return found;
  return isBasicAcrossRegions(world, from, to, found.owner)
    ? refused("noSuchHost", "basicLoadBalancerAcrossRegions", [formatIp(address)], ["PEER-13"])
    : found;
}

function ownerIn(world: World, network: VirtualNetwork, address: Ip): Entered {
  const owner = world.owners.ownerOf(network.key, address);
  const supposed = world.supposed.find(
    (one) => one.network === network.key && one.address === address,
  );
  const about = [formatIp(address), network.name];
  if (owner === undefined || owner.kind === "subnet") {
    return supposed === undefined
      ? refused("noSuchHost", "nobodyThere", about, ["FWD-1"])
      : { kind: "owner", owner: { kind: "supposed", subnet: supposed.subnet, address } };
  }
  switch (owner.kind) {
    case "reserved":
      return refused("noSuchHost", "addressReserved", about, ["FWD-2"]);
    case "routeServer":
      return refused("noSuchHost", "routeServer", about, ["GW-6"]);
    default:
      return { kind: "owner", owner };
  }
}

function stopAtPeering(world: World, crossing: Crossing): Visit["outcome"] | undefined {
  const refusal = refusalOf(world.model, crossing);
  if (refusal === undefined) return undefined;
  const { kind, about, rules, places } = refusal;
  return kind === "accessOff"
    ? end("deniedByNsg", "accessOff", { about, rules, places })
    : end("forwardedTrafficNotAllowed", "forwardedRefused", { about, rules, places });
}

// Front ends of Basic load balancers are out of reach over a global peering (PEER-13).
function isBasicAcrossRegions(
  { model }: World,
  from: VirtualNetwork | undefined,
  to: VirtualNetwork,
  owner: LiveOwner,
): boolean {
  if (owner.kind !== "loadBalancer" || from === undefined || from.key === to.key) return false;
  const peering = from.peerings.find(({ remote }) => remote === to.key);
  const isGlobal = peering !== undefined && isGlobalPeering(model, peering);
  return isGlobal && owner.balancer.sku === "basic";
}

/** Where a packet is that has reached the owner of an address. */
export function positionOf(owner: LiveOwner, from: Emitter): Position {
  switch (owner.kind) {
    case "nic":
      return { kind: "interface", nic: owner.nic.key, publicSku: undefined };
    case "loadBalancer":
      return {
        kind: "frontend",
        balancer: owner.balancer.key,
        frontend: owner.frontend.key,
        isFromPublicIp: false,
      };
    case "firewall":
      return { kind: "firewall", firewall: owner.firewall.key };
    case "privateEndpoint":
      return { kind: "privateEndpoint", endpoint: owner.endpoint.key, from };
    case "gateway":
      return { kind: "gatewayOut", gateway: owner.gateway.key, producer: undefined, from };
    case "routingAppliance":
      return { kind: "routingAppliance", appliance: owner.appliance.key };
    case "supposed":
      return { kind: "supposed", subnet: owner.subnet, address: owner.address };
  }
}

/** The network that an emitter stands in; absent when the model lacks it. */
export function networkOf(model: Model, { view }: Emitter): VirtualNetwork | undefined {
  const subnet = model.subnets.get(view.subnet);
  return subnet === undefined ? undefined : model.networks.get(subnet.network);
}

function refused(...parts: RefusedParts): Entered {
  const [disposition, reason, about, rules] = parts;
  return { kind: "refused", outcome: end(disposition, reason, { about, rules }) };
}

type RefusedParts = [
  disposition: Parameters<typeof end>[0],
  reason: Parameters<typeof end>[1],
  about: readonly string[],
  rules: Parameters<typeof end>[2]["rules"],
];

function lastSegment(key: Key): string {
  return key.split("/").at(-1) ?? key;
}
