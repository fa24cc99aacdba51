import { containsIp, type Ip, type Prefix, parsePrefix } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import type { Fate } from "./fate.ts";
import type { Route, Withheld } from "./route.ts";
import { type EffectiveTable, lookupRoute, type Match } from "./table.ts";
import { fateOf } from "./table-group.ts";

/** Why a candidate does or does not carry the packets that were asked about. */
export type Verdict =
  | { readonly kind: "carries" }
  /** In force, but a longer prefix is too. */
  | { readonly kind: "shadowed"; readonly by: Match }
  /** In force with the same prefix, and of lower rank. */
  | { readonly kind: "outranked"; readonly by: Match }
  /** Listed as Invalid or not listed. */
  | { readonly kind: "lost"; readonly fate: Fate }
  /** Never offered to this network. */
  | { readonly kind: "withheld"; readonly withheld: Withheld };

/** One candidate of a decision. */
export interface Judged {
  readonly route: Route;
  /** The prefix of the route that matters here. */
  readonly prefix: Prefix;
  readonly verdict: Verdict;
}

/** Everything that was considered for an address: the winner first, then by length. */
export interface Decision {
  /** Absent when nothing carries the address. */
  readonly winner: Match | undefined;
  readonly candidates: readonly Judged[];
  /** The host answers by itself, whatever the routes say (FWD-20). */
  readonly isPlatform: boolean;
  /** Rules that the decision itself rests on. */
  readonly rules: readonly RuleId[];
}

const platformPrefixes: readonly Prefix[] = ["168.63.129.16/32", "169.254.169.254/32"].flatMap(
  (text) => parsePrefix(text) ?? [],
);

/** Decides who carries packets to an address, and says for every other candidate what beat it. */
export function decideAddress(table: EffectiveTable, ip: Ip): Decision {
  const winner = lookupRoute(table.groups, ip);
  const isPlatform = platformPrefixes.some((prefix) => containsIp(prefix, ip));
  const contains = (prefix: Prefix): boolean => containsIp(prefix, ip);
  const candidates = [
    ...judgedCandidates(table, contains, (route, prefix) => verdictOf(route, prefix, winner)),
    ...judgedWithheld(table, contains),
  ].sort(byLength);
  return { winner, candidates, isPlatform, rules: isPlatform ? ["FWD-20"] : ["SEL-1"] };
}

/** Every candidate that has a wanted prefix; `judge` is asked about those in force. */
export function judgedCandidates(
  table: EffectiveTable,
  isWanted: (prefix: Prefix) => boolean,
  judge: (route: Route, prefix: Prefix) => Verdict,
): readonly Judged[] {
  return table.groups.flatMap((tableGroup) =>
    tableGroup.group.routes.flatMap((route, number) =>
      route.prefixes.filter(isWanted).map((prefix) => {
        const fate = fateOf(tableGroup, number);
        const verdict: Verdict = fate === undefined ? judge(route, prefix) : { kind: "lost", fate };
        return { route, prefix, verdict };
      }),
    ),
  );
}

function verdictOf(route: Route, prefix: Prefix, winner: Match | undefined): Verdict {
  if (winner === undefined || winner.route === route) return { kind: "carries" };
  return winner.prefix.length > prefix.length
    ? { kind: "shadowed", by: winner }
    : { kind: "outranked", by: winner };
}

/** Every withheld route that has a wanted prefix. */
export function judgedWithheld(
  table: EffectiveTable,
  isWanted: (prefix: Prefix) => boolean,
): readonly Judged[] {
  return table.withheld.flatMap((withheld) =>
    withheld.route.prefixes.filter(isWanted).map((prefix) => ({
      route: withheld.route,
      prefix,
      verdict: { kind: "withheld", withheld } as const,
    })),
  );
}

/** Orders what carries packets first, then by length of the prefix, the longest first. */
export function byLength(a: Judged, b: Judged): number {
  const carries = Number(b.verdict.kind === "carries") - Number(a.verdict.kind === "carries");
  return carries || b.prefix.length - a.prefix.length;
}
