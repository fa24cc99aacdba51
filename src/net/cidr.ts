import { bitsOf, type Family, formatIp, parseIp, parseIpBetween } from "./ip.ts";
import { type Prefix, prefixOf } from "./prefix.ts";

/** What a text in CIDR notation turned out to be. */
export type CidrResult =
  | { readonly kind: "prefix"; readonly prefix: Prefix }
  /** Well-formed but not canonical; `prefix` is the text with its host bits cleared. */
  | { readonly kind: "hostBits"; readonly prefix: Prefix }
  /** `reason` is a phrase for a message, without the text itself as subject. */
  | { readonly kind: "malformed"; readonly reason: string };

const SLASH = "/";

/**
 * Parses `address/length`. A bare address is malformed: whether it means one host or a classful
 * network is not for a parser to guess.
 */
export function parseCidr(text: string): CidrResult {
  const slash = text.indexOf(SLASH);
  if (slash < 0) return malformed(bareReason(text));
  const ip = parseIpBetween(text, 0, slash);
  if (ip === undefined) return malformed(addressReason(text.slice(0, slash)));
  const length = parseDecimal(text, slash + 1);
  const family = typeof ip === "number" ? 4 : 6;
  if (length === undefined || length > bitsOf(family)) {
    return malformed(lengthReason(text.slice(slash + 1), family));
  }
  const prefix = prefixOf(ip, length);
  return { kind: prefix.address === ip ? "prefix" : "hostBits", prefix };
}

/** Parses a canonical prefix; `undefined`: malformed, or host bits are set. */
export function parsePrefix(text: string): Prefix | undefined {
  const result = parseCidr(text);
  return result.kind === "prefix" ? result.prefix : undefined;
}

/** Formats a prefix in CIDR notation. */
export function formatPrefix(prefix: Prefix): string {
  return `${formatIp(prefix.address)}/${prefix.length}`;
}

/** One to three digits without a leading zero, up to the end of `text`. */
function parseDecimal(text: string, start: number): number | undefined {
  const digits = text.length - start;
  if (digits < 1 || digits > 3) return undefined;
  if (digits > 1 && text.charCodeAt(start) === 48) return undefined;
  let value = 0;
  for (let i = start; i < text.length; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value;
}

function malformed(reason: string): CidrResult {
  return { kind: "malformed", reason };
}

function bareReason(text: string): string {
  const ip = parseIp(text);
  if (ip === undefined) return addressReason(text);
  return `no prefix length; one address is ${formatIp(ip)}/${typeof ip === "number" ? 32 : 128}`;
}

/** Only called on refused text, so that reasons cost nothing on good text. */
function addressReason(address: string): string {
  if (address === "") return "no address";
  if (address !== address.trim()) return "white space around the address";
  if (address.includes("[") || address.includes("%")) {
    return `${JSON.stringify(address)} has brackets or a zone`;
  }
  if (/^[\d.]+$/.test(address)) return dottedReason(address.split("."), address);
  const family = address.includes(":") ? "IPv6" : "IP";
  return `${JSON.stringify(address)} is not an ${family} address`;
}

function dottedReason(octets: readonly string[], address: string): string {
  if (octets.length !== 4 || octets.includes("")) {
    return `${JSON.stringify(address)} does not have four octets`;
  }
  const large = octets.find((octet) => Number(octet) > 255);
  if (large !== undefined) return `octet ${large} is not between 0 and 255`;
  const padded = octets.find((octet) => octet.length > 1 && octet.startsWith("0"));
  return `octet ${padded} has a leading zero, which some programs read as octal`;
}

function lengthReason(length: string, family: Family): string {
  if (length === "") return "no prefix length after the slash";
  if (!/^\d+$/.test(length)) return `length ${JSON.stringify(length)} is not a number`;
  const bits = bitsOf(family);
  if (Number(length) > bits) return `length ${length} is not between 0 and ${bits}`;
  return `length ${length} has a leading zero`;
}
