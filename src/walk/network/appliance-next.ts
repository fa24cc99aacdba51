import type { VirtualNetwork } from "../../model/index.ts";
import { containsIp, formatIp, type Ip } from "../../net/index.ts";
import { neighborsOf, peeredPrefixes, type Route } from "../../route/index.ts";
import { end, goOneOf } from "../engine/act.ts";
import type { Memory } from "../engine/memory.ts";
import type { Emitter, Packet } from "../engine/position.ts";
import type { Next, Visit, World } from "../engine/visit.ts";
import { hasAddress } from "./crossing.ts";
import { enter, networkOf, positionOf } from "./deliver.ts";

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
  const from = networkOf(world.model, emitter);
  if (from === undefined) return { outcome: unreachable(hop, "missing", [formatIp(address)]) };
  const network = networkWith(world, from, address);
  if (network === undefined) {
    const about = [formatIp(address), from.name];
    return { outcome: unreachable(hop, "nextHopNotConnected", about) };
  }
  const crossing = network.key === from.key ? "own" : "peering";
  const delivery = { network: network.key, emitter, packet, memory, crossing } as const;
  const found = enter(world, delivery, address);
  if (found.kind === "refused") return { outcome: asNextHop(hop, found.outcome) };
  const label = formatIp(address);
  return {
    way: { position: positionOf(found.owner, emitter), packet, memory, label, via: address },
  };
}

function networkWith(
  { model }: World,
  from: VirtualNetwork,
  address: Ip,
): VirtualNetwork | undefined {
  if (hasAddress(from, address)) return from;
  const peer = from.peerings.find(
    (peering) =>
      peering.state === "connected" &&
      peeredPrefixes(model, peering).some(({ prefix }) => containsIp(prefix, address)),
  );
  if (peer !== undefined) return model.networks.get(peer.remote);
  return neighborsOf(model, from).find(({ network }) => hasAddress(network, address))?.network;
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
