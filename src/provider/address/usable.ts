import {
  containsIp,
  type Family,
  firstIp,
  formatPrefix,
  type Ip,
  lastIp,
  type Prefix,
} from "../../net/index.ts";

/** The prefixes of one family, in the order in which they were written. */
export function ofFamily(prefixes: readonly Prefix[], family: Family): readonly Prefix[] {
  return prefixes.filter((prefix) => prefix.family === family);
}

/** The first and last address of a prefix that a resource may have: SYS-9. */
export function usableRange(prefix: Prefix): readonly [Ip, Ip] {
  return [advance(firstIp(prefix), 4), advance(lastIp(prefix), -1)];
}

/** Whether Azure keeps an address of a prefix for itself. */
export function isReserved(prefix: Prefix, ip: Ip): boolean {
  const [first, last] = usableRange(prefix);
  return containsIp(prefix, ip) && (ip < first || ip > last);
}

/**
 * The first address of some prefixes that is free; `undefined` when there is none.
 *
 * @param lowest gives the lowest address, from one on, that nobody else has
 * @param isTaken says which of these are not free all the same
 */
export function firstFree(
  prefixes: readonly Prefix[],
  lowest: (first: Ip) => Ip,
  isTaken: (ip: Ip) => boolean,
): Ip | undefined {
  for (const prefix of prefixes) {
    const [first, last] = usableRange(prefix);
    for (let ip = lowest(first); ip <= last; ip = advance(ip, 1)) if (!isTaken(ip)) return ip;
  }
  return undefined;
}

/** The texts of prefixes, for messages. */
export function prefixTexts(prefixes: readonly Prefix[]): readonly string[] {
  return prefixes.map(formatPrefix);
}

function advance(ip: Ip, by: number): Ip {
  return (typeof ip === "number" ? ip + by : ip + BigInt(by)) as Ip;
}
