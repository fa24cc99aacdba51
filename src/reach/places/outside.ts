import type { LearnedRoutes, Model, PlacedPrefix } from "../../model/index.ts";
import {
  type AddressRange,
  comparePrefixes,
  formatIp,
  hostPrefix,
  type Ip,
  type Prefix,
  type PrefixSet,
  prefixSet,
  rangeSet,
  toRange,
} from "../../net/index.ts";

/**
 * Everything that gateways, circuits, hubs and places outside Azure know of addresses: for each of
 * their lists the longest prefix that holds an address. Addresses about which all lists say alike
 * fare alike on every way outside.
 */
export interface OutsideSpace {
  /** Addresses that fare as one does, itself among them. */
  readonly around: (ip: Ip) => PrefixSet;
  /** Text that addresses share exactly when they fare alike; equal in models that say the same. */
  readonly keyAt: (ip: Ip) => string;
  /** The parts, by their texts; together the whole space. */
  readonly parts: ReadonlyMap<string, PrefixSet>;
}

/** A prefix of a list, and what the list says of it beside its length. */
interface Entry {
  readonly list: string;
  readonly prefix: Prefix;
  readonly says: string;
}

/** Sorts the address space by what is known outside. Cost: O(n log n) in all lists together. */
export function outsideSpace(model: Model): OutsideSpace {
  const entries = entriesOf(model).sort((a, b) => comparePrefixes(a.prefix, b.prefix));
  const cuts = sweep(entries);
  const ranges = new Map<string, AddressRange[]>();
  for (const { range, key } of cuts) {
    const known = ranges.get(key);
    if (known === undefined) ranges.set(key, [range]);
    else known.push(range);
  }
  const parts = new Map([...ranges].map(([key, own]) => [key, rangeSet(own)]));
  const keyAt = (ip: Ip): string => cuts[indexOf(cuts, ip)]?.key ?? "";
  return { parts, keyAt, around: (ip) => parts.get(keyAt(ip)) ?? prefixSet([]) };
}

interface Cut {
  readonly range: AddressRange;
  readonly key: string;
}

const wholes: readonly Prefix[] = [
  { family: 4, address: 0 as never, length: 0 },
  { family: 6, address: 0n as never, length: 0 },
];

// Prefixes are nested or disjoint, so that those around an address are a stack.
function sweep(entries: readonly Entry[]): readonly Cut[] {
  const cuts: Cut[] = [];
  for (const whole of wholes) {
    const own = entries.filter(({ prefix }) => prefix.family === whole.family);
    const stack: { readonly entry: Entry; readonly end: AddressRange[1] }[] = [];
    const [first, last] = toRange(whole);
    let at = first;
    const advance = (to: AddressRange[1]): void => {
      if (at < to) cuts.push({ range: [at, to], key: keyOf(stack) });
      if (at < to) at = to;
    };
    const leave = (until: AddressRange[1]): void => {
      for (let top = stack.at(-1); top !== undefined && top.end <= until; top = stack.at(-1)) {
        advance(top.end);
        stack.pop();
      }
    };
    for (const entry of own) {
      const [start, end] = toRange(entry.prefix);
      leave(start);
      advance(start);
      stack.push({ entry, end });
    }
    leave(last);
    advance(last);
  }
  return cuts;
}

// Of each list the longest prefix, which lies on top of the others; it may say several things.
function keyOf(stack: readonly { readonly entry: Entry }[]): string {
  if (stack.length === 0) return "";
  const longest = new Map<string, { readonly length: number; readonly says: Set<string> }>();
  for (const { entry } of stack) {
    const known = longest.get(entry.list);
    if (known?.length === entry.prefix.length) known.says.add(entry.says);
    else longest.set(entry.list, { length: entry.prefix.length, says: new Set([entry.says]) });
  }
  return [...longest]
    .map(([list, { length, says }]) => `${list} ${length} ${[...says].sort().join()}`)
    .sort()
    .join("\n");
}

function indexOf(cuts: readonly Cut[], ip: Ip): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const start = (cuts[middle] as Cut).range[0];
    const isBefore = typeof start === typeof ip ? start <= ip : typeof start === "number";
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function entriesOf(model: Model): Entry[] {
  return [
    ...networkEntries(model),
    ...gatewayEntries(model),
    ...siteEntries(model),
    ...hubEntries(model),
  ];
}

function networkEntries({ networks }: Model): readonly Entry[] {
  return [...networks.values()].flatMap(({ key, addressSpace, summarizedGatewayPrefixes }) => [
    ...plain(`network ${key}`, addressSpace),
    ...plain(`summary ${key}`, summarizedGatewayPrefixes),
  ]);
}

function gatewayEntries(model: Model): readonly Entry[] {
  const { gateways, connections, circuits, routeServers, localNetworkGateways } = model;
  return [
    ...[...gateways.values()].flatMap(({ key, learned, clientPools }) => [
      ...learnedEntries(key, learned),
      ...plain(`clients ${key}`, clientPools),
    ]),
    ...[...connections.values()].flatMap(({ key, learned, selectors }) => [
      ...learnedEntries(key, learned),
      ...(selectors ?? []).flatMap(({ local, remote }, at) => [
        ...plainPrefixes(`local ${at} ${key}`, local),
        ...plainPrefixes(`remote ${at} ${key}`, remote),
      ]),
    ]),
    ...[...circuits.values()].flatMap(({ key, learned }) => learnedEntries(key, learned)),
    ...[...routeServers.values()].flatMap(({ peers }) =>
      peers.flatMap(({ key, learned }) => learnedEntries(key, learned)),
    ),
    ...[...localNetworkGateways.values()].flatMap(({ key, prefixes, bgpAddress }) => [
      ...plain(`local ${key}`, prefixes),
      ...(bgpAddress === undefined ? [] : plainPrefixes(`peer ${key}`, [hostPrefix(bgpAddress)])),
    ]),
  ];
}

function siteEntries({ sites }: Model): readonly Entry[] {
  return [...sites.values()].flatMap(({ key, prefixes, advertised, hosts }) => [
    ...plain(`site ${key}`, prefixes),
    ...plain(`advertised ${key}`, advertised),
    ...hosts.map(({ address, name }) => ({
      list: `hosts ${key}`,
      prefix: hostPrefix(address),
      says: name,
    })),
  ]);
}

function hubEntries({ hubs, privateEndpoints }: Model): readonly Entry[] {
  if (hubs.size === 0) return [];
  const ofHubs = [...hubs.values()].flatMap((hub) => [
    ...(hub.addressPrefix === undefined ? [] : plain(`hub ${hub.key}`, [hub.addressPrefix])),
    ...plainPrefixes(`intent ${hub.key}`, hub.intent?.privatePrefixes ?? []),
    ...hub.routeTables.flatMap(({ key, routes }) =>
      routes.flatMap(({ name, prefixes }) => plain(`static ${key} ${name}`, prefixes)),
    ),
    ...hub.connections.flatMap(({ key, staticRoutes }) =>
      staticRoutes.flatMap(({ name, prefixes }) => plain(`static ${key} ${name}`, prefixes)),
    ),
    ...hub.branches.flatMap(({ key, prefixes, learned }) => [
      ...plain(`branch ${key}`, prefixes),
      ...learnedEntries(key, learned),
    ]),
    ...hub.peers.flatMap(({ key, learned }) => learnedEntries(key, learned)),
  ]);
  // Hubs lead branches to each private endpoint (VW-10).
  const endpoints = [...privateEndpoints.values()].flatMap(({ key, addresses }) =>
    plainPrefixes(
      `endpoint ${key}`,
      addresses.map(({ address }) => hostPrefix(address)),
    ),
  );
  return [...ofHubs, ...endpoints];
}

function learnedEntries(key: string, learned: LearnedRoutes | undefined): readonly Entry[] {
  return (learned?.routes ?? []).map(
    ({ prefix, nextHop, asPath, origin, peer, localAddress }): Entry => ({
      list: `learned ${key}`,
      prefix,
      says: [nextHop, peer, localAddress]
        .map((ip) => (ip === undefined ? "" : formatIp(ip)))
        .concat(origin, asPath.join("-"))
        .join(" "),
    }),
  );
}

function plain(list: string, prefixes: readonly PlacedPrefix[]): readonly Entry[] {
  return plainPrefixes(
    list,
    prefixes.map(({ prefix }) => prefix),
  );
}

function plainPrefixes(list: string, prefixes: readonly Prefix[]): readonly Entry[] {
  return prefixes.map((prefix) => ({ list, prefix, says: "" }));
}
