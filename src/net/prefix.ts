import { bitsOf, fillIp, type Ip, maskIp } from "./ip.ts";
import type { Ip4 } from "./ip4.ts";
import type { Ip6 } from "./ip6.ts";

/** An IPv4 prefix; canonical: the bits of `address` after `length` are zero. */
export interface Prefix4 {
  readonly family: 4;
  readonly address: Ip4;
  /** Prefix length in bits, 0..32. */
  readonly length: number;
}

/** An IPv6 prefix; canonical: the bits of `address` after `length` are zero. */
export interface Prefix6 {
  readonly family: 6;
  readonly address: Ip6;
  /** Prefix length in bits, 0..128. */
  readonly length: number;
}

/** A canonical prefix of either family. */
export type Prefix = Prefix4 | Prefix6;

/**
 * Gives the prefix of `length` bits that contains `ip`; host bits are cleared.
 * Throws `RangeError` when the family has no such length.
 */
export function prefixOf(ip: Ip4, length: number): Prefix4;
export function prefixOf(ip: Ip6, length: number): Prefix6;
export function prefixOf(ip: Ip, length: number): Prefix;
export function prefixOf(ip: Ip, length: number): Prefix {
  const family = typeof ip === "number" ? 4 : 6;
  if (!Number.isInteger(length) || length < 0 || length > bitsOf(family)) {
    throw new RangeError(`no IPv${family} prefix has length ${length}`);
  }
  // The mask keeps the family of `ip`, which the type system cannot follow through the union.
  return { family, address: maskIp(ip, length), length } as Prefix;
}

/** Gives the prefix that holds one address only: /32 or /128. */
export function hostPrefix(ip: Ip4): Prefix4;
export function hostPrefix(ip: Ip6): Prefix6;
export function hostPrefix(ip: Ip): Prefix;
export function hostPrefix(ip: Ip): Prefix {
  return prefixOf(ip, typeof ip === "number" ? 32 : 128);
}

/** Orders prefixes: IPv4 first, then by address, then shorter before longer. */
export function comparePrefixes(a: Prefix, b: Prefix): number {
  if (a.family !== b.family) return a.family - b.family;
  if (a.address !== b.address) return a.address < b.address ? -1 : 1;
  return a.length - b.length;
}

/** Tells whether two prefixes are the same prefix. */
export function equalPrefixes(a: Prefix, b: Prefix): boolean {
  return a.length === b.length && a.address === b.address;
}

/** Tells whether `outer` contains all of `inner`; a prefix covers itself. */
export function covers(outer: Prefix, inner: Prefix): boolean {
  return outer.length <= inner.length && containsIp(outer, inner.address);
}

/** Tells whether two prefixes share an address, which means that one covers the other. */
export function overlaps(a: Prefix, b: Prefix): boolean {
  return covers(a, b) || covers(b, a);
}

/** Tells whether `prefix` contains `ip`. */
export function containsIp(prefix: Prefix, ip: Ip): boolean {
  return typeof ip === typeof prefix.address && maskIp(ip, prefix.length) === prefix.address;
}

/** Gives the lowest address of a prefix, which is its own address. */
export function firstIp(prefix: Prefix4): Ip4;
export function firstIp(prefix: Prefix6): Ip6;
export function firstIp(prefix: Prefix): Ip;
export function firstIp(prefix: Prefix): Ip {
  return prefix.address;
}

/** Gives the highest address of a prefix. */
export function lastIp(prefix: Prefix4): Ip4;
export function lastIp(prefix: Prefix6): Ip6;
export function lastIp(prefix: Prefix): Ip;
export function lastIp(prefix: Prefix): Ip {
  return fillIp(prefix.address, prefix.length);
}

/**
 * Splits a prefix into its lower and its upper half.
 * Throws `RangeError` for a prefix of one address.
 */
export function halves(prefix: Prefix): [Prefix, Prefix] {
  const length = prefix.length + 1;
  return [prefixOf(prefix.address, length), prefixOf(lastIp(prefix), length)];
}

/** Tells whether a prefix is `0.0.0.0/0` or `::/0`. */
export function isDefault(prefix: Prefix): boolean {
  return prefix.length === 0;
}

/** Counts the addresses of a prefix. */
export function addressCount(prefix: Prefix): bigint {
  return 1n << BigInt(bitsOf(prefix.family) - prefix.length);
}

/**
 * Gives a key that equal prefixes share and different prefixes do not, for a `Map` or a `Set`.
 * An IPv4 key is a number that also sorts like the prefixes themselves; it costs no allocation.
 */
export function prefixKey(prefix: Prefix): number | string {
  if (prefix.family === 4) return prefix.address * 64 + prefix.length;
  return `${prefix.address.toString(16)}/${prefix.length}`;
}
