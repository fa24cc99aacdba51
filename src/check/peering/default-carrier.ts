import { formatPrefix, type Ip, type Prefix, parseIp } from "../../net/index.ts";
import { type EffectiveTable, lookupRoute, type Match } from "../../route/index.ts";
import { exampleInternetAddress } from "../../walk/index.ts";

/** An address of the Internet in each half of all addresses. */
const samples: readonly Ip[] = [parseIp("8.8.8.8") as Ip, exampleInternetAddress];

/**
 * The default routes of a table, or halves of one, that take packets anywhere but to the Internet;
 * longer routes for parts of the Internet do not count.
 */
export function wrongDefaults({ groups }: EffectiveTable): readonly Match[] {
  const matches = samples.flatMap((ip) => lookupRoute(groups, ip) ?? []);
  const wrong = matches.filter(
    ({ prefix, route }) => prefix.length <= 1 && route.nextHop.kind !== "internet",
  );
  return [...new Map(wrong.map((match) => [formatPrefix(match.prefix), match])).values()];
}

/** The prefixes of some routes that were found. */
export function prefixesOf(matches: readonly Match[]): readonly Prefix[] {
  return matches.map(({ prefix }) => prefix);
}
