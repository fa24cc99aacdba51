import type { Ip4, Ip6, Prefix } from "../net/index.ts";
import { prefixOf } from "../net/index.ts";
import type { Bound, EntryRange, ValuedIntervals } from "./intervals.ts";
import { createRangeIndex4, type RangeIndex4Options } from "./range-index4.ts";
import { SearchIndex6 } from "./search-index6.ts";

/** Finds the value of the interval that contains an address. */
export interface RangeIndex<B extends Bound> {
  lookup(address: B): number;
}

/**
 * What a table needs to know about one address family.
 * Methods, not function properties: their parameters are bivariant, so that `FamilyTable` can hold
 * either family without a copy of its code per family.
 */
export interface AddressFamily<B extends Bound> {
  readonly space: EntryRange<B>;
  rangeOf(prefix: Prefix): EntryRange<B>;
  toPrefix(address: B, length: number): Prefix;
  /** Stores addresses as compactly as the family allows. */
  pack(addresses: readonly B[]): ArrayLike<B>;
  createIndex(intervals: ValuedIntervals<B>, options: RangeIndex4Options): RangeIndex<B>;
}

/** IPv4: numbers, typed arrays, a direct table where it pays. */
export const family4: AddressFamily<number> = {
  space: { start: 0, end: 2 ** 32 },
  rangeOf: ({ address, length }) => {
    const start = Number(address);
    return { start, end: start + 2 ** (32 - length) };
  },
  toPrefix: (address, length) => prefixOf(address as Ip4, length),
  pack: (addresses) => Uint32Array.from(addresses),
  createIndex: (intervals, options) => createRangeIndex4(intervals, options),
};

/** IPv6: bigints and binary search; tables are small and look-ups rare. */
export const family6: AddressFamily<bigint> = {
  space: { start: 0n, end: 1n << 128n },
  rangeOf: ({ address, length }) => {
    const start = BigInt(address);
    return { start, end: start + (1n << BigInt(128 - length)) };
  },
  toPrefix: (address, length) => prefixOf(address as Ip6, length),
  pack: (addresses) => addresses,
  createIndex: (intervals) => new SearchIndex6(intervals),
};
