import { formatIp, type Ip } from "../../net/index.ts";
import type { Route } from "../../route/index.ts";
import { end, goOneOf } from "../engine/act.ts";
import type { Memory } from "../engine/memory.ts";
import type { Emitter, Packet } from "../engine/position.ts";
import type { Next, Visit, World } from "../engine/visit.ts";
import { enter, networkOf, positionOf } from "./deliver.ts";
import { homeOfNextHop } from "./next-hop.ts";

/** A packet whose route names appliances as next hops. */
export interface ApplianceHop {
  readonly emitter: Emitter;
  readonly route: Route;
  readonly addresses: readonly Ip[];
  readonly packet: Packet;
  readonly memory: Memory;
}

/**
 * Finds the owners of the next hop addresses in the own or a directly connected network; no second
 * route is asked (UDR-3, EFF-5). Several addresses are equal ways; an address without an owner
 * loses its share of the flows.
 */
export function applianceWays(world: World, hop: ApplianceHop): Visit["outcome"] {
  // An address that only Azure knows.
  if (hop.addresses.length === 0) {
    return unreachable(hop, "missing", [`the next hop of route ${hop.route.name ?? ""}`]);
  }
  const tried = hop.addresses.map((address) => wayTo(world, hop, address));
  const [only, ...others] = tried;
  if (only !== undefined && others.length === 0 && "outcome" in only) return only.outcome;
  const ways = tried.map((one, at) => ("way" in one ? one.way : lostWay(hop, at, one.outcome)));
  return goOneOf(ways, () => unreachable(hop, "nextHopNobody", []));
}

type Tried = { readonly way: Next } | { readonly outcome: Visit["outcome"] };

function wayTo(world: World, hop: ApplianceHop, address: Ip): Tried {
  const { emitter, packet, memory } = hop;
  const label = formatIp(address);
  const from = networkOf(world.model, emitter);
  if (from === undefined) return { outcome: unreachable(hop, "missing", [label]) };
  const home = homeOfNextHop(world.model, from, address);
  switch (home.kind) {
    case "notConnected":
      return { outcome: unreachable(hop, "nextHopNotConnected", [label, from.name]) };
    case "unknown":
      return { outcome: unreachable(hop, "missing", home.names) };
    case "hubFirewall": {
      const position = { kind: "firewall", firewall: home.firewall.key } as const;
      return { way: { position, packet, memory, label, via: address } };
    }
    case "network": {
      const { key } = home.network;
      const crossing = key === from.key ? "own" : "peering";
      const delivery = { network: key, emitter, packet, memory, crossing } as const;
      const found = enter(world, delivery, address);
      if (found.kind === "refused") return { outcome: asNextHop(hop, found.outcome) };
      const position = positionOf(found.owner, emitter);
      return { way: { position, packet, memory, label, via: address } };
    }
  }
}

// Nobody at the destination is one thing, nobody at the next hop another.
function asNextHop(hop: ApplianceHop, outcome: Visit["outcome"]): Visit["outcome"] {
  if (outcome.kind !== "end" || outcome.ending.disposition !== "noSuchHost") return outcome;
  const { ending } = outcome;
  return unreachable(hop, "nextHopNobody", ending.about);
}

function unreachable(
  { route }: ApplianceHop,
  reason: "nextHopNobody" | "nextHopNotConnected" | "missing",
  about: readonly string[],
): Visit["outcome"] {
  return reason === "missing"
    ? end("insufficientInfo", reason, { about, rules: ["UDR-3"], places: route.places })
    : end("nextHopUnreachable", reason, { about, rules: ["UDR-3", "EFF-5"], places: route.places });
}

// Azure does not check next hops (UDR-3): the flows that hash to a dead one are lost.
function lostWay(hop: ApplianceHop, at: number, outcome: Visit["outcome"]): Next {
  const { emitter, packet, memory, addresses } = hop;
  const label = formatIp(addresses[at] as Ip);
  if (outcome.kind === "go") return outcome.ways[0];
  const position = { kind: "lost", from: emitter, loss: outcome.ending } as const;
  return { position, packet, memory, label };
}
