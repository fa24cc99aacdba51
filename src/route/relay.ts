import type { Place } from "../diagnostic/index.ts";
import type { Connection, Gateway, Key, Model, RouteServer } from "../model/index.ts";
import { isDefault, overlaps, type Prefix, prefixKey } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import { advertisedPrefixes } from "./advertised.ts";
import { expressRouteOffers } from "./express-route.ts";
import type { Offer } from "./offer.ts";
import { routeServerOffers } from "./route-server.ts";
import { gatewayLearnedOffers, learnedOffers, siteOffers } from "./vpn-learned.ts";

/** A prefix that a VPN gateway hands on: not its network's own, but heard from somebody else. */
export interface RelayedPrefix {
  readonly prefix: Prefix;
  /** Nearest autonomous system first. */
  readonly asPath: readonly number[];
  readonly places: readonly [Place, ...Place[]];
  readonly rules: readonly RuleId[];
}

/** Number that Azure's gateways and Route Servers have unless another one is set. */
export const azureAsn = 65515;

/**
 * A gateway that is reached over tunnels with BGP, and what the way there does to its
 * announcements.
 */
interface Reached {
  readonly gateway: Gateway;
  readonly asPath: readonly number[];
  /** Ranges of the networks on the way: no gateway hands on what overlaps its own. */
  readonly ranges: readonly Prefix[];
}

/**
 * What `remote` announces to `asking` beyond its own networks, one entry per prefix: its sites,
 * what its other peers have announced, and so on over further tunnels, nearest first. Never a
 * default route (GW-9, GW-24). A list of learned routes is complete, so nothing is asked beyond the
 * tunnel that has one. Cost: the connections once, and every gateway once.
 */
export function relayedPrefixes(
  model: Model,
  asking: Gateway,
  remote: Gateway,
): readonly RelayedPrefix[] {
  const around: Surroundings = { model, tunnels: tunnelsByGateway(model) };
  const best = new Map<number | string, RelayedPrefix>();
  const seen = new Set<Key>([asking.key, remote.key]);
  const reached: Reached[] = [start(model, remote)];
  for (const via of reached) {
    const own = via.gateway === remote ? [] : ownPrefixes(model, via);
    for (const one of [...own, ...heardBy(around, via, seen)]) {
      const key = prefixKey(one.prefix);
      const length = best.get(key)?.asPath.length ?? Number.POSITIVE_INFINITY;
      if (one.asPath.length < length && !isLoop(one, via, asking)) best.set(key, one);
    }
    for (const next of neighborsOf(around, via, seen)) {
      seen.add(next.gateway.key);
      reached.push(next);
    }
  }
  return [...best.values()];
}

// BGP refuses a path that has already been through the one who asks.
function isLoop({ asPath }: RelayedPrefix, via: Reached, { asn }: Gateway): boolean {
  return asn !== undefined && asPath.slice(via.asPath.length).includes(asn);
}

function start(model: Model, gateway: Gateway): Reached {
  return { gateway, asPath: [gateway.asn ?? azureAsn], ranges: rangesOf(model, gateway) };
}

function rangesOf(model: Model, { network }: Gateway): readonly Prefix[] {
  return model.networks.get(network)?.addressSpace.map(({ prefix }) => prefix) ?? [];
}

/** A model with its connections by gateway: every gateway on the way asks for its own. */
interface Surroundings {
  readonly model: Model;
  readonly tunnels: ReadonlyMap<Key, readonly Connection[]>;
}

function tunnelsByGateway({ connections }: Model): ReadonlyMap<Key, readonly Connection[]> {
  const byGateway = new Map<Key, Connection[]>();
  for (const connection of connections.values()) {
    if (!connection.isUp) continue;
    const present = byGateway.get(connection.gateway);
    if (present === undefined) byGateway.set(connection.gateway, [connection]);
    else present.push(connection);
  }
  return byGateway;
}

// Networks of a gateway that is not the first: the first one's are known to whoever asks.
function ownPrefixes(model: Model, { gateway, asPath, ranges }: Reached): readonly RelayedPrefix[] {
  const network = model.networks.get(gateway.network);
  if (network === undefined) return [];
  const own = rangesOf(model, gateway);
  const before = ranges.filter((range) => !own.includes(range));
  return advertisedPrefixes(model, network)
    .filter(({ prefix }) => !before.some((range) => overlaps(range, prefix)))
    .map(({ prefix, place }) => ({ prefix, asPath, places: [place], rules: ["GW-24"] }));
}

// Sites and lists of what was learned, and with a Route Server that joins branches its peers and
// circuits (GW-21).
function heardBy(
  { model, tunnels }: Surroundings,
  via: Reached,
  seen: ReadonlySet<Key>,
): readonly RelayedPrefix[] {
  const { gateway, asPath, ranges } = via;
  const offers = [
    ...gatewayLearnedOffers(gateway),
    ...(tunnels.get(gateway.key) ?? [])
      .filter(({ remoteGateway }) => remoteGateway === undefined || !seen.has(remoteGateway))
      .flatMap((connection) => tunnelOffers(model, gateway, connection)),
  ];
  const hear = (offer: Offer, rules: readonly RuleId[]): readonly RelayedPrefix[] => {
    const { prefix, places } = offer;
    const isOwn = ranges.some((range) => overlaps(range, prefix));
    if (isDefault(prefix) || isOwn) return [];
    return [{ prefix, asPath: [...asPath, ...offer.asPath], places, rules }];
  };
  return [
    ...offers.flatMap((offer) => hear(offer, ["GW-24"])),
    ...joinedOffers(model, gateway).flatMap((offer) => hear(offer, ["GW-21", "GW-24"])),
  ];
}

function tunnelOffers(model: Model, gateway: Gateway, connection: Connection): readonly Offer[] {
  const learned = gateway.learned === undefined ? learnedOffers(model, gateway, connection) : [];
  return [...siteOffers(model, gateway, connection), ...learned];
}

/** The Route Server in the network of a gateway; absent when there is none. */
export function routeServerOf(model: Model, { network }: Gateway): RouteServer | undefined {
  return [...model.routeServers.values()].find((one) => one.network === network);
}

/**
 * What a Route Server that joins branches brings to a gateway from the others of its network:
 * appliances and gateways of the other kind. One circuit never hears another (GW-21).
 */
export function joinedOffers(model: Model, { network, kind }: Gateway): readonly Offer[] {
  const server = [...model.routeServers.values()].find((one) => one.network === network);
  if (server === undefined || !server.joinsBranches) return [];
  const others = [...model.gateways.values()].filter(
    (one) => one.network === network && one.kind !== kind,
  );
  return [
    ...routeServerOffers(server.key, server.peers),
    ...others.flatMap((other) =>
      other.kind === "expressRoute" ? expressRouteOffers(model, other) : tunnelsOf(model, other),
    ),
  ];
}

function tunnelsOf(model: Model, gateway: Gateway): readonly Offer[] {
  const connections = [...model.connections.values()].filter(
    (one) => one.gateway === gateway.key && one.isUp,
  );
  return [
    ...gatewayLearnedOffers(gateway),
    ...connections.flatMap((connection) => tunnelOffers(model, gateway, connection)),
  ];
}

// Gateways behind tunnels with BGP whose routes no list tells.
function neighborsOf(
  { model, tunnels }: Surroundings,
  via: Reached,
  seen: ReadonlySet<Key>,
): readonly Reached[] {
  const { gateway, asPath, ranges } = via;
  if (gateway.learned !== undefined) return [];
  return (tunnels.get(gateway.key) ?? []).flatMap((connection) => {
    const { remoteGateway, usesBgp, learned } = connection;
    if (remoteGateway === undefined || seen.has(remoteGateway) || !usesBgp) return [];
    const next = model.gateways.get(remoteGateway);
    if (next === undefined || learned !== undefined) return [];
    return [
      {
        gateway: next,
        asPath: [...asPath, next.asn ?? azureAsn],
        ranges: [...ranges, ...rangesOf(model, next)],
      },
    ];
  });
}
