import type { Connection, Gateway, Key, LearnedRoute, Model } from "../../model/index.ts";
import type { Ip } from "../../net/index.ts";
import { azureAsn, routeServerOf } from "../relay.ts";
import { sitesBehind } from "../site.ts";
import { localSite } from "../vpn-learned.ts";

/** One BGP session of an instance of a gateway. */
export interface BgpSession {
  /** Address of the instance. */
  readonly local: Ip;
  readonly neighbor: Ip;
  /** Number of the neighbor; absent when the input does not tell. */
  readonly asn: number | undefined;
  /**
   * - `remote`: the other end of a tunnel.
   * - `self`: an instance of an active-active gateway lists itself too (CAP-30).
   * - `twin`: the other instance of the same gateway.
   * - `routeServer`: an instance of the network's Route Server.
   * - `edge`: one of Microsoft's edge routers, at which a circuit ends.
   */
  readonly kind: "remote" | "self" | "twin" | "routeServer" | "edge";
  /** Connection that it runs over; absent inside the network. */
  readonly connection: Key | undefined;
  readonly isUp: boolean;
}

/** Number of Microsoft's edge routers (GW-26). */
export const edgeAsn = 12076;

/** The connections of a gateway, in the order of their ids. */
export function connectionsOf({ connections }: Model, { key }: Gateway): readonly Connection[] {
  return [...connections.values()].filter(({ gateway }) => gateway === key);
}

/**
 * The addresses with which the instances of a gateway speak BGP. Of an ExpressRoute gateway only the
 * last instance answers (CAP-30).
 */
export function speakers({ kind, instances }: Gateway): readonly Ip[] {
  const addresses = instances.flatMap(({ privateAddress }) => privateAddress ?? []);
  return kind === "vpn" ? addresses : addresses.slice(-1);
}

/** Whether a gateway speaks BGP with anybody: ExpressRoute always, VPN where it is asked to. */
export function speaksBgp(model: Model, gateway: Gateway): boolean {
  return (
    gateway.kind === "expressRoute" ||
    gateway.usesBgp ||
    gateway.learned !== undefined ||
    routeServerOf(model, gateway)?.joinsBranches === true ||
    connectionsOf(model, gateway).some(({ usesBgp }) => usesBgp)
  );
}

/**
 * The BGP sessions of a gateway, instance by instance: the other ends of its connections, its own
 * instances, and the Route Server where that joins branches (GW-21, CAP-30). Empty for a gateway
 * that does not speak BGP or whose addresses the input lacks.
 */
export function bgpSessionsOf(model: Model, gateway: Gateway): readonly BgpSession[] {
  if (!speaksBgp(model, gateway)) return [];
  const neighbors = [
    ...(gateway.kind === "vpn" ? remotes(model, gateway) : edges(model, gateway)),
    ...instances(gateway),
    ...routeServer(model, gateway),
  ];
  return speakers(gateway).flatMap((local) =>
    neighbors.map((one) => ({
      ...one,
      local,
      kind: one.kind === "twin" && one.neighbor === local ? "self" : one.kind,
    })),
  );
}

type Neighbor = Omit<BgpSession, "local">;

// The other ends of tunnels, then those of whom only the gateway's own list tells.
function remotes(model: Model, gateway: Gateway): readonly Neighbor[] {
  const configured = connectionsOf(model, gateway)
    .filter(({ kind, usesBgp }) => usesBgp && kind !== "expressRoute")
    .flatMap((connection) => remotesOf(model, connection));
  const known = new Set(configured.map(({ neighbor }) => neighbor));
  const told = tellers(gateway.learned?.routes ?? []).filter(([peer]) => !known.has(peer));
  return [
    ...configured,
    ...told.map(
      ([neighbor, asn]): Neighbor => ({
        neighbor,
        asn,
        kind: "remote",
        connection: undefined,
        isUp: true,
      }),
    ),
  ];
}

function remotesOf(model: Model, connection: Connection): readonly Neighbor[] {
  const { key, isUp, remoteGateway, learned } = connection;
  const to = (neighbor: Ip, asn: number | undefined): Neighbor => {
    return { neighbor, asn, kind: "remote", connection: key, isUp };
  };
  const remote = remoteGateway === undefined ? undefined : model.gateways.get(remoteGateway);
  if (remote !== undefined) {
    return speakers(remote).map((address) => to(address, remote.asn ?? azureAsn));
  }
  const site = localSite(model, connection);
  const told = tellers(learned?.routes ?? []).filter(([peer]) => peer !== site?.bgpAddress);
  const own = site?.bgpAddress === undefined ? [] : [to(site.bgpAddress, site.asn)];
  return [...own, ...told.map(([peer, asn]) => to(peer, asn ?? site?.asn))];
}

// Addresses of edge routers stand in no ARM property: what was learned tells them, or a site.
function edges(model: Model, gateway: Gateway): readonly Neighbor[] {
  const found = new Map<Ip, Neighbor>();
  for (const connection of connectionsOf(model, gateway)) {
    const { circuit, isUp, key, learned } = connection;
    const list = gateway.learned ?? learned ?? (circuit && model.circuits.get(circuit)?.learned);
    const links = sitesBehind(model, connection).flatMap((site) => site.links);
    const linked = links.filter((link) => link.key === key || link.key === circuit);
    for (const neighbor of [
      ...tellers(list?.routes ?? []).map(([peer]) => peer),
      ...linked.flatMap(({ nextHop }) => nextHop ?? []),
    ]) {
      if (found.has(neighbor)) continue;
      found.set(neighbor, { neighbor, asn: edgeAsn, kind: "edge", connection: key, isUp });
    }
  }
  return [...found.values()];
}

// Who has told something over a session to the outside, with his number.
function tellers(
  routes: readonly LearnedRoute[],
): readonly (readonly [peer: Ip, asn: number | undefined])[] {
  const peers = new Map<Ip, number | undefined>();
  for (const { origin, peer, nextHop, asPath } of routes) {
    const teller = peer ?? nextHop;
    if (origin === "external" && teller !== undefined && !peers.has(teller)) {
      peers.set(teller, asPath[0]);
    }
  }
  return [...peers];
}

function instances(gateway: Gateway): readonly Neighbor[] {
  const own = speakers(gateway);
  if (own.length < 2) return [];
  return own.map((neighbor): Neighbor => {
    const asn = gateway.asn ?? azureAsn;
    return { neighbor, asn, kind: "twin", connection: undefined, isUp: true };
  });
}

function routeServer(model: Model, gateway: Gateway): readonly Neighbor[] {
  const server = routeServerOf(model, gateway);
  if (server === undefined || !server.joinsBranches) return [];
  return server.addresses.map((neighbor): Neighbor => {
    const asn = server.asn ?? azureAsn;
    return { neighbor, asn, kind: "routeServer", connection: undefined, isUp: true };
  });
}
