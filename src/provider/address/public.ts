import { isJsonObject } from "../../arm/index.ts";
import {
  containsIp,
  type Family,
  firstIp,
  formatIp,
  type Ip,
  lastIp,
  type Prefix,
  parsePrefix,
} from "../../net/index.ts";
import { keyOf, propertyOf } from "../check/properties.ts";
import { publicClaim } from "../estate/claims.ts";
import type { EstateView } from "../estate/view.ts";

// Nobody on the Internet has these: documentation (RFC 5737, RFC 3849), then the reserved class E.
const documentation: Readonly<Record<Family, readonly Prefix[]>> = {
  4: prefixes("203.0.113.0/24", "198.51.100.0/24", "192.0.2.0/24"),
  6: prefixes("2001:db8::/120", "2001:db8::1:0/120", "2001:db8::2:0/120"),
};
const [reserved4, reserved6] = prefixes("240.0.0.0/5", "2001:db8:1::/64");
const [blocks4, blocks6] = prefixes("248.0.0.0/5", "2001:db8:2::/64");

function prefixes(...texts: readonly string[]): readonly Prefix[] {
  return texts.flatMap((text) => parsePrefix(text) ?? []);
}

/**
 * A public address that can be nobody's, and that no other row has. The same key gets the same one
 * while the places before it are as they were. Cost: constant, about.
 */
export function takePublicAddress(estate: EstateView, family: Family, key: string): string {
  const isTaken = (ip: Ip): boolean => estate.isClaimed(publicClaim(formatIp(ip)));
  for (const prefix of documentation[family]) {
    for (let offset = 1; offset < 255; offset += 1) {
      const ip = add(firstIp(prefix), offset);
      if (!isTaken(ip)) return formatIp(ip);
    }
  }
  return formatIp(probe(family === 4 ? reserved4 : reserved6, { key, step: 1, isTaken }));
}

/** A prefix of public addresses that can be nobody's: each has 256 addresses of room. */
export function takePublicPrefix(
  estate: EstateView,
  {
    family,
    length,
    key,
  }: { readonly family: Family; readonly length: number; readonly key: string },
): string {
  const isTaken = (ip: Ip): boolean => estate.isClaimed(publicClaim(formatIp(ip)));
  const ip = probe(family === 4 ? blocks4 : blocks6, { key, step: 256, isTaken });
  return `${formatIp(ip)}/${length}`;
}

/** The first address of a public prefix that nobody has; `undefined` when all are given. */
export function takeFromPrefix(estate: EstateView, prefixText: string): string | undefined {
  const prefix = parsePrefix(prefixText);
  if (prefix === undefined) return undefined;
  const last = lastIp(prefix);
  for (let ip = firstIp(prefix); ip <= last && containsIp(prefix, ip); ip = add(ip, 1)) {
    // The prefix itself claims its first address.
    const owners = estate.claimantsOf(publicClaim(formatIp(ip)));
    if (!owners.some(({ row }) => propertyOf(row, "ipAddress") !== undefined)) return formatIp(ip);
  }
  return undefined;
}

/** The prefix that a public address is asked for from, as Azure has given it. */
export function prefixFor(estate: EstateView, reference: unknown): string | undefined {
  const key = isJsonObject(reference) ? keyOf(reference) : undefined;
  const row = key === undefined ? undefined : estate.find(key);
  const prefix = row === undefined ? undefined : propertyOf(row, "ipPrefix");
  return typeof prefix === "string" ? prefix : undefined;
}

interface Probing {
  readonly key: string;
  readonly step: number;
  readonly isTaken: (ip: Ip) => boolean;
}

// From a place that the key decides, on to the next that is free.
function probe(range: Prefix | undefined, { key, step, isTaken }: Probing): Ip {
  if (range === undefined) throw new Error("no range of made-up addresses");
  const places = 2 ** 27 / step;
  const start = hash(key) % places;
  for (let count = 0; count < places; count += 1) {
    const ip = add(firstIp(range), ((start + count) % places) * step);
    if (!isTaken(ip)) return ip;
  }
  throw new Error("more than a hundred million public addresses");
}

// FNV-1a.
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}

function add(ip: Ip, by: number): Ip {
  return (typeof ip === "number" ? ip + by : ip + BigInt(by)) as Ip;
}
