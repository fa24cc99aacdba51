import { lastIp, type Prefix } from "../net/index.ts";
import type { AddressFamily, EntryIndex } from "./entry-index.ts";
import { type Bound, flattenRanges } from "./intervals.ts";

/** A prefix and its value. */
export type LpmEntry<V> = readonly [prefix: Prefix, value: V];

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
  readonly #values: readonly (V | undefined)[];
  readonly #index: EntryIndex<Bound>;

  /** Takes sorted entries of different prefixes. */
  constructor(family: AddressFamily<Bound>, entries: readonly LpmEntry<V>[]) {
    const ranges = entries.map(([prefix]) => family.rangeOf(prefix));
    const intervals = flattenRanges(ranges, family.space);
    this.#family = family;
    this.#addresses = family.pack([family.space.start, ...ranges.map(({ start }) => start)]);
    this.#lengths = Uint8Array.from([0, ...entries.map(([{ length }]) => length)]);
    this.#parents = Uint32Array.from(intervals.parents);
    this.#values = [undefined, ...entries.map(([, value]) => value)];
    this.#index = family.createIndex(intervals);
  }

  get size(): number {
    return this.#values.length - 1;
  }

  /** Finds the longest entry that contains an address; 0: none. */
  find(address: Bound): number {
    return this.#index.lookup(address);
  }

  /** Finds the longest entry that covers a prefix; 0: none. Cost: as `find`, and the nesting depth. */
  findCovering({ address, length }: Prefix): number {
    let entry = this.find(address);
    while (entry > 0 && this.lengthOf(entry) > length) entry = this.parentOf(entry);
    return entry;
  }

  /** Finds the run of entries inside a prefix, the prefix itself included; end exclusive. */
  findInside(prefix: Prefix): readonly [start: number, end: number] {
    const last = lastIp(prefix);
    const isBefore = (entry: number): boolean => {
      const address = this.#addresses[entry] as Bound;
      return (
        address < prefix.address ||
        (address === prefix.address && this.lengthOf(entry) < prefix.length)
      );
    };
    const start = this.#countWhile(isBefore);
    return [start, this.#countWhile((entry) => (this.#addresses[entry] as Bound) <= last)];
  }

  /** The longest other entry that covers an entry; 0: none. */
  parentOf(entry: number): number {
    return this.#parents[entry] as number;
  }

  lengthOf(entry: number): number {
    return this.#lengths[entry] as number;
  }

  prefixOf(entry: number): Prefix {
    return this.#family.toPrefix(this.#addresses[entry] as Bound, this.lengthOf(entry));
  }

  /** The value of an entry; `undefined` for entry 0. */
  valueOf(entry: number): V | undefined {
    return this.#values[entry];
  }

  /** The first entry that fails a test which holds for all entries before it. */
  #countWhile(holds: (entry: number) => boolean): number {
    let low = 1;
    let high = this.size + 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (holds(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
