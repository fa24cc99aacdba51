import type { Connection, Gateway, Key, LearnedRoute, Model } from "../../model/index.ts";
import { equalPrefixes, hostPrefix, type Ip, type Prefix, prefixKey } from "../../net/index.ts";
import { advertisedPrefixes } from "../advertised.ts";
import { suppliedTo } from "../gateway-lookup.ts";
import type { Offer } from "../offer.ts";
import { azureAsn, joinedOffers } from "../relay.ts";
import { type BgpSession, bgpSessionsOf, edgeAsn, speakers, speaksBgp } from "./session.ts";

/** One entry of the table that an instance of a gateway has by BGP. */
export interface BgpRoute {
  /** Address of the instance; absent when the input lacks it. */
  readonly local: Ip | undefined;
  readonly prefix: Prefix;
  /** Absent for what is the gateway's own, and where the input lacks it. */
  readonly nextHop: Ip | undefined;
  /** `network`: its own or configured; `internal`: from its twin or a Route Server. */
  readonly origin: LearnedRoute["origin"];
  /** Who told it; itself for its own. */
  readonly peer: Ip | undefined;
  /** Nearest autonomous system first. */
  readonly asPath: readonly number[];
}

/**
 * The BGP table of a gateway, instance by instance (CAP-29): its network with those that use it,
 * what is configured, what its peers have announced, what its twin has, and what a Route Server
 * joins. A list of what it has learned is complete and given as it is. Empty for a gateway that does
 * not speak BGP. Cost: everything that its connections bring, once an instance.
 */
export function bgpRoutesOf(model: Model, gateway: Gateway): readonly BgpRoute[] {
  if (gateway.learned !== undefined) return gateway.learned.routes.map(asLearned);
  if (!speaksBgp(model, gateway)) return [];
  const known = heardBy(model, gateway);
  const own = ownPrefixes(model, gateway);
  const locals = speakers(gateway);
  return (locals.length === 0 ? [undefined] : locals).flatMap((local) => [
    ...own.map((prefix) => network(local, prefix)),
    ...byPrefix([
      ...known.flatMap((one) => seenFrom(one, local)),
      ...locals.filter((twin) => twin !== local).flatMap((twin) => fromTwin(known, local, twin)),
      ...joined(model, gateway, local),
    ]),
  ]);
}

function asLearned(route: LearnedRoute): BgpRoute {
  const { localAddress: local, prefix, nextHop, origin, peer, asPath } = route;
  return { local, prefix, nextHop, origin, peer: peer ?? nextHop, asPath };
}

function network(local: Ip | undefined, prefix: Prefix): BgpRoute {
  return { local, prefix, nextHop: undefined, origin: "network", peer: local, asPath: [] };
}

function ownPrefixes(model: Model, gateway: Gateway): readonly Prefix[] {
  const host = model.networks.get(gateway.network);
  return host === undefined ? [] : advertisedPrefixes(model, host).map(({ prefix }) => prefix);
}

/** A prefix that comes in from outside or is configured, before it is seen from an instance. */
interface Heard {
  readonly prefix: Prefix;
  readonly asPath: readonly number[];
  readonly origin: "network" | "external";
  /** Who told it, each with what he gives as next hop; empty where nobody knows. */
  readonly tellers: readonly { readonly peer: Ip; readonly nextHop: Ip }[];
  /** The one instance that has it; absent when all have. */
  readonly only: Ip | undefined;
}

function heardBy(model: Model, gateway: Gateway): readonly Heard[] {
  const sessions = bgpSessionsOf(model, gateway);
  return suppliedTo(model, gateway)
    .offers.flatMap((offer): readonly Heard[] => {
      const connection = model.connections.get(offer.producer);
      if (gateway.kind === "expressRoute") return [fromEdge(offer)];
      // A default site is no route of BGP (GW-7).
      if (connection === undefined) return offer.rules.includes("GW-7") ? [] : [clientPool(offer)];
      if (connection.learned !== undefined && !offer.isStatic) return [];
      return [overTunnel(model, { connection, offer, sessions })];
    })
    .concat(listed(model, gateway));
}

// The edge routers put their number in front of what customers announce (GW-26).
function fromEdge({ prefix, asPath, addresses }: Offer): Heard {
  const path = asPath[0] === edgeAsn ? asPath : [edgeAsn, ...asPath];
  const tellers = addresses.flatMap((address) =>
    address === undefined ? [] : [{ peer: address, nextHop: address }],
  );
  return { prefix, asPath: path, origin: "external", tellers, only: undefined };
}

// Each instance of an active-active gateway has one half of the pool (GW-4).
function clientPool({ prefix, addresses }: Offer): Heard {
  return { prefix, asPath: [], origin: "network", tellers: [], only: addresses[0] };
}

interface Tunnel {
  readonly connection: Connection;
  readonly offer: Offer;
  readonly sessions: readonly BgpSession[];
}

// Without BGP everything is configured; with it, the host routes of the peers are.
function overTunnel(model: Model, { connection, offer, sessions }: Tunnel): Heard {
  const { prefix, asPath, isStatic } = offer;
  const peers = peersOver(sessions, connection.key);
  const isPeer = peers.some((peer) => equalPrefixes(hostPrefix(peer), prefix));
  const isConfigured = isStatic && (connection.kind === "site" || !connection.usesBgp || isPeer);
  if (isConfigured) {
    return { prefix, asPath: [], origin: "network", tellers: [], only: undefined };
  }
  const path = isStatic ? remotePath(model, connection) : asPath;
  const tellers = peers.map((peer) => ({ peer, nextHop: peer }));
  return { prefix, asPath: path, origin: "external", tellers, only: undefined };
}

function remotePath({ gateways }: Model, { remoteGateway }: Connection): readonly number[] {
  const remote = remoteGateway === undefined ? undefined : gateways.get(remoteGateway);
  return remote === undefined ? [] : [remote.asn ?? azureAsn];
}

function peersOver(sessions: readonly BgpSession[], connection: Key): readonly Ip[] {
  const over = sessions.filter((one) => one.connection === connection);
  return [...new Set(over.map(({ neighbor }) => neighbor))];
}

// What lists of single connections tell, with the next hops that they give.
function listed(model: Model, gateway: Gateway): readonly Heard[] {
  const connections = [...model.connections.values()].filter((one) => one.gateway === gateway.key);
  if (gateway.kind === "expressRoute") return [];
  return connections.flatMap(({ learned, usesBgp, isUp }) =>
    usesBgp && isUp
      ? (learned?.routes ?? []).flatMap(({ origin, prefix, asPath, ...route }) => {
          const peer = route.peer ?? route.nextHop;
          if (origin !== "external" || peer === undefined) return [];
          const tellers = [{ peer, nextHop: route.nextHop ?? peer }];
          return [{ prefix, asPath, origin, tellers, only: route.localAddress }];
        })
      : [],
  );
}

function seenFrom(heard: Heard, local: Ip | undefined): readonly BgpRoute[] {
  const { prefix, asPath, origin, tellers, only } = heard;
  if (only !== undefined && only !== local) return [];
  if (origin === "network") return [network(local, prefix)];
  const told = tellers.length === 0 ? [{ peer: undefined, nextHop: undefined }] : tellers;
  return told.map(({ peer, nextHop }) => ({ local, prefix, nextHop, origin, peer, asPath }));
}

// An instance tells its twin the best that it has of every prefix, with itself as next hop.
function fromTwin(known: readonly Heard[], local: Ip | undefined, twin: Ip): readonly BgpRoute[] {
  const best = new Map<number | string, Heard>();
  for (const heard of known) {
    if (heard.only !== undefined && heard.only !== twin) continue;
    const key = prefixKey(heard.prefix);
    const present = best.get(key);
    if (present === undefined || heard.asPath.length < present.asPath.length) best.set(key, heard);
  }
  return [...best.values()].map(({ prefix, asPath }) => ({
    local,
    prefix,
    nextHop: twin,
    origin: "internal",
    peer: twin,
    asPath,
  }));
}

// A Route Server hands on what others tell it and leaves their next hop (GW-21, CAP-29).
function joined(model: Model, gateway: Gateway, local: Ip | undefined): readonly BgpRoute[] {
  const servers = bgpSessionsOf(model, gateway).filter(
    (one) => one.kind === "routeServer" && one.local === local,
  );
  return joinedOffers(model, gateway).flatMap(({ prefix, addresses, asPath }) =>
    servers.map(({ neighbor }) => ({
      local,
      prefix,
      nextHop: addresses[0],
      origin: "internal" as const,
      peer: neighbor,
      asPath,
    })),
  );
}

// Entries of one prefix stand together, in the order in which prefixes come up first.
function byPrefix(routes: readonly BgpRoute[]): readonly BgpRoute[] {
  const groups = new Map<number | string, BgpRoute[]>();
  for (const route of routes) {
    const key = prefixKey(route.prefix);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [route]);
    else group.push(route);
  }
  return [...groups.values()].flat();
}
