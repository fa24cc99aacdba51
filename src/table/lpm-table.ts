import { equalPrefixes, type Ip, type Prefix } from "../net/index.ts";
import { family4, family6, type RangeIndex } from "./address-family.ts";
import { type LpmEntry, sortEntries } from "./entries.ts";
import { FamilyTable } from "./family-table.ts";
import type { RangeIndex4Options } from "./range-index4.ts";

/** An entry that answers a question. */
export interface LpmMatch<V> {
  readonly prefix: Prefix;
  readonly value: V;
}

/**
 * A longest-prefix-match table over both address families; immutable, safe to share.
 * Prefixes must be canonical. The order of entries is that of `comparePrefixes` everywhere.
 */
export interface LpmTable<V> {
  /** Number of entries of both families. */
  readonly size: number;
  /** Finds the longest entry that contains `ip`; `undefined`: none does. */
  lookup(ip: Ip): LpmMatch<V> | undefined;
  /**
   * As `lookup`, but gives the value only: allocates nothing, and several times as fast in IPv4 up
   * to 65,535 different values.
   */
  lookupValue(ip: Ip): V | undefined;
  /** Gives the value of exactly this prefix; `undefined`: it has no entry. */
  get(prefix: Prefix): V | undefined;
  /** Finds the longest entry that covers `prefix`, which may be `prefix` itself. */
  lookupPrefix(prefix: Prefix): LpmMatch<V> | undefined;
  /** Lists all entries that cover `prefix`, itself included, shortest first. */
  supernets(prefix: Prefix): readonly LpmMatch<V>[];
  /** Lists all entries that `prefix` covers, itself included, sorted. */
  subnets(prefix: Prefix): readonly LpmMatch<V>[];
  /** Tells whether any entry shares an address with `prefix`. */
  overlaps(prefix: Prefix): boolean;
  /** Gives all entries, sorted. */
  entries(): Iterable<LpmEntry<V>>;
  /**
   * Gives a table with this entry added or replaced. Cost: a rebuild, O(n); batch where you can.
   */
  with(prefix: Prefix, value: V): LpmTable<V>;
  /** Gives a table without the entry of exactly this prefix. Cost: a rebuild, O(n). */
  without(prefix: Prefix): LpmTable<V>;
}

/**
 * Creates a table from entries in any order; a later entry for an equal prefix replaces an earlier.
 * Cost: O(n log n). More than about 30 IPv4 entries take a direct table of 256 KiB, and beyond that
 * about 25 bytes an entry; the direct table is for `lookupValue` alone, and `saves: "space"` does
 * without.
 */
export function createLpmTable<V>(
  entries: Iterable<LpmEntry<V>>,
  options: RangeIndex4Options = {},
): LpmTable<V> {
  return new RangeLpmTable(sortEntries(entries), options);
}

class RangeLpmTable<V> implements LpmTable<V> {
  readonly #table4: FamilyTable<V>;
  readonly #table6: FamilyTable<V>;
  // Copies of what the table of IPv4 holds: the way through it costs a look-up a tenth of its time.
  readonly #index4: RangeIndex<number>;
  readonly #values4: readonly (V | undefined)[];

  readonly #options: RangeIndex4Options;

  constructor(entries: readonly LpmEntry<V>[], options: RangeIndex4Options) {
    this.#options = options;
    const split = entries.findIndex(([{ family }]) => family === 6);
    const count4 = split < 0 ? entries.length : split;
    this.#table4 = new FamilyTable(family4, entries.slice(0, count4), options);
    this.#table6 = new FamilyTable(family6, entries.slice(count4), options);
    this.#index4 = this.#table4.index;
    this.#values4 = this.#table4.values;
  }

  get size(): number {
    return this.#table4.size + this.#table6.size;
  }

  lookup(ip: Ip): LpmMatch<V> | undefined {
    const table = typeof ip === "number" ? this.#table4 : this.#table6;
    return matchOf(table, table.find(ip));
  }

  lookupValue(ip: Ip): V | undefined {
    if (typeof ip === "number") return this.#values4[this.#index4.lookup(ip)];
    return this.#table6.values[this.#table6.index.lookup(ip)];
  }

  get(prefix: Prefix): V | undefined {
    const table = this.#tableOf(prefix);
    const entry = table.findCovering(prefix);
    return table.lengthOf(entry) === prefix.length ? table.valueOf(entry) : undefined;
  }

  lookupPrefix(prefix: Prefix): LpmMatch<V> | undefined {
    const table = this.#tableOf(prefix);
    return matchOf(table, table.findCovering(prefix));
  }

  supernets(prefix: Prefix): readonly LpmMatch<V>[] {
    const table = this.#tableOf(prefix);
    const matches: LpmMatch<V>[] = [];
    let entry = table.findCovering(prefix);
    for (let match = matchOf(table, entry); match !== undefined; match = matchOf(table, entry)) {
      matches.push(match);
      entry = table.parentOf(entry);
    }
    return matches.reverse();
  }

  subnets(prefix: Prefix): readonly LpmMatch<V>[] {
    const table = this.#tableOf(prefix);
    const [start, end] = table.findInside(prefix);
    return [...matchesOf(table, start, end)];
  }

  overlaps(prefix: Prefix): boolean {
    const table = this.#tableOf(prefix);
    const [start, end] = table.findInside(prefix);
    return start < end || table.findCovering(prefix) > 0;
  }

  *entries(): Iterable<LpmEntry<V>> {
    for (const table of [this.#table4, this.#table6]) {
      for (const { prefix, value } of matchesOf(table, 1, table.size + 1)) yield [prefix, value];
    }
  }

  with(prefix: Prefix, value: V): LpmTable<V> {
    return createLpmTable([...this.entries(), [prefix, value]], this.#options);
  }

  without(prefix: Prefix): LpmTable<V> {
    return createLpmTable(
      [...this.entries()].filter(([other]) => !equalPrefixes(other, prefix)),
      this.#options,
    );
  }

  #tableOf(prefix: Prefix): FamilyTable<V> {
    return prefix.family === 4 ? this.#table4 : this.#table6;
  }
}

function matchOf<V>(table: FamilyTable<V>, entry: number): LpmMatch<V> | undefined {
  if (entry === 0) return undefined;
  // Every entry but 0 has a value, though V itself may include `undefined`.
  return { prefix: table.prefixOf(entry), value: table.valueOf(entry) as V };
}

function* matchesOf<V>(table: FamilyTable<V>, start: number, end: number): Iterable<LpmMatch<V>> {
  for (let entry = start; entry < end; entry += 1) {
    const match = matchOf(table, entry);
    if (match !== undefined) yield match;
  }
}
