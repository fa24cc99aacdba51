import { type Ip, parseIp } from "../net/index.ts";

// Reserved for documentation, and the last of their ranges: no network has them, and filters and
// routes treat them as any public address.
const unknownIpv4 = parseIp("203.0.113.255") as Ip;
const unknownIpv6 = parseIp("2001:db8:ffff:ffff:ffff:ffff:ffff:ffff") as Ip;

/**
 * The address that stands in a header for a public one that nobody can know, of the family of
 * another address: what default outbound access takes, what the snapshot does not tell.
 */
export function unknownAddress(like: Ip): Ip {
  return typeof like === "number" ? unknownIpv4 : unknownIpv6;
}

/** Whether an address only stands for one that nobody can know. */
export function isUnknownAddress(ip: Ip): boolean {
  return ip === unknownIpv4 || ip === unknownIpv6;
}
