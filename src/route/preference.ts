import { prefixKey } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import { type Offer, routeOfOffers } from "./offer.ts";
import type { Route, Withheld, WithholdingReason } from "./route.ts";

/**
 * A tie-break between offers of one prefix: the lower rank stays, and the name says why the others
 * went.
 */
export interface Comparator {
  readonly reason: WithholdingReason;
  readonly rules: readonly RuleId[];
  readonly rank: (offer: Offer) => number;
}

/** How a Route Server or a hub prefers; `undefined` for a network with gateways alone. */
export type RoutingPreference = "expressRoute" | "vpn" | "asPath";

const expressRouteFirst: Comparator = {
  reason: "expressRouteOverVpn",
  rules: ["GW-17", "CAP-6", "ER-6"],
  rank: ({ kind }) => (kind === "expressRoute" ? 0 : 1),
};

const configuredFirst: Comparator = {
  reason: "staticOverLearned",
  rules: ["GW-2"],
  rank: ({ isStatic }) => (isStatic ? 0 : 1),
};

const heavierConnection: Comparator = {
  reason: "connectionWeight",
  rules: ["GW-20"],
  rank: ({ weight }) => -weight,
};

const shorterAsPath: Comparator = {
  reason: "shorterAsPath",
  rules: ["GW-19"],
  rank: ({ asPath }) => asPath.length,
};

/**
 * Tie-breaks in a network whose gateways are not joined by a Route Server, first decisive one wins.
 */
export const gatewayComparators: readonly Comparator[] = [
  expressRouteFirst,
  configuredFirst,
  heavierConnection,
  shorterAsPath,
];

/** Tie-breaks of a Route Server by its preference (GW-18, X-30). */
export function routeServerComparators(preference: RoutingPreference): readonly Comparator[] {
  const byKind: Comparator = {
    reason: "routingPreference",
    rules: ["GW-18", "X-30"],
    rank: ({ kind }) => rankOfKind(kind, preference),
  };
  return [byKind, configuredFirst, heavierConnection, { ...shorterAsPath, rules: ["GW-18"] }];
}

/** How a preference ranks a kind of producer: VPN gateways and appliances count alike (GW-18). */
export function rankOfKind(kind: Offer["kind"], preference: RoutingPreference): number {
  if (preference === "asPath") return 0;
  const isExpressRoute = kind === "expressRoute";
  return isExpressRoute === (preference === "expressRoute") ? 0 : 1;
}

/**
 * Offers after preference: one route per prefix, and those that lost with the tie-break that
 * decided.
 */
export interface Preferred {
  /** By address and then length. */
  readonly routes: readonly Route[];
  readonly withheld: readonly Withheld[];
}

/**
 * Chooses between the producers of each prefix; offers that no comparator separates become equal
 * paths.
 */
export function preferOffers(
  offers: readonly Offer[],
  comparators: readonly Comparator[],
): Preferred {
  const byPrefix = new Map<number | string, [Offer, ...Offer[]]>();
  for (const offer of offers) {
    const key = prefixKey(offer.prefix);
    const present = byPrefix.get(key);
    if (present === undefined) byPrefix.set(key, [offer]);
    else present.push(offer);
  }
  const chosen = [...byPrefix.values()].map((group) => preferAmong(group, comparators));
  return {
    routes: chosen.map(({ route }) => route),
    withheld: chosen.flatMap(({ withheld }) => withheld),
  };
}

/** The offers that no comparator separates from the best, for offers of one prefix. */
export function bestOffers(
  offers: readonly Offer[],
  comparators: readonly Comparator[],
): readonly Offer[] {
  return comparators.reduce((rest, { rank }) => {
    const best = Math.min(...rest.map(rank));
    return rest.filter((offer) => rank(offer) === best);
  }, offers);
}

function preferAmong(
  offers: readonly [Offer, ...Offer[]],
  comparators: readonly Comparator[],
): { readonly route: Route; readonly withheld: readonly Withheld[] } {
  let rest = offers;
  const lost: { readonly offer: Offer; readonly by: Comparator }[] = [];
  for (const by of comparators) {
    // Most prefixes have one producer, or are decided early.
    if (rest.length === 1) break;
    const best = Math.min(...rest.map(by.rank));
    const [first, ...others] = rest.filter((offer) => by.rank(offer) === best);
    if (first === undefined) break;
    lost.push(...rest.filter((offer) => by.rank(offer) !== best).map((offer) => ({ offer, by })));
    rest = [first, ...others];
  }
  const route = routeOfOffers(rest);
  const withheld = lost.map(({ offer, by }) => ({
    route: routeOfOffers([offer]),
    reason: by.reason,
    rules: by.rules,
    by: route,
  }));
  return { route, withheld };
}
