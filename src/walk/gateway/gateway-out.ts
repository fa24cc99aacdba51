import type { Connection, Gateway } from "../../model/index.ts";
import { covers, formatIp, type Ip } from "../../net/index.ts";
import {
  type GatewayLookup,
  lookUpGateway,
  lookupRoute,
  neighborsOf,
  type Offer,
  routeOfOffers,
} from "../../route/index.ts";
import { end, go, goOneOf, step, visitOf } from "../engine/act.ts";
import { answerFrom } from "../engine/answer.ts";
import type { Next, Visit, Visiting, Visitor, World } from "../engine/visit.ts";
import { applianceWays } from "../network/appliance-next.ts";
import { hasAddress } from "../network/crossing.ts";
import type { RemarkCode, Step } from "../step.ts";
import { gatewayEmitter, instanceAddresses } from "./gateway-in.ts";
import { connectionsFor, type OverConnection, overConnection } from "./gateway-link.ts";
import { excludes, selectorsEnd } from "./selector.ts";

/**
 * A packet is handed to a gateway: what the gateway's own table has in Azure it sends on there
 * (UDR-4), everything else goes by what its connections have brought (FWD-9). The table of its
 * subnet is not asked for user routes in that direction (UDR-12).
 */
export const visitGatewayOut: Visitor<"gatewayOut"> = (visiting) => {
  const { world, position, packet } = visiting;
  const gateway = world.model.gateways.get(position.gateway) as Gateway;
  const received = step({ kind: "receive", flow: packet.flow });
  const found = leadOn(visiting, gateway);
  return visitAt(gateway, [received, ...found.steps], found.outcome);
};

interface Found {
  readonly steps: readonly Step[];
  readonly outcome: Visit["outcome"];
}

function leadOn(visiting: Visiting<"gatewayOut">, gateway: Gateway): Found {
  const { world, packet, memory } = visiting;
  const { destination } = packet.flow;
  const emitter = gatewayEmitter(gateway);
  if (instanceAddresses(gateway).includes(destination)) return arrive(visiting, gateway);
  if (isReachedInAzure(visiting, gateway)) {
    const next = {
      position: { kind: "leave", emitter },
      packet,
      memory,
      label: gateway.name,
    } as const;
    return { steps: [remark("hairpin", [gateway.name], ["UDR-4", "FWD-10"])], outcome: go(next) };
  }
  const lookup = lookUpGateway(world.model, gateway, destination);
  const tried = lookup.offers.flatMap((offer) => followOffer(visiting, gateway, offer));
  const distinct = [...new Map(tried.map((one) => [one.key, one])).values()];
  const ways = distinct.flatMap(({ over }) => (over.kind === "way" ? [over.way] : []));
  const [refused] = distinct.flatMap(({ over }) => (over.kind === "none" ? [over.outcome] : []));
  const outcome = goOneOf(ways, () => refused ?? notLearned(world, gateway, lookup, destination));
  return { steps: remarksOn(gateway, ways), outcome };
}

function arrive({ packet, memory }: Visiting<"gatewayOut">, gateway: Gateway): Found {
  const position = { kind: "leave", emitter: gatewayEmitter(gateway) } as const;
  const answer =
    packet.direction === "reply" ? {} : { answer: answerFrom(position, packet, memory) };
  const about = [gateway.name];
  return {
    steps: [],
    outcome: end("delivered", "arrived", { about, rules: ["FWD-4"], ...answer }),
  };
}

// Its own network, peers and what user routes of its subnet send elsewhere on the way there.
function isReachedInAzure({ world, packet }: Visiting<"gatewayOut">, gateway: Gateway): boolean {
  const { destination } = packet.flow;
  const table = world.router.tableOf({ subnet: gateway.subnet, gateway: gateway.key });
  const match = table && lookupRoute(table.groups, destination);
  switch (match?.route.nextHop.kind) {
    case "network":
    case "peering":
    case "connectedGroup":
    case "privateEndpoint":
    case "serviceEndpoint":
      return match.route.source !== "user" || isNear(world, gateway, destination);
    case "appliance":
      return isNear(world, gateway, destination);
    default:
      return false;
  }
}

function isNear({ model }: World, gateway: Gateway, destination: Ip): boolean {
  const own = model.networks.get(gateway.network);
  const near = own === undefined ? [] : neighborsOf(model, own);
  const networks = [own, ...near.map(({ network }) => network)];
  return networks.some((network) => network !== undefined && hasAddress(network, destination));
}

/** A way that an offer leads; those with equal keys are one. */
interface Followed {
  readonly key: string;
  readonly over: OverConnection;
}

function followOffer(
  visiting: Visiting<"gatewayOut">,
  gateway: Gateway,
  offer: Offer,
): readonly Followed[] {
  const { world, packet, memory } = visiting;
  const { source, destination } = packet.flow;
  if (offer.kind === "appliance") return toAppliances(visiting, gateway, offer);
  const producer = world.model.gateways.get(offer.producer);
  const isClient =
    producer?.clientPools.some(({ prefix }) => covers(prefix, offer.prefix)) ?? false;
  if (producer !== undefined && isClient) {
    const position = { kind: "siteIn", site: undefined, link: producer.key } as const;
    const way: Next = { position, packet, memory, label: producer.name };
    return [{ key: producer.key, over: { kind: "way", way } }];
  }
  return connectionsFor(world.model, offer, destination).map((connection) => ({
    key: connection.key,
    over: excludes(connection, source, destination)
      ? { kind: "none", outcome: selectorsEnd(connection, packet.flow) }
      : overOwnOrOther(visiting, gateway, connection),
  }));
}

// A tunnel of the other gateway of a network, which a Route Server has joined (GW-21), begins there.
function overOwnOrOther(
  { world, packet, memory }: Visiting<"gatewayOut">,
  gateway: Gateway,
  connection: Connection,
): OverConnection {
  const other = world.model.gateways.get(connection.gateway);
  if (other === undefined || other.key === gateway.key || other.kind === "expressRoute") {
    return overConnection(world, connection, packet, memory);
  }
  const from = gatewayEmitter(gateway);
  const producer = connection.key;
  const position = { kind: "gatewayOut", gateway: other.key, producer, from } as const;
  return { kind: "way", way: { position, packet, memory, label: other.name } };
}

function toAppliances(
  { world, packet, memory }: Visiting<"gatewayOut">,
  gateway: Gateway,
  offer: Offer,
): readonly Followed[] {
  const emitter = gatewayEmitter(gateway);
  const addresses = offer.addresses.flatMap((address) => address ?? []);
  const route = routeOfOffers([offer]);
  const outcome = applianceWays(world, { emitter, route, addresses, packet, memory });
  if (outcome.kind === "end") return [{ key: offer.producer, over: { kind: "none", outcome } }];
  return outcome.ways.map((way) => ({ key: `via ${way.label}`, over: { kind: "way", way } }));
}

function remarksOn(gateway: Gateway, ways: readonly Next[]): readonly Step[] {
  const [only, ...others] = ways;
  if (only === undefined || others.length > 0) return [];
  const { kind } = only.position;
  const isTunnel = gateway.kind === "vpn" && (kind === "siteIn" || kind === "gatewayIn");
  return isTunnel ? [remark("tunnel", [only.label], ["FWD-9"])] : [];
}

function notLearned(
  { model }: World,
  gateway: Gateway,
  { down }: GatewayLookup,
  destination: Ip,
): Visit["outcome"] {
  if (down.length === 0) {
    const about = [gateway.name, formatIp(destination)];
    return end("noRouteInGateway", "notLearned", {
      about,
      rules: ["FWD-9"],
      places: [gateway.place],
    });
  }
  const connections = down.flatMap(({ route: { nextHop } }) =>
    nextHop.kind === "gateway"
      ? nextHop.paths.flatMap(({ producer }) => model.connections.get(producer) ?? [])
      : [],
  );
  const about = [...new Set(connections.map(({ name }) => name))];
  const places = connections.map(({ statusPlace }) => statusPlace);
  return end("noRouteInGateway", "tunnelDown", { about, rules: ["CAP-13", "FWD-9"], places });
}

function remark(code: RemarkCode, about: readonly string[], rules: Step["rules"]): Step {
  return step({ kind: "remark", code, about }, rules);
}

// FWD-44: a traceroute shows the instance that packs a packet, on the way out alone.
function visitAt(gateway: Gateway, steps: readonly Step[], outcome: Visit["outcome"]): Visit {
  return visitOf({ ...gatewayEmitter(gateway), isVisible: true }, { steps, outcome });
}
