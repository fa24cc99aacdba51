import { type Arithmetic, arithmetic4, arithmetic6, cutRange, rangeOf } from "./arithmetic.ts";
import {
  type Bound,
  type Boundaries,
  combine,
  containsAddress,
  containsRange,
  cut,
  joinRanges,
  type Membership,
  rangesOf,
  touchesRange,
} from "./boundaries.ts";
import type { Ip } from "./ip.ts";
import { comparePrefixes, type Prefix, type Prefix4, type Prefix6 } from "./prefix.ts";

/**
 * A set of addresses of both families; immutable, and equal sets have equal fields.
 * Its fields are for this file only; everybody else goes through the functions below.
 */
export interface PrefixSet {
  readonly boundaries4: Boundaries<number>;
  readonly boundaries6: Boundaries<bigint>;
}

/**
 * Gives the set of all addresses of the prefixes, which may overlap and come in any order.
 * Cost: O(n log n). Many sets are joined faster from their prefixes than by repeated `union`.
 */
export function prefixSet(prefixes: Iterable<Prefix>): PrefixSet {
  const keys: number[] = [];
  const prefixes6: Prefix6[] = [];
  for (const prefix of prefixes) {
    if (prefix.family === 4) keys.push(keyOf(prefix));
    else prefixes6.push(prefix);
  }
  // Typed arrays sort natively, five times as fast as a comparator on objects.
  const keys4 = Float64Array.from(keys).sort();
  prefixes6.sort(comparePrefixes);
  return { boundaries4: joinRanges(ranges4(keys4)), boundaries6: joinRanges(ranges6(prefixes6)) };
}

function keyOf(prefix: Prefix4): number {
  return prefix.address * 64 + prefix.length;
}

function* ranges4(keys: Float64Array): Iterable<readonly [number, number]> {
  for (const key of keys) yield rangeOf(arithmetic4, Math.floor(key / 64), key % 64);
}

function* ranges6(prefixes: readonly Prefix6[]): Iterable<readonly [bigint, bigint]> {
  for (const { address, length } of prefixes) yield rangeOf<bigint>(arithmetic6, address, length);
}

/** Gives the addresses that are in `a` or in `b`. */
export function union(a: PrefixSet, b: PrefixSet): PrefixSet {
  return combineSets(a, b, (inA, inB) => inA || inB);
}

/**
 * Gives the addresses that are in any of the sets. Cost: O(n log n) in their ranges, where repeated
 * `union` would be quadratic.
 */
export function unionOf(sets: readonly PrefixSet[]): PrefixSet {
  return {
    boundaries4: joinRanges(sortedRanges(sets.map(({ boundaries4 }) => boundaries4))),
    boundaries6: joinRanges(sortedRanges(sets.map(({ boundaries6 }) => boundaries6))),
  };
}

function sortedRanges<B extends Bound>(
  all: readonly Boundaries<B>[],
): readonly (readonly [B, B])[] {
  return all.flatMap((one) => [...rangesOf(one)]).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Gives the addresses that are in `a` and not in `b`. */
export function subtract(a: PrefixSet, b: PrefixSet): PrefixSet {
  if (isMuchSmaller(a, b)) return cutSet(a, b, false);
  return combineSets(a, b, (inA, inB) => inA && !inB);
}

/** Gives the addresses that are in `a` and in `b`. */
export function intersect(a: PrefixSet, b: PrefixSet): PrefixSet {
  if (isMuchSmaller(a, b)) return cutSet(a, b, true);
  if (isMuchSmaller(b, a)) return cutSet(b, a, true);
  return combineSets(a, b, (inA, inB) => inA && inB);
}

// A sweep over both sets costs more than searches in the large one.
const muchSmaller = 8;

function isMuchSmaller(a: PrefixSet, b: PrefixSet): boolean {
  return countBoundaries(a) * muchSmaller <= countBoundaries(b);
}

function countBoundaries({ boundaries4, boundaries6 }: PrefixSet): number {
  return boundaries4.length + boundaries6.length;
}

function cutSet(a: PrefixSet, b: PrefixSet, isInside: boolean): PrefixSet {
  return {
    boundaries4: cut(a.boundaries4, b.boundaries4, isInside),
    boundaries6: cut(a.boundaries6, b.boundaries6, isInside),
  };
}

function combineSets(a: PrefixSet, b: PrefixSet, isMember: Membership): PrefixSet {
  return {
    boundaries4: combine(a.boundaries4, b.boundaries4, isMember),
    boundaries6: combine(a.boundaries6, b.boundaries6, isMember),
  };
}

/** Tells whether the set contains `ip`. Cost: logarithmic, no allocation. */
export function hasIp(set: PrefixSet, ip: Ip): boolean {
  return typeof ip === "number"
    ? containsAddress<number>(set.boundaries4, ip)
    : containsAddress<bigint>(set.boundaries6, ip);
}

/** Tells whether the set contains every address of `prefix`. */
export function coversPrefix(set: PrefixSet, prefix: Prefix): boolean {
  return prefix.family === 4
    ? containsRange(set.boundaries4, rangeOf<number>(arithmetic4, prefix.address, prefix.length))
    : containsRange(set.boundaries6, rangeOf<bigint>(arithmetic6, prefix.address, prefix.length));
}

/** Tells whether the set contains any address of `prefix`. */
export function overlapsPrefix(set: PrefixSet, prefix: Prefix): boolean {
  return prefix.family === 4
    ? touchesRange(set.boundaries4, rangeOf<number>(arithmetic4, prefix.address, prefix.length))
    : touchesRange(set.boundaries6, rangeOf<bigint>(arithmetic6, prefix.address, prefix.length));
}

/** Gives the fewest prefixes that make up the set, sorted, disjoint. */
export function toPrefixes(set: PrefixSet): readonly Prefix[] {
  return [...cutAll(arithmetic4, set.boundaries4), ...cutAll(arithmetic6, set.boundaries6)];
}

function* cutAll<B extends Bound>(
  arithmetic: Arithmetic<B>,
  boundaries: Boundaries<B>,
): Iterable<Prefix> {
  for (const range of rangesOf(boundaries)) yield* cutRange(arithmetic, range);
}

/**
 * Tells whether two sets share an address. Cost: the smaller set times a search in the larger one;
 * allocates little.
 */
export function overlapsSet(a: PrefixSet, b: PrefixSet): boolean {
  return (
    touchesAny(a.boundaries4, b.boundaries4) || touchesAny<bigint>(a.boundaries6, b.boundaries6)
  );
}

function touchesAny<B extends Bound>(a: Boundaries<B>, b: Boundaries<B>): boolean {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  for (const range of rangesOf(few)) if (touchesRange(many, range)) return true;
  return false;
}

/** Tells whether every address of `inner` is in `outer`. Cost: as `overlapsSet`. */
export function coversSet(outer: PrefixSet, inner: PrefixSet): boolean {
  return (
    containsAll(outer.boundaries4, inner.boundaries4) &&
    containsAll<bigint>(outer.boundaries6, inner.boundaries6)
  );
}

function containsAll<B extends Bound>(outer: Boundaries<B>, inner: Boundaries<B>): boolean {
  for (const range of rangesOf(inner)) if (!containsRange(outer, range)) return false;
  return true;
}

/** Tells whether the set has no address. */
export function isEmptySet(set: PrefixSet): boolean {
  return set.boundaries4.length === 0 && set.boundaries6.length === 0;
}

/** Tells whether two sets have the same addresses. */
export function equalSets(a: PrefixSet, b: PrefixSet): boolean {
  return (
    equalBoundaries(a.boundaries4, b.boundaries4) && equalBoundaries(a.boundaries6, b.boundaries6)
  );
}

function equalBoundaries<B extends Bound>(a: Boundaries<B>, b: Boundaries<B>): boolean {
  return a.length === b.length && a.every((boundary, index) => boundary === b[index]);
}

/**
 * A run of addresses of one family: from `start` up to and without `end`. IPv4 bounds are numbers,
 * IPv6 bounds are bigints; the end of a whole family is no address, but it is a bound.
 */
export type AddressRange = readonly [start: Bound, end: Bound];

/** Gives the range of a prefix. */
export function toRange(prefix: Prefix): AddressRange {
  return prefix.family === 4
    ? rangeOf<number>(arithmetic4, prefix.address, prefix.length)
    : rangeOf<bigint>(arithmetic6, prefix.address, prefix.length);
}

/** Gives the set of all addresses of ranges, which come in ascending order in each family. */
export function rangeSet(ranges: Iterable<AddressRange>): PrefixSet {
  const ranges4: (readonly [number, number])[] = [];
  const ranges6: (readonly [bigint, bigint])[] = [];
  for (const [start, end] of ranges) {
    if (typeof start === "number") ranges4.push([start, Number(end)]);
    else ranges6.push([start, BigInt(end)]);
  }
  return { boundaries4: joinRanges(ranges4), boundaries6: joinRanges(ranges6) };
}

/** Gives the fewest ranges that make up the set, IPv4 first, ascending. */
export function toRanges({ boundaries4, boundaries6 }: PrefixSet): readonly AddressRange[] {
  return [...rangesOf(boundaries4), ...rangesOf(boundaries6)];
}

/** The lowest address of a set, of IPv4 before IPv6; absent for the empty set. */
export function lowestIp({ boundaries4, boundaries6 }: PrefixSet): Ip | undefined {
  return (boundaries4[0] ?? boundaries6[0]) as Ip | undefined;
}

/** Counts the addresses of the set, of both families together. */
export function setSize(set: PrefixSet): bigint {
  return countAddresses(set.boundaries4) + countAddresses(set.boundaries6);
}

function countAddresses<B extends Bound>(boundaries: Boundaries<B>): bigint {
  let count = 0n;
  for (const [start, end] of rangesOf(boundaries)) count += BigInt(end) - BigInt(start);
  return count;
}
