import type { Bound } from "./boundaries.ts";
import type { Ip4 } from "./ip4.ts";
import type { Ip6 } from "./ip6.ts";
import { type Prefix, prefixOf } from "./prefix.ts";

/** The few operations on boundaries that numbers and bigints do not share. */
export interface Arithmetic<B extends Bound> {
  readonly bits: number;
  /** The sum `at + 2^exponent`. */
  readonly advance: (at: B, exponent: number) => B;
  /** The largest `exponent` for which `at` is a multiple of `2^exponent`. */
  readonly alignment: (at: B) => number;
  /** The largest `exponent` for which `2^exponent <= end - start`. */
  readonly span: (start: B, end: B) => number;
  readonly toPrefix: (at: B, length: number) => Prefix;
}

/** Arithmetic on boundaries between IPv4 addresses, 0..2^32. */
export const arithmetic4: Arithmetic<number> = {
  bits: 32,
  advance: (at, exponent) => at + 2 ** exponent,
  // at & -at keeps the lowest set bit:  0110 & 1010 = 0010
  alignment: (at) => (at === 0 ? 32 : 31 - Math.clz32(at & -at)),
  span: (start, end) => (end - start === 2 ** 32 ? 32 : 31 - Math.clz32(end - start)),
  toPrefix: (at, length) => prefixOf(at as Ip4, length),
};

/** Arithmetic on boundaries between IPv6 addresses, 0..2^128. */
export const arithmetic6: Arithmetic<bigint> = {
  bits: 128,
  advance: (at, exponent) => at + (1n << BigInt(exponent)),
  alignment: (at) => (at === 0n ? 128 : highestBit(at & -at)),
  span: (start, end) => highestBit(end - start),
  toPrefix: (at, length) => prefixOf(at as Ip6, length),
};

/**
 * The place of the highest set bit of a positive bigint; the hexadecimal text is its only width.
 */
function highestBit(value: bigint): number {
  const hex = value.toString(16);
  return hex.length * 4 - 4 + (31 - Math.clz32(Number.parseInt(hex.charAt(0), 16)));
}

/** Gives the range of a prefix, end exclusive. */
export function rangeOf<B extends Bound>(
  arithmetic: Arithmetic<B>,
  address: B,
  length: number,
): readonly [B, B] {
  return [address, arithmetic.advance(address, arithmetic.bits - length)];
}

/** Cuts a range, end exclusive, into the fewest prefixes, in ascending order. */
export function* cutRange<B extends Bound>(
  arithmetic: Arithmetic<B>,
  [start, end]: readonly [B, B],
): Iterable<Prefix> {
  let at = start;
  while (at < end) {
    const exponent = Math.min(arithmetic.alignment(at), arithmetic.span(at, end));
    yield arithmetic.toPrefix(at, arithmetic.bits - exponent);
    at = arithmetic.advance(at, exponent);
  }
}
