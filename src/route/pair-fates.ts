import type { Behavior } from "../model/index.ts";
import { equalPrefixes } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import { type Fate, type Fates, type LossReason, noFates } from "./fate.ts";
import type { RouteGroup } from "./group.ts";
import type { Route } from "./route.ts";

/** Decides how the candidates of one group fare against those of another. */
export type PairRule = (losers: RouteGroup, winners: RouteGroup) => Fates;

/**
 * Remembers a pair rule's answers for as long as both groups live.
 *
 * Groups are shared between tables, so the four hundred routes of a route table meet the thousand
 * routes of a gateway once, however many subnets have both.
 */
export function remember(rule: PairRule): PairRule {
  const known = new WeakMap<RouteGroup, WeakMap<RouteGroup, Fates>>();
  return (losers, winners) => {
    if (losers.routes.length === 0 || winners.routes.length === 0) return noFates;
    const ofLosers = known.get(losers) ?? new WeakMap<RouteGroup, Fates>();
    known.set(losers, ofLosers);
    const present = ofLosers.get(winners) ?? rule(losers, winners);
    ofLosers.set(winners, present);
    return present;
  };
}

/**
 * Gateway routes inside own, peered or service-endpoint space do not come in (SEL-3, SEL-4, CAP-5).
 * The space is that of the network that asks, so two spokes of one gateway may differ (CAP-17).
 */
export function gatewayInsideSystem(behavior: Behavior): PairRule {
  const kind = behavior.losingBgpRowDisplay === "invalid" ? "invalid" : "hidden";
  const onlyEqual = behavior.suppressBgpInsideSystemSpace === "false";
  return (gateway, system) => {
    const fates = new Map<number, Fate>();
    for (const { prefix, route } of system.sorted) {
      const by = system.routes[route] as Route;
      for (const entry of gateway.inside(prefix)) {
        if (onlyEqual && !equalPrefixes(entry.prefix, prefix)) continue;
        fates.set(entry.route, { kind, reason: "systemOverGateway", rules: suppression(by), by });
      }
    }
    return fates;
  };
}

function suppression({ origin }: Route): readonly RuleId[] {
  if (origin === "serviceEndpoint") return ["SEL-3", "SEL-4", "SE-4"];
  return origin === "peering" ? ["SEL-4", "CAP-5", "PEER-8"] : ["SEL-4"];
}

/** A user route makes the system or gateway route of the same prefix Invalid (SEL-2, SEL-5). */
export const userOverOthers: PairRule = (others, users) =>
  samePrefix(others, users, (by, loser) => ({
    kind: "invalid",
    reason: loser.source === "bgp" ? "userOverGateway" : "userOverSystem",
    rules: ["SEL-2", "SEL-5"],
    by,
  }));

/** A service-endpoint row stays in force against a user route of the same prefix (SE-4, SEL-3). */
export const serviceEndpointOverUser: PairRule = (users, endpoints) =>
  samePrefix(users, endpoints, (by) => ({
    kind: "invalid",
    reason: "serviceEndpointOverUser",
    rules: ["SE-4", "SEL-3", "X-5"],
    by,
  }));

/** With the switch `seBeatsLongerUdr`, also against longer user routes inside it (SE-4). */
export const serviceEndpointOverLongerUser: PairRule = (users, endpoints) => {
  const lost = new Map<number, { readonly prefixes: Set<string>; readonly by: Route }>();
  for (const { prefix, route } of endpoints.sorted) {
    const by = endpoints.routes[route] as Route;
    for (const entry of users.inside(prefix)) {
      const present = lost.get(entry.route) ?? { prefixes: new Set<string>(), by };
      present.prefixes.add(`${entry.prefix.address}/${entry.prefix.length}`);
      lost.set(entry.route, present);
    }
  }
  // As with equal prefixes: the row is Invalid only when nothing of it is left.
  return new Map(
    [...lost]
      .filter(
        ([number, { prefixes }]) => prefixes.size >= (users.routes[number]?.prefixes.length ?? 0),
      )
      .map(([number, { by }]) => [
        number,
        loss("invalid", "serviceEndpointOverLongerUser", ["SE-4", "X-5"], by),
      ]),
  );
};

/** A drop row whose prefix somebody else has is not listed at all (SYS-4, CAP-23). */
export const samePrefixAsDrop: PairRule = (drops, others) =>
  samePrefix(drops, others, (by) => loss("hidden", "samePrefixAsDrop", ["SYS-4"], by));

/** A drop row inside the network's own space is not listed (SYS-4). */
export const dropInsideNetwork: PairRule = (drops, network) => {
  const fates = new Map<number, Fate>();
  for (const { prefix, route } of network.sorted) {
    const by = network.routes[route] as Route;
    for (const entry of drops.inside(prefix)) {
      const isSame = equalPrefixes(entry.prefix, prefix);
      const reason = isSame ? "samePrefixAsDrop" : "networkContainsDrop";
      fates.set(entry.route, loss("hidden", reason, ["SYS-4"], by));
    }
  }
  return fates;
};

function loss(kind: Fate["kind"], reason: LossReason, rules: readonly RuleId[], by: Route): Fate {
  return { kind, reason, rules, by };
}

/**
 * Fates of the losers all of whose prefixes some winner has too.
 *
 * A route with many prefixes that loses only some of them stays as it is; look-ups then decide
 * prefix by prefix.
 */
function samePrefix(
  losers: RouteGroup,
  winners: RouteGroup,
  fateOf: (winner: Route, loser: Route) => Fate,
): Fates {
  const matches = new Map<number, { count: number; by: Route }>();
  const count = (loser: number, by: Route): void => {
    const present = matches.get(loser);
    if (present === undefined) matches.set(loser, { count: 1, by });
    else present.count += 1;
  };
  if (losers.sorted.length <= winners.sorted.length) {
    for (const { prefix, route } of losers.sorted) {
      const winner = winners.withPrefix(prefix)[0];
      if (winner !== undefined) count(route, winners.routes[winner] as Route);
    }
  } else {
    countFromWinners(losers, winners, count);
  }
  const fates = new Map<number, Fate>();
  for (const [loser, match] of matches) {
    const route = losers.routes[loser] as Route;
    if (match.count >= route.prefixes.length) fates.set(loser, fateOf(match.by, route));
  }
  return fates.size === 0 ? noFates : fates;
}

// The same count from the other side, for a few user routes against many gateway routes. Each
// prefix counts once.
function countFromWinners(
  losers: RouteGroup,
  winners: RouteGroup,
  count: (loser: number, by: Route) => void,
): void {
  const seen = new Set<string>();
  for (const { prefix, route } of winners.sorted) {
    for (const loser of losers.withPrefix(prefix)) {
      const pair = `${loser} ${prefix.address}/${prefix.length}`;
      if (seen.has(pair)) continue;
      seen.add(pair);
      count(loser, winners.routes[route] as Route);
    }
  }
}
