declare const family: unique symbol;

/** An IPv4 address as an unsigned number, 0..2^32-1. */
export type Ip4 = number & { readonly [family]: 4 };

const DOT = 46;
const ZERO = 48;

/**
 * Parses the dotted quad in `text` from `start` up to `end`.
 * `undefined`: not exactly four decimal octets. Octets with leading zeros are refused, since some
 * readers take them as octal.
 */
export function parseIp4(text: string, start: number, end: number): Ip4 | undefined {
  let value = 0;
  let dots = 0;
  let octet = 0;
  let digits = 0;
  for (let i = start; i < end; i += 1) {
    const code = text.charCodeAt(i);
    if (code === DOT) {
      if (digits === 0 || dots === 3) return undefined;
      value = value * 256 + octet;
      dots += 1;
      octet = 0;
      digits = 0;
      continue;
    }
    const digit = code - ZERO;
    const hasLeadingZero = digits > 0 && octet === 0;
    if (digit < 0 || digit > 9 || hasLeadingZero) return undefined;
    octet = octet * 10 + digit;
    digits += 1;
    if (octet > 255) return undefined;
  }
  return dots === 3 && digits > 0 ? ((value * 256 + octet) as Ip4) : undefined;
}

/** Formats an IPv4 address as a dotted quad. */
export function formatIp4(ip: Ip4): string {
  return `${ip >>> 24}.${(ip >>> 16) & 255}.${(ip >>> 8) & 255}.${ip & 255}`;
}

/** Clears all but the first `length` bits (0..32). */
export function maskIp4(ip: Ip4, length: number): Ip4 {
  // A shift by 32 is a shift by 0 in JavaScript, so length 0 cannot go through the shift.
  return (length === 0 ? 0 : (ip & (-1 << (32 - length))) >>> 0) as Ip4;
}

/** Sets all bits after the first `length` bits (0..32). */
export function fillIp4(ip: Ip4, length: number): Ip4 {
  return (length === 32 ? ip : (ip | (-1 >>> length)) >>> 0) as Ip4;
}
