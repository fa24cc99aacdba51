import type { Connection, Key, Model, Site } from "../../model/index.ts";
import { containsIp, type Ip, isDefault, type Prefix } from "../../net/index.ts";
import { type Offer, sitesLinkedTo } from "../../route/index.ts";
import { end } from "../engine/act.ts";
import type { Memory } from "../engine/memory.ts";
import type { Packet, Position } from "../engine/position.ts";
import type { Next, Visit, World } from "../engine/visit.ts";

/** A way over a connection, or why there is none. */
export type OverConnection =
  | { readonly kind: "way"; readonly way: Next }
  | { readonly kind: "none"; readonly outcome: Visit["outcome"] };

/** Follows a connection of a gateway to its other end. */
export function overConnection(
  { model }: World,
  connection: Connection,
  packet: Packet,
  memory: Memory,
): OverConnection {
  const to = (position: Position): OverConnection => {
    return { kind: "way", way: { position, packet, memory, label: connection.name } };
  };
  const { circuit, remoteGateway } = connection;
  if (connection.kind === "expressRoute" && circuit !== undefined) {
    return to({ kind: "circuit", circuit, from: connection.key });
  }
  if (connection.kind !== "network") {
    const keys = [connection.key, connection.circuit, connection.gateway];
    const site = siteTowards(model, keys, packet.flow.destination);
    return to({ kind: "siteIn", site: site?.key, link: connection.key });
  }
  if (remoteGateway === undefined) {
    const about = [connection.name];
    const outcome = end("insufficientInfo", "missing", { about, rules: ["GW-3"] });
    return { kind: "none", outcome };
  }
  const back = [...model.connections.values()].find(
    (one) => one.gateway === remoteGateway && one.remoteGateway === connection.gateway,
  );
  return to({ kind: "gatewayIn", gateway: remoteGateway, connection: back?.key });
}

/**
 * The place behind one of these links that is most likely meant: the one with the longest prefix
 * that holds the address, else the first. Absent when no fact tells of any.
 */
export function siteTowards(
  model: Model,
  keys: readonly (Key | undefined)[],
  ip: Ip,
): Site | undefined {
  const sites = sitesLinkedTo(model, keys);
  let best: { readonly site: Site; readonly length: number } | undefined;
  for (const site of sites) {
    const length = longestLength([...site.prefixes, ...site.advertised], ip) ?? -1;
    if (best === undefined || length > best.length) best = { site, length };
  }
  return best?.site;
}

/** Length of the longest prefix that holds an address; absent when none does. */
export function longestLength(
  prefixes: readonly { readonly prefix: Prefix }[],
  ip: Ip,
): number | undefined {
  const lengths = prefixes
    .filter(({ prefix }) => containsIp(prefix, ip))
    .map(({ prefix }) => prefix.length);
  return lengths.length === 0 ? undefined : Math.max(...lengths);
}

/**
 * The connections that an offer means: the one that made it, or where a whole gateway did, those of
 * the gateway that fit. A default site is one connection (GW-7); of a list of learned routes the
 * path and the places behind the connections tell.
 */
export function connectionsFor(model: Model, offer: Offer, ip: Ip): readonly Connection[] {
  const own = model.connections.get(offer.producer);
  if (own !== undefined) return [own];
  const gateway = model.gateways.get(offer.producer);
  if (gateway === undefined) return [];
  const all = [...model.connections.values()].filter(
    (one) => one.gateway === gateway.key && one.isUp,
  );
  if (offer.isStatic && isDefault(offer.prefix)) {
    return all.filter(({ localNetworkGateway }) => localNetworkGateway === gateway.defaultSite);
  }
  const tests: readonly ((connection: Connection) => boolean)[] = [
    (connection) => hasPeerIn(model, connection, offer.asPath),
    (connection) => leadsTo(model, connection, ip),
  ];
  return tests.reduce((rest, test) => {
    const fitting = rest.filter(test);
    return fitting.length === 0 ? rest : fitting;
  }, all);
}

function hasPeerIn(model: Model, connection: Connection, asPath: readonly number[]): boolean {
  const { localNetworkGateway, remoteGateway } = connection;
  const local = localNetworkGateway && model.localNetworkGateways.get(localNetworkGateway);
  const remote = remoteGateway && model.gateways.get(remoteGateway);
  const numbers = [local ? local.asn : undefined, remote ? remote.asn : undefined];
  return numbers.some((asn) => asn !== undefined && asPath.includes(asn));
}

function leadsTo(model: Model, connection: Connection, ip: Ip): boolean {
  const local =
    connection.localNetworkGateway === undefined
      ? undefined
      : model.localNetworkGateways.get(connection.localNetworkGateway);
  const sites = sitesLinkedTo(model, [connection.key, connection.circuit]);
  const prefixes = [
    ...(local?.prefixes ?? []),
    ...sites.flatMap((site) => [...site.prefixes, ...site.advertised]),
  ];
  return longestLength(prefixes, ip) !== undefined;
}
