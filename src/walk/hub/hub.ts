import type { HubConnection, Key, VirtualHub } from "../../model/index.ts";
import { containsIp, formatIp, formatPrefix, type Ip } from "../../net/index.ts";
import type { HubLookup, HubOffer } from "../../route/index.ts";
import { end, go, goOneOf, step, visitOf } from "../engine/act.ts";
import type { Emitter } from "../engine/position.ts";
import type { Next, Visit, Visiting, Visitor } from "../engine/visit.ts";
import { siteTowards } from "../gateway/gateway-link.ts";
import { deliverInto, enter, positionOf } from "../network/deliver.ts";
import { nodeOf } from "../node.ts";
import type { Step } from "../step.ts";
import { connectionPastFirewall, lookUpPast, warningsPast } from "./hub-endpoint.ts";
import { staticRouteFor } from "./hub-static-route.ts";

// A hub as a sender. It has no subnet, so nothing is looked up in a table of a network for it.
function hubEmitter(hub: VirtualHub): Emitter {
  return {
    node: nodeOf("virtualHub", hub),
    view: { subnet: hub.key, gateway: undefined },
    nic: undefined,
    isFiltered: false,
    address: undefined,
    otherAddresses: [],
    isVisible: false,
    isStateful: false,
  };
}

/**
 * A packet is in a virtual hub: the table of whoever sent it decides (VW-2, VW-4). The position's
 * entry is the connection or branch over which it came; another hub, or nothing, for the default
 * table; the hub's firewall for what that sends on, to which intent does not apply again (VW-9).
 */
export const visitHub: Visitor<"hub"> = (visiting) => {
  const { world, position, packet } = visiting;
  const hub = world.model.hubs.get(position.hub) as VirtualHub;
  const received = step({ kind: "receive", flow: packet.flow });
  const lookup = lookUpPast(world.model, hub, position.entry, packet);
  const past = pastFirewall(visiting, hub);
  if (past !== undefined) {
    return { ...visitAt(hub, [received], past), warnings: warningsPast(world.model, lookup) };
  }
  const steps = [received, ...tableSteps(lookup)];
  return visitAt(hub, steps, follow(visiting, hub, lookup));
};

// Straight to a private endpoint, whatever the table of the branch says.
function pastFirewall(
  { world, position, packet, memory }: Visiting<"hub">,
  hub: VirtualHub,
): Visit["outcome"] | undefined {
  const { destination } = packet.flow;
  const connection = connectionPastFirewall(world.model, hub, position.entry, destination);
  if (connection === undefined) return undefined;
  const delivery = { network: connection.network, emitter: hubEmitter(hub), packet, memory };
  return deliverInto(world, { ...delivery, crossing: "hub" });
}

function tableSteps({ table, prefix, offers }: HubLookup): readonly Step[] {
  if (table === undefined || prefix === undefined) return [];
  const about = [table.name, formatPrefix(prefix)];
  const rules = ["VW-2", "VW-4", ...new Set(offers.flatMap((offer) => offer.rules))] as const;
  const places = offers.flatMap((offer) => offer.places);
  return [step({ kind: "remark", code: "hubTable", about }, [...new Set(rules)], places)];
}

function follow(
  visiting: Visiting<"hub">,
  hub: VirtualHub,
  { table, offers }: HubLookup,
): Visit["outcome"] {
  const { destination } = visiting.packet.flow;
  const tried = offers.map((offer) => followOffer(visiting, hub, offer));
  const ways = tried.flatMap((one) => (one.kind === "go" ? one.ways : []));
  const distinct = [
    ...new Map(ways.map((way) => [`${way.position.kind} ${way.label}`, way])).values(),
  ];
  const refused = tried.find(({ kind }) => kind === "end");
  return goOneOf(distinct, () => {
    if (refused !== undefined) return refused;
    const about = [table?.name ?? hub.name, formatIp(destination)];
    const places = [table?.place ?? hub.place];
    return end("noRouteInGateway", "notLearned", { about, rules: ["VW-2", "VW-4"], places });
  });
}

function followOffer(
  visiting: Visiting<"hub">,
  hub: VirtualHub,
  offer: HubOffer,
): Visit["outcome"] {
  switch (offer.nextHopKind) {
    case "network":
      return intoNetwork(visiting, hub, offer);
    case "vpn":
    case "pointToSite":
    case "expressRoute":
      return overBranch(visiting, hub, offer);
    case "remoteHub":
      return intoHub(visiting, hub, offer.target);
    case "firewall":
      return toFirewall(visiting, offer);
    case "appliance":
      return toAppliance(visiting, hub, offer);
  }
}

function intoHub({ world, packet, memory }: Visiting<"hub">, hub: VirtualHub, target: Key) {
  const position = { kind: "hub", hub: target, entry: hub.key } as const;
  return go({ position, packet, memory, label: world.model.hubs.get(target)?.name ?? target });
}

function toFirewall(
  { world, packet, memory }: Visiting<"hub">,
  { target, places }: HubOffer,
): Visit["outcome"] {
  const firewall = world.model.firewalls.get(target);
  if (firewall === undefined) {
    const about = [target.split("/").at(-1) ?? target];
    return end("insufficientInfo", "missing", { about, rules: ["VW-9"], places });
  }
  const position = { kind: "firewall", firewall: target } as const;
  return go({ position, packet, memory, label: firewall.name });
}

// One circuit never reaches another over a hub (GW-21).
function overBranch(
  { world, position, packet, memory }: Visiting<"hub">,
  hub: VirtualHub,
  offer: HubOffer,
): Visit["outcome"] {
  const branch = hub.branches.find(({ key }) => key === offer.target);
  if (branch === undefined) throw new RangeError(`no branch ${offer.target}`);
  const from = hub.branches.find(({ key }) => key === position.entry);
  const { places } = offer;
  if (from?.kind === "expressRoute" && branch.kind === "expressRoute") {
    const about = [hub.name, formatIp(packet.flow.destination)];
    return end("noRouteInGateway", "notLearned", { about, rules: ["GW-21"], places });
  }
  if (branch.circuit !== undefined) {
    const edge = { kind: "circuit", circuit: branch.circuit, from: branch.key } as const;
    return go({ position: edge, packet, memory, label: branch.name });
  }
  const site = siteTowards(world.model, [branch.key], packet.flow.destination);
  const out = { kind: "siteIn", site: site?.key, link: branch.key } as const;
  return go({ position: out, packet, memory, label: branch.name });
}

function intoNetwork(
  visiting: Visiting<"hub">,
  hub: VirtualHub,
  offer: HubOffer,
): Visit["outcome"] {
  const { world, packet, memory } = visiting;
  const connection = hub.connections.find(({ key }) => key === offer.target);
  if (connection === undefined) {
    const about = [offer.target.split("/").at(-1) ?? offer.target];
    return end("insufficientInfo", "missing", { about, rules: ["VW-4"], places: offer.places });
  }
  const { destination } = packet.flow;
  const route = staticRouteFor(world.model, hub, connection, destination);
  const address = route?.nextHop.kind === "address" ? route.nextHop.address : undefined;
  if (address !== undefined && address !== destination) {
    return viaAddress(visiting, hub, { connection, address });
  }
  const delivery = { network: connection.network, emitter: hubEmitter(hub), packet, memory };
  return deliverInto(world, { ...delivery, crossing: "hub" });
}

interface Appliance {
  readonly connection: HubConnection;
  readonly address: Ip;
}

function viaAddress(
  { world, packet, memory }: Visiting<"hub">,
  hub: VirtualHub,
  { connection, address }: Appliance,
): Visit["outcome"] {
  const emitter = hubEmitter(hub);
  const delivery = {
    network: connection.network,
    emitter,
    packet,
    memory,
    crossing: "hub",
  } as const;
  const found = enter(world, delivery, address);
  const about = [formatIp(address), connection.name];
  if (found.kind === "refused") {
    const rules = ["VW-13", "UDR-3"] as const;
    return end("nextHopUnreachable", "nextHopNobody", { about, rules, places: [connection.place] });
  }
  const way: Next = {
    position: positionOf(found.owner, emitter),
    packet,
    memory,
    label: formatIp(address),
    via: address,
  };
  return go(way);
}

// Routes of a table and what BGP peers announce name an address inside a connected network.
function toAppliance(
  visiting: Visiting<"hub">,
  hub: VirtualHub,
  offer: HubOffer,
): Visit["outcome"] {
  const { model } = visiting.world;
  const peer = hub.peers.find(({ key }) => key === offer.target);
  const address = peer === undefined ? offer.addresses[0] : peer.address;
  const connection = hub.connections.find(({ network }) =>
    model.networks
      .get(network)
      ?.addressSpace.some(({ prefix }) => address !== undefined && containsIp(prefix, address)),
  );
  if (connection === undefined || address === undefined) {
    const about = [address === undefined ? (peer?.name ?? hub.name) : formatIp(address), hub.name];
    const { places } = offer;
    return end("nextHopUnreachable", "nextHopNotConnected", { about, rules: ["VW-4"], places });
  }
  return viaAddress(visiting, hub, { connection, address });
}

function visitAt(hub: VirtualHub, steps: readonly Step[], outcome: Visit["outcome"]): Visit {
  return visitOf(hubEmitter(hub), { steps, outcome });
}
