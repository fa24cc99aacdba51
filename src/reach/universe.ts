import type { Key, LearnedRoutes, Model } from "../model/index.ts";
import {
  intersect,
  isEmptySet,
  type Prefix,
  type PrefixSet,
  parsePrefix,
  prefixSet,
  rangeSet,
  subtract,
  unionOf,
} from "../net/index.ts";
import type { Origin } from "./origin.ts";
import type { Reach } from "./reach.ts";

/** Addresses from which flows come. */
export interface OriginSpace {
  readonly origin: Origin;
  readonly sources: PrefixSet;
}

/** Addresses that packets are sent to, one by one: neither the host's own, nor many receivers. */
export const unicastSpace: PrefixSet = subtract(
  rangeSet([
    [0, 2 ** 32],
    [0n, 1n << 128n],
  ]),
  setOf(
    "0.0.0.0/8 127.0.0.0/8 169.254.0.0/16 168.63.129.16/32 224.0.0.0/3 203.0.113.255/32 " +
      "::/8 fe80::/10 ff00::/8 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff/128",
  ),
);

function setOf(text: string): PrefixSet {
  return prefixSet(text.split(" ").flatMap((one) => parsePrefix(one) ?? []));
}

/**
 * Everybody who sends with any of some addresses in any of some models: the hosts of networks,
 * places outside Azure by the facts about them, those of which only a prefix is known, and the
 * Internet. In the order of keys.
 */
export function originsIn(reaches: readonly Reach[], within: PrefixSet): readonly OriginSpace[] {
  const networks = reaches.flatMap((reach) => reach.networksIn(within).map(({ key }) => key));
  const all = [
    ...[...new Set(networks)].sort().map(
      (network): OriginSpace => ({
        origin: { kind: "network", network },
        sources: unionOf(reaches.flatMap((reach) => reach.placesIn(network)?.hosts ?? [])),
      }),
    ),
    ...outsideOrigins(reaches),
    internetOrigin(reaches),
  ];
  return all
    .map(({ origin, sources }) => ({ origin, sources: intersect(sources, within) }))
    .filter(({ sources }) => !isEmptySet(sources));
}

// Those of them that are not in Azure, but for the Internet.
function outsideOrigins(reaches: readonly Reach[]): readonly OriginSpace[] {
  const sites = keysOf(reaches, (model) => model.sites).map(
    (site): OriginSpace => ({
      origin: { kind: "site", site },
      sources: unionOf(reaches.map(({ model }) => siteSpace(model, site))),
    }),
  );
  const taken = [
    ...sites.map(({ sources }) => sources),
    ...reaches.map(({ model }) => networkSpace(model)),
  ];
  const listed = unionOf(reaches.map(({ model }) => listedSpace(model)));
  const others = taken.reduce(subtract, listed);
  return [...sites, { origin: { kind: "site", site: undefined }, sources: others }];
}

// The Internet, of which each model leaves out what is the estate's own.
function internetOrigin(reaches: readonly Reach[]): OriginSpace {
  const own = unionOf(
    reaches.flatMap((reach) => [
      reach.publicFaces,
      networkSpace(reach.model),
      listedSpace(reach.model),
    ]),
  );
  return { origin: { kind: "internet" }, sources: subtract(publicInternet, own) };
}

const publicInternet: PrefixSet = subtract(
  unicastSpace,
  setOf("10.0.0.0/8 100.64.0.0/10 172.16.0.0/12 192.168.0.0/16 fc00::/7"),
);

/** What somebody on the Internet can send to: the public addresses of the estate. */
export function publicFaces(reaches: readonly Reach[]): PrefixSet {
  return unionOf(reaches.map((reach) => reach.publicFaces));
}

/** All addresses that a model knows to be outside Azure, but for the Internet. */
export function outsideSpaceOf({ model }: Reach): PrefixSet {
  const sites = [...model.sites.keys()].map((site) => siteSpace(model, site));
  return unionOf([listedSpace(model), ...sites]);
}

function keysOf(
  reaches: readonly Reach[],
  mapOf: (model: Model) => ReadonlyMap<Key, unknown>,
): readonly Key[] {
  return [...new Set(reaches.flatMap(({ model }) => [...mapOf(model).keys()]))].sort();
}

function siteSpace({ sites }: Model, key: Key): PrefixSet {
  const site = sites.get(key);
  const prefixes = site === undefined ? [] : [...site.prefixes, ...site.advertised];
  return prefixSet(prefixes.map(({ prefix }) => prefix).filter(isSpecific));
}

function networkSpace({ networks }: Model): PrefixSet {
  return prefixSet(
    [...networks.values()].flatMap(({ addressSpace }) => addressSpace.map(({ prefix }) => prefix)),
  );
}

// A default route tells of nobody in particular.
function isSpecific({ length }: Prefix): boolean {
  return length > 1;
}

// What gateways, circuits and hubs know to be behind them.
function listedSpace(model: Model): PrefixSet {
  const { gateways, connections, circuits, localNetworkGateways, hubs } = model;
  const branches = [...hubs.values()].flatMap((hub) => hub.branches);
  const prefixes = [
    ...[...gateways.values(), ...connections.values(), ...circuits.values(), ...branches].flatMap(
      ({ learned }) => foreign(learned),
    ),
    ...[...gateways.values()].flatMap(({ clientPools }) => clientPools.map(({ prefix }) => prefix)),
    ...[...localNetworkGateways.values(), ...branches].flatMap((one) =>
      one.prefixes.map(({ prefix }) => prefix),
    ),
  ];
  return prefixSet(prefixes.filter(isSpecific));
}

function foreign(learned: LearnedRoutes | undefined): readonly Prefix[] {
  return (learned?.routes ?? [])
    .filter(({ origin }) => origin !== "network")
    .map(({ prefix }) => prefix);
}
