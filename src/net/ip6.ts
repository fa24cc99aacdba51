import { formatIp4, type Ip4, parseIp4 } from "./ip4.ts";

declare const family: unique symbol;

/** An IPv6 address as an unsigned integer, 0..2^128-1. */
export type Ip6 = bigint & { readonly [family]: 6 };

const COLON = 58;
const DOT = 46;

/**
 * Parses the IPv6 address in `text` from `start` up to `end` (RFC 4291 section 2.2: `::` and an
 * embedded dotted quad are read; zones and brackets are not).
 * `undefined`: not an IPv6 address.
 */
export function parseIp6(text: string, start: number, end: number): Ip6 | undefined {
  const gap = text.indexOf("::", start);
  if (gap < 0 || gap >= end) {
    const groups = parseGroups(text, start, end);
    return groups?.length === 8 ? joinGroups(groups, 8) : undefined;
  }
  // A second `::` leaves an empty group after the first one, which is refused there.
  const before = parseGroups(text, start, gap);
  const after = parseGroups(text, gap + 2, end);
  if (before === undefined || after === undefined) return undefined;
  // `::` stands for at least one group, as in inet_pton.
  if (before.length + after.length > 7) return undefined;
  return joinGroups([...before, ...after], before.length);
}

/** Parses groups with single colons between them; none is fine, for either side of `::`. */
function parseGroups(text: string, start: number, end: number): number[] | undefined {
  const groups: number[] = [];
  if (start === end) return groups;
  for (let at = start; ; ) {
    const groupEnd = hexEnd(text, at, end);
    const code = groupEnd < end ? text.charCodeAt(groupEnd) : undefined;
    if (code === DOT) return parseEmbedded(text, at, end, groups);
    if (groupEnd === at) return undefined;
    groups.push(hexValue(text, at, groupEnd));
    if (code === undefined) return groups;
    if (code !== COLON) return undefined;
    at = groupEnd + 1;
  }
}

/** Adds the dotted quad that ends an address to the groups before it. */
function parseEmbedded(
  text: string,
  start: number,
  end: number,
  groups: readonly number[],
): number[] | undefined {
  // Before `::` the quad would not be the end of the address.
  const isLast = text.charCodeAt(end) !== COLON;
  const embedded = isLast ? parseIp4(text, start, end) : undefined;
  if (embedded === undefined) return undefined;
  return [...groups, embedded >>> 16, embedded & 0xffff];
}

/** Finds where the run of at most four hexadecimal digits that begins at `start` ends. */
function hexEnd(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + 4);
  let at = start;
  while (at < limit && hexDigit(text.charCodeAt(at)) !== undefined) at += 1;
  return at;
}

function hexValue(text: string, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i += 1) value = value * 16 + (hexDigit(text.charCodeAt(i)) ?? 0);
  return value;
}

function hexDigit(code: number): number | undefined {
  if (code >= 48 && code <= 57) return code - 48;
  // Bit 5 is the only difference between "A".."F" and "a".."f".
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : undefined;
}

/** Joins `groups` to an address; the groups that `::` left out begin at index `gap`. */
function joinGroups(groups: readonly number[], gap: number): Ip6 {
  const omitted = 8 - groups.length;
  const group = (index: number): number => {
    if (index < gap) return groups[index] ?? 0;
    return index < gap + omitted ? 0 : (groups[index - omitted] ?? 0);
  };
  // Three groups are 48 bits, which a number holds exactly: three BigInt conversions, not eight.
  const high = (group(0) * 0x10000 + group(1)) * 0x10000 + group(2);
  const middle = (group(3) * 0x10000 + group(4)) * 0x10000 + group(5);
  const low = group(6) * 0x10000 + group(7);
  return ((BigInt(high) << 80n) | (BigInt(middle) << 32n) | BigInt(low)) as Ip6;
}

/**
 * Formats an IPv6 address as RFC 5952 says: lower case, no leading zeros, `::` for the first of the
 * longest runs of two or more zero groups, and a dotted quad in IPv4-mapped addresses.
 */
export function formatIp6(ip: Ip6): string {
  if (ip >> 32n === 0xffffn) return `::ffff:${formatIp4(Number(ip & 0xffffffffn) as Ip4)}`;
  const hex = ip.toString(16).padStart(32, "0");
  const groups = Array.from({ length: 8 }, (_, index) =>
    Number.parseInt(hex.slice(index * 4, index * 4 + 4), 16).toString(16),
  );
  const { start, count } = longestZeroRun(groups);
  if (count < 2) return groups.join(":");
  return `${groups.slice(0, start).join(":")}::${groups.slice(start + count).join(":")}`;
}

function longestZeroRun(groups: readonly string[]): { start: number; count: number } {
  let longest = { start: 0, count: 0 };
  let count = 0;
  for (const [index, group] of groups.entries()) {
    count = group === "0" ? count + 1 : 0;
    if (count > longest.count) longest = { start: index - count + 1, count };
  }
  return longest;
}

/** Clears all but the first `length` bits (0..128). */
export function maskIp6(ip: Ip6, length: number): Ip6 {
  const hostBits = BigInt(128 - length);
  return ((ip >> hostBits) << hostBits) as Ip6;
}

/** Sets all bits after the first `length` bits (0..128). */
export function fillIp6(ip: Ip6, length: number): Ip6 {
  return (ip | ((1n << BigInt(128 - length)) - 1n)) as Ip6;
}
