import type { Connection, Gateway, Key } from "../../model/index.ts";
import { formatIp, type Ip } from "../../net/index.ts";
import {
  type GatewayReach,
  hubConnectionOf,
  lookUpGateway,
  type Match,
  type Path,
  userGatewayOf,
} from "../../route/index.ts";
import { end, go, goOneOf } from "../engine/act.ts";
import type { Memory } from "../engine/memory.ts";
import type { Emitter, Packet } from "../engine/position.ts";
import type { Next, Visit, World } from "../engine/visit.ts";
import { applianceWays } from "../network/appliance-next.ts";
import { networkOf } from "../network/deliver.ts";
import { connectionsFor, overConnection } from "./gateway-link.ts";

/** A packet whose route leads to a gateway. */
interface Leaving {
  readonly world: World;
  readonly emitter: Emitter;
  readonly match: Match;
  readonly packet: Packet;
  readonly memory: Memory;
}

/**
 * Where a route to a gateway leads: to a VPN gateway, past an ExpressRoute gateway straight to the
 * edge of its circuit (FWD-11), to an appliance that a Route Server has heard, or into a hub. Paths
 * over one gateway are one way, since the gateway chooses by its own table (FWD-9).
 */
export function gatewayWays(
  world: World,
  emitter: Emitter,
  match: Match,
  packet: Packet,
  memory: Memory,
): Visit["outcome"] {
  const leaving: Leaving = { world, emitter, match, packet, memory };
  const { nextHop } = match.route;
  const own = emitter.view.gateway;
  const network = networkOf(world.model, emitter);
  if (own !== undefined) return go(toGateway(leaving, world.model.gateways.get(own), own));
  const attached = network === undefined ? undefined : hubConnectionOf(world.model, network.key);
  const reach = network === undefined ? undefined : world.router.gatewaysFor(network);
  if (match.route.source === "user") {
    return attached === undefined ? byUserRoute(leaving, reach) : hubByUserRoute(leaving, attached);
  }
  if (attached !== undefined) return go(intoHub(leaving, attached));
  const paths = nextHop.kind === "gateway" ? nextHop.paths : [];
  if (paths.length === 0) return byKnownGateway(leaving, reach);
  return joinWays(groupPaths(paths).map((group) => followPaths(leaving, group)));
}

/** Paths that one producer offers, or one gateway over several connections. */
type PathGroup = readonly [Path, ...Path[]];

function groupPaths(paths: readonly Path[]): readonly PathGroup[] {
  const groups = new Map<Key, [Path, ...Path[]]>();
  for (const path of paths) {
    const present = groups.get(path.producer);
    if (present === undefined) groups.set(path.producer, [path]);
    else present.push(path);
  }
  return [...groups.values()];
}

function followPaths(leaving: Leaving, [first, ...others]: PathGroup): Visit["outcome"] {
  const { world, packet } = leaving;
  const { model } = world;
  const connection = model.connections.get(first.producer);
  const gateway = model.gateways.get(connection?.gateway ?? first.producer);
  if (gateway === undefined) return toAppliances(leaving, [first, ...others]);
  if (gateway.kind === "vpn") return go(toGateway(leaving, gateway, first.producer, first.address));
  return connection === undefined
    ? overCircuits(leaving, gateway, packet.flow.destination)
    : pastGateway(leaving, [connection], first.address);
}

function toGateway(
  { emitter, packet, memory }: Leaving,
  gateway: Gateway | undefined,
  producer: Key,
  via?: Ip | undefined,
): Next {
  const key = gateway?.key ?? producer;
  const chosen = producer === key ? undefined : producer;
  const position = { kind: "gatewayOut", gateway: key, producer: chosen, from: emitter } as const;
  const next = { position, packet, memory, label: gateway?.name ?? key };
  return via === undefined ? next : { ...next, via };
}

function overCircuits(leaving: Leaving, gateway: Gateway, ip: Ip): Visit["outcome"] {
  const { model } = leaving.world;
  const { offers } = lookUpGateway(model, gateway, ip);
  const connections = offers.flatMap((offer) => connectionsFor(model, offer, ip));
  return pastGateway(leaving, [...new Set(connections)], undefined);
}

function pastGateway(
  { world, match, packet, memory }: Leaving,
  connections: readonly Connection[],
  via: Ip | undefined,
): Visit["outcome"] {
  const tried = connections.map((connection) => overConnection(world, connection, packet, memory));
  const ways = tried.flatMap((one) => (one.kind === "way" ? [one.way] : []));
  const about = [formatIp(packet.flow.destination)];
  const { places } = match.route;
  return goOneOf(
    ways.map((way) => (via === undefined ? way : { ...way, via })),
    () => end("noRouteInGateway", "notLearned", { about, rules: ["FWD-9", "FWD-11"], places }),
  );
}

// A Route Server never carries packets itself: its routes name the appliances (GW-6).
function toAppliances(
  { world, emitter, match, packet, memory }: Leaving,
  paths: PathGroup,
): Visit["outcome"] {
  const addresses = [...new Set(paths.flatMap(({ address }) => address ?? []))];
  if (addresses.length === 0) {
    const about = [paths[0].producer.split("/").at(-1) ?? ""];
    const { places } = match.route;
    return end("insufficientInfo", "missing", { about, rules: ["GW-6"], places });
  }
  return applianceWays(world, { emitter, route: match.route, addresses, packet, memory });
}

// An active-active gateway whose addresses nobody has given is the next hop all the same.
function byKnownGateway(leaving: Leaving, reach: GatewayReach | undefined): Visit["outcome"] {
  const gateway = reach?.gateways.find(({ kind }) => kind === "vpn");
  if (gateway !== undefined) return go(toGateway(leaving, gateway, gateway.key));
  const { places } = leaving.match.route;
  return end("insufficientInfo", "missing", { about: [], rules: ["GW-10"], places });
}

function byUserRoute(leaving: Leaving, reach: GatewayReach | undefined): Visit["outcome"] {
  const { world, match, packet } = leaving;
  const { places } = match.route;
  if (reach === undefined) {
    return end("nextHopUnreachable", "noGateway", { about: [], rules: ["UDR-4"], places });
  }
  const serving = userGatewayOf(reach);
  if (serving?.vpn !== undefined) return go(toGateway(leaving, serving.vpn, serving.vpn.key));
  if (world.model.behavior.udrVngOnNonVpn === "forward") {
    const circuit = reach.gateways.find(({ kind }) => kind === "expressRoute");
    const vpn = reach.gateways.find(({ kind }) => kind === "vpn");
    if (circuit !== undefined) return overCircuits(leaving, circuit, packet.flow.destination);
    if (vpn !== undefined) return go(toGateway(leaving, vpn, vpn.key));
  }
  return unserved(leaving, serving?.name ?? reach.host.name);
}

type Attached = NonNullable<ReturnType<typeof hubConnectionOf>>;

function hubByUserRoute(leaving: Leaving, attached: Attached): Visit["outcome"] {
  return leaving.world.model.behavior.udrVngOnNonVpn === "forward"
    ? go(intoHub(leaving, attached))
    : unserved(leaving, attached.hub.name, ["VW-8"]);
}

function unserved(
  { match }: Leaving,
  name: string,
  more: readonly ("VW-8" | "ER-5")[] = ["ER-5"],
): Visit["outcome"] {
  const { places } = match.route;
  const rules = ["UDR-4", "X-13", ...more] as const;
  return end("nextHopUnreachable", "gatewayKindUnserved", { about: [name], rules, places });
}

function intoHub({ packet, memory }: Leaving, { hub, connection }: Attached): Next {
  const position = { kind: "hub", hub: hub.key, entry: connection.key } as const;
  return { position, packet, memory, label: hub.name };
}

// Ways of several producers are equal; one that leads nowhere counts only where no other is.
function joinWays(outcomes: readonly Visit["outcome"][]): Visit["outcome"] {
  const ways = outcomes.flatMap((one) => (one.kind === "go" ? one.ways : []));
  const distinct = [...new Map(ways.map((way) => [positionText(way), way])).values()];
  const ended = outcomes.find(({ kind }) => kind === "end");
  return goOneOf(distinct, () => ended ?? end("insufficientInfo", "missing", { rules: ["GW-10"] }));
}

// The gateway chooses among its connections itself, so two of them are one way to it.
function positionText({ position, label }: Next): string {
  return position.kind === "gatewayOut"
    ? `gateway ${position.gateway}`
    : `${position.kind} ${label}`;
}
