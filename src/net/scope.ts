import { parsePrefix } from "./cidr.ts";
import type { Ip } from "./ip.ts";
import { containsIp, type Prefix } from "./prefix.ts";
import { type PrefixSet, prefixSet } from "./prefix-set.ts";

// RFC 1918, 6598, 1122, 3927, 5771, 1112; RFC 4193, 4291. Ranges reserved for documentation count
// as public: examples use them in the place of real ones.
const insidePrefixes: readonly Prefix[] = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "224.0.0.0/3",
  "::/128",
  "::1/128",
  "fc00::/7",
  "fe80::/10",
  "ff00::/8",
].flatMap((text) => parsePrefix(text) ?? []);

/** The addresses of which `isPublicIp` says no. */
export const insideSpace: PrefixSet = prefixSet(insidePrefixes);

/** Whether an address can be reached on the Internet, as far as its number tells. */
export function isPublicIp(ip: Ip): boolean {
  return !insidePrefixes.some((prefix) => containsIp(prefix, ip));
}
