import { fillIp4, formatIp4, type Ip4, maskIp4, parseIp4 } from "./ip4.ts";
import { fillIp6, formatIp6, type Ip6, maskIp6, parseIp6 } from "./ip6.ts";

/** One IP address; `typeof` tells the family: a number is IPv4, a bigint is IPv6. */
export type Ip = Ip4 | Ip6;

/** The version number of an address family. */
export type Family = 4 | 6;

/** Tells the family of an address. */
export function familyOf(ip: Ip): Family {
  return typeof ip === "number" ? 4 : 6;
}

/** Gives the number of bits of an address: 32 or 128. */
export function bitsOf(family: Family): number {
  return family === 4 ? 32 : 128;
}

/**
 * Parses the text of one address: a strict dotted quad, or IPv6 as in RFC 4291 section 2.2.
 * `undefined`: anything else, also with a zone, brackets, a length or white space.
 */
export function parseIp(text: string): Ip | undefined {
  return parseIpBetween(text, 0, text.length);
}

/** Parses the address in `text` from `start` up to `end`, so that callers need not cut strings. */
export function parseIpBetween(text: string, start: number, end: number): Ip | undefined {
  // What is IPv6 fails as IPv4 within its first five characters.
  return parseIp4(text, start, end) ?? parseIp6(text, start, end);
}

/** Formats an address: a dotted quad, or IPv6 as in RFC 5952. */
export function formatIp(ip: Ip): string {
  return typeof ip === "number" ? formatIp4(ip) : formatIp6(ip);
}

/** Clears all but the first `length` bits of an address. */
export function maskIp(ip: Ip, length: number): Ip {
  return typeof ip === "number" ? maskIp4(ip, length) : maskIp6(ip, length);
}

/** Sets all bits of an address after the first `length` bits. */
export function fillIp(ip: Ip, length: number): Ip {
  return typeof ip === "number" ? fillIp4(ip, length) : fillIp6(ip, length);
}
