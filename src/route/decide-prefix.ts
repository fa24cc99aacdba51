import {
  covers,
  intersect,
  isEmptySet,
  overlaps,
  type Prefix,
  type PrefixSet,
  prefixSet,
  subtract,
  toPrefixes,
} from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import { byLength, type Judged, judgedCandidates, judgedWithheld, type Verdict } from "./decide.ts";
import type { Route } from "./route.ts";
import { type EffectiveTable, isBefore, type Match } from "./table.ts";
import { fateOf, type TableGroup } from "./table-group.ts";

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

/**
 * Decides a whole prefix: candidates that cover it or lie inside it, and the shares of those in
 * force.
 */
export function decidePrefix(table: EffectiveTable, asked: Prefix): PrefixDecision {
  const touches = (prefix: Prefix): boolean => overlaps(prefix, asked);
  const portions = portionsOf(table, asked);
  const candidates = [
    ...judgedCandidates(table, touches, verdictsBy(portions, asked)),
    ...judgedWithheld(table, touches),
  ].sort(byLength);
  return { shares: sharesOf(portions), candidates, rules: ["SEL-1"] };
}

/**
 * What every match in force carries of a prefix, the preferred match first, and what none carries.
 */
interface Portions {
  readonly matches: readonly Match[];
  /** Only of matches that carry something. */
  readonly carried: ReadonlyMap<Match, PrefixSet>;
  readonly rest: PrefixSet;
}

// From the longest prefix to the shortest, each match takes what the longer ones have left.
function portionsOf(table: EffectiveTable, asked: Prefix): Portions {
  const matches = matchesInForce(table.groups, asked);
  const privileged = table.groups.filter(({ beatsLongerUser }) => beatsLongerUser === true);
  const overUser = privileged.length === 0 ? [] : matchesInForce(privileged, asked);
  const carried = new Map<Match, PrefixSet>();
  let rest = prefixSet([asked]);
  for (const match of matches) {
    if (isEmptySet(rest)) break;
    const own = prefixSet([match.prefix]);
    const part = match.route.source === "user" ? withoutAll(own, overUser) : own;
    const share = intersect(rest, part);
    if (isEmptySet(share)) continue;
    carried.set(match, share);
    rest = subtract(rest, share);
  }
  return { matches, carried, rest };
}

// Where service endpoints beat longer user routes, those have nothing to carry there (SE-4).
function withoutAll(set: PrefixSet, matches: readonly Match[]): PrefixSet {
  return matches.length === 0 ? set : subtract(set, prefixSet(matches.map(({ prefix }) => prefix)));
}

function matchesInForce(groups: readonly TableGroup[], asked: Prefix): readonly Match[] {
  const matches = groups.flatMap((tableGroup) =>
    tableGroup.group.routes.flatMap((route, number) =>
      fateOf(tableGroup, number) === undefined
        ? route.prefixes
            .filter((prefix) => overlaps(prefix, asked))
            .map((prefix) => ({ route, prefix }))
        : [],
    ),
  );
  return matches.sort((a, b) => (isBefore(a, b) ? -1 : 1));
}

function sharesOf({ carried, rest }: Portions): readonly Share[] {
  const byRoute = new Map<Route | undefined, readonly Prefix[]>();
  for (const [{ route }, set] of carried) {
    byRoute.set(route, [...(byRoute.get(route) ?? []), ...toPrefixes(set)]);
  }
  if (!isEmptySet(rest)) byRoute.set(undefined, toPrefixes(rest));
  return [...byRoute].map(([route, prefixes]) => ({
    route,
    prefixes: toPrefixes(prefixSet(prefixes)),
  }));
}

function verdictsBy(
  { matches, carried }: Portions,
  asked: Prefix,
): (route: Route, prefix: Prefix) => Verdict {
  const carriers = new Map<Route, Set<Prefix>>();
  for (const { route, prefix } of carried.keys()) {
    const known = carriers.get(route);
    if (known === undefined) carriers.set(route, new Set([prefix]));
    else known.add(prefix);
  }
  return (route, prefix) => {
    if (carriers.get(route)?.has(prefix) === true) return { kind: "carries" };
    const common = prefix.length > asked.length ? prefix : asked;
    // Several may share what it would have carried; then the first of them stands for all.
    const others = [...carried.keys()].filter((other) => overlaps(other.prefix, common));
    const covering = others.find(
      (other) => covers(other.prefix, common) && isBefore(other, { route, prefix }),
    );
    const by = covering ?? others[0] ?? matches[0];
    if (by === undefined) return { kind: "carries" };
    return { kind: by.prefix.length > prefix.length ? "shadowed" : "outranked", by };
  };
}
