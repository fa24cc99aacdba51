import type { Firewall, Model, VirtualNetwork } from "../../model/index.ts";
import { containsIp, type Ip } from "../../net/index.ts";
import {
  hubConnectionOf,
  mayBeInUnknownPeer,
  neighborsOf,
  peeredPrefixes,
} from "../../route/index.ts";
import type { World } from "../engine/visit.ts";
import type { EndReason } from "../step.ts";
import { hasAddress } from "./crossing.ts";
import { type LiveOwner, receiverIn } from "./deliver.ts";

/** Who stands at an address that a route names as next hop. */
export type NextHopFound =
  | { readonly kind: "holder"; readonly network: VirtualNetwork; readonly owner: LiveOwner }
  /** A network in reach has the address, and nobody in it takes packets at it. */
  | { readonly kind: "nobody"; readonly network: VirtualNetwork; readonly reason: EndReason }
  | Exclude<NextHopHome, { readonly kind: "network" }>;

/**
 * Finds who stands at a next hop, as walks do: in the own network or in one that is connected to it
 * directly; no second route is asked (UDR-3, EFF-5). Whether a peering lets packets of others over
 * is another question, which depends on the packet (PEER-6).
 */
export function findNextHop(world: World, from: VirtualNetwork, address: Ip): NextHopFound {
  const home = homeOfNextHop(world.model, from, address);
  if (home.kind !== "network") return home;
  const { network } = home;
  const found = receiverIn(world, { from, to: network }, address);
  if (found.kind === "owner") return { kind: "holder", network, owner: found.owner };
  const { outcome } = found;
  const reason = outcome.kind === "end" ? outcome.ending.reason : "nobodyThere";
  return { kind: "nobody", network, reason };
}

/** Where an address lies that a route names as next hop, seen from the network of the route. */
export type NextHopHome =
  | { readonly kind: "network"; readonly network: VirtualNetwork }
  /** The firewall of the hub to which the network is connected (VW-14). */
  | { readonly kind: "hubFirewall"; readonly firewall: Firewall }
  /** In no network that is connected directly. */
  | { readonly kind: "notConnected" }
  /** Perhaps in one of these, which the snapshot lacks or of which it does not tell enough. */
  | { readonly kind: "unknown"; readonly names: readonly string[] };

/** Finds the network in which a next hop lies. */
export function homeOfNextHop(model: Model, from: VirtualNetwork, address: Ip): NextHopHome {
  if (hasAddress(from, address)) return { kind: "network", network: from };
  return (
    peerWith(model, from, address) ??
    hubWith(model, from, address) ??
    elsewhere(model, from, address)
  );
}

function peerWith(model: Model, from: VirtualNetwork, address: Ip): NextHopHome | undefined {
  const peering = from.peerings.find(
    (one) =>
      one.state === "connected" &&
      model.networks.has(one.remote) &&
      peeredPrefixes(model, one).some(({ prefix }) => containsIp(prefix, address)),
  );
  const network =
    peering === undefined
      ? neighborsOf(model, from).find((one) => hasAddress(one.network, address))?.network
      : model.networks.get(peering.remote);
  return network && { kind: "network", network };
}

// What else has an address in a hub, no resource of the snapshot tells.
function hubWith(model: Model, from: VirtualNetwork, address: Ip): NextHopHome | undefined {
  const hub = hubConnectionOf(model, from.key)?.hub;
  if (hub?.addressPrefix === undefined || !containsIp(hub.addressPrefix.prefix, address)) {
    return undefined;
  }
  const firewalls = [...model.firewalls.values()].filter((one) => one.virtualHub === hub.key);
  const firewall = firewalls.find((one) => one.address === address);
  return firewall === undefined
    ? { kind: "unknown", names: [hub.name] }
    : { kind: "hubFirewall", firewall };
}

// A template often knows its hub by id alone.
function elsewhere(model: Model, from: VirtualNetwork, address: Ip): NextHopHome {
  const unknown = from.peerings.filter((one) => mayBeInUnknownPeer(model, one, address));
  return unknown.length === 0
    ? { kind: "notConnected" }
    : { kind: "unknown", names: unknown.map(({ remoteId }) => lastSegment(remoteId)) };
}

function lastSegment(id: string): string {
  return id.split("/").at(-1) ?? id;
}
