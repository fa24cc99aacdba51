import { type Ip, lastIp, type Prefix } from "../net/index.ts";

/**
 * The address that many places before the last of a prefix. Hosts are numbered from below, so that
 * near the end of a range there is an address that is nobody's.
 */
export function addressFromEnd(prefix: Prefix, places: number): Ip {
  const last = lastIp(prefix);
  return (typeof last === "number" ? last - places : (last as bigint) - BigInt(places)) as Ip;
}
