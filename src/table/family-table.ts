import { containsIp, type Ip, lastIp, type Prefix } from "../net/index.ts";
import type { AddressFamily, RangeIndex } from "./address-family.ts";
import type { LpmEntry } from "./entries.ts";
import { assignValues, type Bound, flattenRanges } from "./intervals.ts";
import type { RangeIndex4Options } from "./range-index4.ts";

/**
 * The entries of one address family, in columns. Entries are numbered from 1 in sorted order, so
 * everything inside a prefix is one run of numbers; index 0 of each column belongs to no entry.
 * Callers pass addresses and prefixes of the table's own family only.
 */
export class FamilyTable<V> {
  readonly #family: AddressFamily<Bound>;
  readonly #addresses: ArrayLike<Bound>;
  readonly #lengths: Uint8Array;
  readonly #parents: Uint32Array;
  /** Different values once each, from 1, so that the index can hold small numbers; 0: no value. */
  readonly values: readonly (V | undefined)[];
  readonly #valueNumbers: Uint32Array;
  /** Gives for an address the number of the value that wins there. */
  readonly index: RangeIndex<Bound>;

  /** Takes sorted entries of different prefixes. */
  constructor(
    family: AddressFamily<Bound>,
    entries: readonly LpmEntry<V>[],
    options: RangeIndex4Options,
  ) {
    const ranges = entries.map(([prefix]) => family.rangeOf(prefix));
    const intervals = flattenRanges(ranges, family.space);
    const numbers = numberValues(entries);
    const valueNumbers = Uint32Array.from([
      0,
      ...entries.map(([, value]) => numbers.get(value) ?? 0),
    ]);
    this.#family = family;
    this.#addresses = family.pack([family.space.start, ...ranges.map(({ start }) => start)]);
    this.#lengths = Uint8Array.from([0, ...entries.map(([{ length }]) => length)]);
    this.#parents = Uint32Array.from(intervals.parents);
    this.values = [undefined, ...numbers.keys()];
    this.#valueNumbers = valueNumbers;
    const valued = assignValues(intervals, (entry) => valueNumbers[entry] ?? 0);
    this.index = family.createIndex(valued, options);
  }

  get size(): number {
    return this.#lengths.length - 1;
  }

  /**
   * Finds the longest entry that contains an address; 0: none. Cost: log n, and the nesting depth.
   */
  find(ip: Ip): number {
    // Of the entries around an address, the longest starts last, so it is the last entry that
    // starts at or before the address, or one of those around that entry.
    let entry = this.#firstFailing((at) => this.#addressOf(at) <= ip) - 1;
    while (entry > 0 && !containsIp(this.prefixOf(entry), ip)) entry = this.parentOf(entry);
    return entry;
  }

  /** Finds the longest entry that covers a prefix; 0: none. Cost: as `find`. */
  findCovering({ address, length }: Prefix): number {
    let entry = this.find(address);
    while (entry > 0 && this.lengthOf(entry) > length) entry = this.parentOf(entry);
    return entry;
  }

  /** Finds the run of entries inside a prefix, the prefix itself included; end exclusive. */
  findInside(prefix: Prefix): readonly [start: number, end: number] {
    const { address, length } = prefix;
    const last = lastIp(prefix);
    const start = this.#firstFailing((entry) => {
      const other = this.#addressOf(entry);
      return other < address || (other === address && this.lengthOf(entry) < length);
    });
    return [start, this.#firstFailing((entry) => this.#addressOf(entry) <= last)];
  }

  /** Gives the longest other entry that covers an entry; 0: none. */
  parentOf(entry: number): number {
    return this.#parents[entry] as number;
  }

  /** Gives the prefix length of an entry. */
  lengthOf(entry: number): number {
    return this.#lengths[entry] as number;
  }

  /** Builds the prefix of an entry. */
  prefixOf(entry: number): Prefix {
    return this.#family.toPrefix(this.#addressOf(entry), this.lengthOf(entry));
  }

  /** Gives the value of an entry; `undefined` for entry 0. */
  valueOf(entry: number): V | undefined {
    return this.values[this.#valueNumbers[entry] as number];
  }

  #addressOf(entry: number): Bound {
    return this.#addresses[entry] as Bound;
  }

  /** The first entry that fails a test which all entries before it pass. */
  #firstFailing(passes: (entry: number) => boolean): number {
    let low = 1;
    let high = this.size + 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (passes(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Numbers the different values from 1 in the order in which they come. */
function numberValues<V>(entries: readonly LpmEntry<V>[]): ReadonlyMap<V, number> {
  const numbers = new Map<V, number>();
  for (const [, value] of entries) {
    if (!numbers.has(value)) numbers.set(value, numbers.size + 1);
  }
  return numbers;
}
