import {
  type Gateway,
  type Model,
  nicsWithAddress,
  type RouteServer,
  type RouteServerPeer,
} from "../../model/index.ts";
import { type Ip, isDefault, overlaps, type Prefix, prefixKey } from "../../net/index.ts";
import { advertisedPrefixes } from "../advertised.ts";
import { announcedPrefixes } from "../announced.ts";
import { azureAsn } from "../relay.ts";
import { type BgpRoute, bgpRoutesOf } from "./learned.ts";
import { type BgpSession, bgpSessionsOf } from "./session.ts";

/** A prefix that an instance of a gateway or Route Server announces to a neighbor. */
export interface BgpAnnouncement {
  /** Address of the instance, which is the next hop that it gives. */
  readonly local: Ip;
  readonly prefix: Prefix;
  /** As the neighbor hears it. */
  readonly asPath: readonly number[];
}

/**
 * What a gateway announces to a neighbor, instance by instance (GW-23, GW-24, GW-25, CAP-31). Its
 * own number stands first, but for neighbors inside its network. Empty when there is no session with
 * that address, or it is down.
 */
export function bgpAnnouncementsTo(
  model: Model,
  gateway: Gateway,
  neighbor: Ip,
): readonly BgpAnnouncement[] {
  const sessions = bgpSessionsOf(model, gateway).filter(
    (one) => one.neighbor === neighbor && one.isUp,
  );
  return sessions.flatMap((session) => announcedOver(model, gateway, session));
}

function announcedOver(
  model: Model,
  gateway: Gateway,
  { local, kind, connection: key, asn }: BgpSession,
): readonly BgpAnnouncement[] {
  switch (kind) {
    case "self":
      return [];
    case "twin":
    case "routeServer":
      return firstOfEach(
        bgpRoutesOf(model, gateway)
          .filter((route) => route.local === local && route.origin !== "internal")
          .map(({ prefix, asPath }) => ({ local, prefix, asPath })),
      );
    case "remote":
    case "edge": {
      const connection = key === undefined ? undefined : model.connections.get(key);
      const own = gateway.asn ?? azureAsn;
      const pathOf = pathsOf(bgpRoutesOf(model, gateway));
      return firstOfEach(
        announcedPrefixes(model, gateway, connection)
          .map(({ prefix, asPath }) => ({ prefix, asPath: pathOf(prefix) ?? asPath }))
          .filter(({ asPath }) => asn === undefined || !asPath.includes(asn))
          .map(({ prefix, asPath }) => ({ local, prefix, asPath: [own, ...asPath] })),
      );
    }
  }
}

/**
 * What an instance of a Route Server announces to one of its peers: its network with those that use
 * it, and what gateways bring where it joins branches (GW-21). It hands nothing on from one appliance
 * to another. A peer that has told nothing and whose address no interface has is not connected.
 */
export function routeServerAnnouncements(
  model: Model,
  server: RouteServer,
  peer: RouteServerPeer,
): readonly BgpAnnouncement[] {
  const host = model.networks.get(server.network);
  if (host === undefined || !isThere(model, peer)) return [];
  const own = server.asn ?? azureAsn;
  const near = advertisedPrefixes(model, host).map(({ prefix }) => ({ prefix, asPath: [own] }));
  const isForeign = (prefix: Prefix): boolean =>
    !host.addressSpace.some((range) => overlaps(range.prefix, prefix));
  const far = fromBranches(model, server)
    .filter(({ prefix, asPath }) => isForeign(prefix) && !isLoop(asPath, peer))
    .map(({ prefix, asPath }) => ({ prefix, asPath: [own, ...asPath] }));
  return server.addresses.flatMap((local) =>
    firstOfEach([...near, ...far].map((one) => ({ ...one, local }))),
  );
}

function isThere(model: Model, { learned, address }: RouteServerPeer): boolean {
  if (learned !== undefined) return true;
  return address !== undefined && nicsWithAddress(model, address).length > 0;
}

// A VPN gateway never hands a default route on (GW-9), and nobody what the server has told him.
function fromBranches(
  model: Model,
  { network, joinsBranches }: RouteServer,
): readonly Pick<BgpRoute, "prefix" | "asPath">[] {
  if (!joinsBranches) return [];
  return [...model.gateways.values()]
    .filter((gateway) => gateway.network === network)
    .flatMap((gateway) =>
      bgpRoutesOf(model, gateway).filter(
        ({ prefix, origin }) =>
          origin !== "internal" && (gateway.kind === "expressRoute" || !isDefault(prefix)),
      ),
    );
}

function isLoop(asPath: readonly number[], { asn }: RouteServerPeer): boolean {
  return asn !== undefined && asPath.includes(asn);
}

// The shortest path by which peers have announced a prefix.
function pathsOf(routes: readonly BgpRoute[]): (prefix: Prefix) => readonly number[] | undefined {
  const paths = new Map<number | string, readonly number[]>();
  for (const { prefix, origin, asPath } of routes) {
    if (origin === "network") continue;
    const present = paths.get(prefixKey(prefix));
    if (present === undefined || asPath.length < present.length) {
      paths.set(prefixKey(prefix), asPath);
    }
  }
  return (prefix) => paths.get(prefixKey(prefix));
}

function firstOfEach(all: readonly BgpAnnouncement[]): readonly BgpAnnouncement[] {
  const seen = new Set<number | string>();
  return all.filter(({ prefix }) => {
    const key = prefixKey(prefix);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
