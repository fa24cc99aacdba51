import {
  comparePrefixes,
  containsIp,
  covers,
  equalPrefixes,
  type Ip,
  lastIp,
  type Prefix,
  prefixKey,
} from "../net/index.ts";
import { createLpmTable, type LpmTable } from "../table/index.ts";
import type { Route } from "./route.ts";

/** The kinds of candidates, each a block of the printed list. */
export type GroupKind =
  | "network"
  | "peering"
  | "connectedGroup"
  | "gateway"
  | "internet"
  | "drop"
  | "user"
  | "serviceEndpoint"
  | "privateEndpoint"
  | "globalPeering"
  | "globalPrivateEndpoint";

/** A prefix and the number of the route that has it. */
export interface Entry {
  readonly prefix: Prefix;
  readonly route: number;
}

/**
 * Candidates of one kind that many tables share: the routes of a gateway, of a route table, of one
 * network's endpoints.
 *
 * The routes never change; the three indexes are built when first asked for. A table adds only how
 * its own candidates fare, so ten thousand subnets behind one gateway hold one list of its routes.
 */
export class RouteGroup {
  readonly kind: GroupKind;
  readonly routes: readonly Route[];
  #sorted: readonly Entry[] | undefined;
  #exact: ReadonlyMap<number | string, readonly number[]> | undefined;
  #longest: LpmTable<readonly number[]> | undefined;
  #scans = 0;

  constructor(kind: GroupKind, routes: readonly Route[]) {
    this.kind = kind;
    this.routes = routes;
  }

  /** Every prefix with its route, by address and then length. */
  get sorted(): readonly Entry[] {
    this.#sorted ??= entriesOf(this.routes).sort((a, b) => comparePrefixes(a.prefix, b.prefix));
    return this.#sorted;
  }

  /** Numbers of the routes that have exactly this prefix; empty when none. */
  withPrefix(prefix: Prefix): readonly number[] {
    this.#exact ??= indexByPrefix(this.routes);
    return this.#exact.get(prefixKey(prefix)) ?? none;
  }

  /** Entries inside a prefix, the prefix itself included. Cost: O(log n + answer). */
  inside(prefix: Prefix): readonly Entry[] {
    const entries = this.sorted;
    const last = lastIp(prefix);
    const inside: Entry[] = [];
    for (let at = firstNotBefore(entries, prefix); at < entries.length; at += 1) {
      const entry = entries[at] as Entry;
      if (entry.prefix.family !== prefix.family || entry.prefix.address > last) break;
      if (covers(prefix, entry.prefix)) inside.push(entry);
    }
    return inside;
  }

  /**
   * All entries that contain an address, longest first. Cost: O(entries) for a handful and the
   * first few times, else one longest-prefix match.
   */
  covering(ip: Ip): readonly Covering[] {
    if (this.#isScanned()) return coveringByScan(this.sorted, ip);
    const table = this.#longestTable();
    const match = table.lookup(ip);
    if (match === undefined) return [];
    return table
      .supernets(match.prefix)
      .map(({ prefix, value }) => ({ prefix, routes: value }))
      .reverse();
  }

  /** The longest entry that contains an address; absent when none does. */
  longest(ip: Ip): Covering | undefined {
    if (this.#isScanned()) return coveringByScan(this.sorted, ip)[0];
    const match = this.#longestTable().lookup(ip);
    return match === undefined ? undefined : { prefix: match.prefix, routes: match.value };
  }

  // One walk asks a route table of hundreds of routes once or twice.
  #isScanned(): boolean {
    if (this.sorted.length <= handful) return true;
    if (this.#longest !== undefined || this.#scans >= scansBeforeTable) return false;
    this.#scans += 1;
    return true;
  }

  #longestTable(): LpmTable<readonly number[]> {
    this.#longest ??= longestMatchTable(this.routes);
    return this.#longest;
  }
}

/** An entry that contains an address, and the routes that have exactly its prefix. */
export interface Covering {
  readonly prefix: Prefix;
  readonly routes: readonly number[];
}

// Most groups of a network have a few entries; a table would cost more to build than all look-ups
// in it.
const handful = 8;

// Nor is a larger one worth building before it has been asked for this often.
const scansBeforeTable = 8;

function coveringByScan(entries: readonly Entry[], ip: Ip): readonly Covering[] {
  const found: { prefix: Prefix; routes: number[] }[] = [];
  for (const { prefix, route } of entries) {
    if (!containsIp(prefix, ip)) continue;
    const same = found.find((one) => equalPrefixes(one.prefix, prefix));
    if (same === undefined) found.push({ prefix, routes: [route] });
    else same.routes.push(route);
  }
  return found.sort((a, b) => b.prefix.length - a.prefix.length);
}

const none: readonly number[] = [];

function entriesOf(routes: readonly Route[]): Entry[] {
  return routes.flatMap((route, number) =>
    route.prefixes.map((prefix) => ({ prefix, route: number })),
  );
}

function indexByPrefix(routes: readonly Route[]): Map<number | string, number[]> {
  const index = new Map<number | string, number[]>();
  for (const [number, { prefixes }] of routes.entries()) {
    for (const prefix of prefixes) {
      const key = prefixKey(prefix);
      const present = index.get(key);
      if (present === undefined) index.set(key, [number]);
      else present.push(number);
    }
  }
  return index;
}

function longestMatchTable(routes: readonly Route[]): LpmTable<readonly number[]> {
  const byPrefix = new Map<number | string, { prefix: Prefix; numbers: number[] }>();
  for (const { prefix, route } of entriesOf(routes)) {
    const key = prefixKey(prefix);
    const present = byPrefix.get(key);
    if (present === undefined) byPrefix.set(key, { prefix, numbers: [route] });
    else present.numbers.push(route);
  }
  return createLpmTable(
    [...byPrefix.values()].map(({ prefix, numbers }) => [prefix, numbers]),
    { saves: "space" },
  );
}

// Binary search for the first entry that does not sort before the prefix.
function firstNotBefore(entries: readonly Entry[], prefix: Prefix): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (comparePrefixes((entries[middle] as Entry).prefix, prefix) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
