import {
  containsIp,
  covers,
  type Ip,
  intersect,
  isEmptySet,
  type Prefix,
  type PrefixSet,
  parsePrefix,
  prefixSet,
  subtract,
  toPrefixes,
} from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import type { Fate } from "./fate.ts";
import type { Route, Withheld } from "./route.ts";
import { type EffectiveTable, isBefore, lookupRoute, type Match } from "./table.ts";
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
  const candidates = [
    ...judgedCandidates(table, winner, (prefix) => containsIp(prefix, ip)),
    ...judgedWithheld(table, (prefix) => containsIp(prefix, ip)),
  ].sort(byLength);
  return { winner, candidates, isPlatform, rules: isPlatform ? ["FWD-20"] : ["SEL-1"] };
}

/** Part of a prefix, and the route that carries it. */
export interface Share {
  /** Absent where nothing does. */
  readonly route: Route | undefined;
  /** The fewest prefixes of that part. */
  readonly prefixes: readonly Prefix[];
}

/** Everything that was considered for a prefix, and who carries which part of it. */
export interface PrefixDecision {
  readonly shares: readonly Share[];
  readonly candidates: readonly Judged[];
  readonly rules: readonly RuleId[];
}

/** Decides a whole prefix: candidates that cover it or lie inside it, and the shares of those in force. */
export function decidePrefix(table: EffectiveTable, asked: Prefix): PrefixDecision {
  const touches = (prefix: Prefix): boolean => covers(prefix, asked) || covers(asked, prefix);
  const exact = lookupRoute(table.groups, asked.address);
  const winner = exact !== undefined && covers(exact.prefix, asked) ? exact : undefined;
  const candidates = [
    ...judgedCandidates(table, winner, touches),
    ...judgedWithheld(table, touches),
  ].sort(byLength);
  return { shares: sharesOf(table, asked), candidates, rules: ["SEL-1"] };
}

// From the longest prefix to the shortest, each route takes what the longer ones have left.
function sharesOf(table: EffectiveTable, asked: Prefix): readonly Share[] {
  const matches = matchesInForce(table, (prefix) => covers(prefix, asked) || covers(asked, prefix));
  const taken = new Map<Route | undefined, PrefixSet>();
  let rest = prefixSet([asked]);
  for (const { route, prefix } of [...matches].sort((a, b) => (isBefore(a, b) ? -1 : 1))) {
    if (isEmptySet(rest)) break;
    const own = prefixSet([prefix]);
    const share = intersect(rest, own);
    if (isEmptySet(share)) continue;
    const earlier = taken.get(route);
    taken.set(
      route,
      earlier === undefined ? share : prefixSet([...toPrefixes(earlier), ...toPrefixes(share)]),
    );
    rest = subtract(rest, own);
  }
  if (!isEmptySet(rest)) taken.set(undefined, rest);
  return [...taken].map(([route, set]) => ({ route, prefixes: toPrefixes(set) }));
}

function matchesInForce(
  table: EffectiveTable,
  isWanted: (prefix: Prefix) => boolean,
): readonly Match[] {
  return table.groups.flatMap((tableGroup) =>
    tableGroup.group.routes.flatMap((route, number) =>
      fateOf(tableGroup, number) === undefined
        ? route.prefixes.filter(isWanted).map((prefix) => ({ route, prefix }))
        : [],
    ),
  );
}

function judgedCandidates(
  table: EffectiveTable,
  winner: Match | undefined,
  isWanted: (prefix: Prefix) => boolean,
): readonly Judged[] {
  return table.groups.flatMap((tableGroup) =>
    tableGroup.group.routes.flatMap((route, number) =>
      route.prefixes.filter(isWanted).map((prefix) => {
        const fate = fateOf(tableGroup, number);
        return { route, prefix, verdict: verdictOf({ route, prefix }, fate, winner) };
      }),
    ),
  );
}

function verdictOf(match: Match, fate: Fate | undefined, winner: Match | undefined): Verdict {
  if (fate !== undefined) return { kind: "lost", fate };
  if (winner === undefined || winner.route === match.route) return { kind: "carries" };
  return winner.prefix.length > match.prefix.length
    ? { kind: "shadowed", by: winner }
    : { kind: "outranked", by: winner };
}

function judgedWithheld(
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

function byLength(a: Judged, b: Judged): number {
  const carries = Number(b.verdict.kind === "carries") - Number(a.verdict.kind === "carries");
  return carries || b.prefix.length - a.prefix.length;
}
