import type { Key, RouteTable, Subnet, VirtualNetwork } from "../model/index.ts";
import type { Ip, Prefix } from "../net/index.ts";
import type { Route, Withheld } from "./route.ts";
import { fateOf, type TableGroup } from "./table-group.ts";

/**
 * Whose routes are asked for: those of an interface in a subnet, or those that a gateway in it uses
 * (PE-9, X-28).
 */
export interface View {
  readonly subnet: Key;
  /** Gateway as which the subnet is seen; absent for an interface. */
  readonly gateway: Key | undefined;
}

/**
 * The effective routes of a subnet, or of a gateway in it: groups shared with other tables, and
 * exceptions.
 */
export interface EffectiveTable {
  readonly network: VirtualNetwork;
  /**
   * The subnet that was asked about; the groups are shared with every other subnet of the same
   * ingredients.
   */
  readonly subnet: Subnet;
  readonly routeTable: RouteTable | undefined;
  readonly gateway: Key | undefined;
  /** In print order (ORD-1, CAP-2). */
  readonly groups: readonly TableGroup[];
  /** What producers hold back from this network altogether. */
  readonly withheld: readonly Withheld[];
}

/** A candidate of a table as found by a look-up. */
export interface Match {
  readonly route: Route;
  /** The prefix of the route that contains the address. */
  readonly prefix: Prefix;
}

/**
 * The route that carries packets to an address: the longest prefix in force (SEL-1), for equal
 * prefixes by rank (SEL-2, SEL-3). Absent when nothing in force contains it. Cost: one
 * longest-prefix match per group.
 */
export function lookupRoute(groups: readonly TableGroup[], ip: Ip): Match | undefined {
  let best: Match | undefined;
  for (const group of groups) {
    const match = longestInForce(group, ip);
    if (match !== undefined && (best === undefined || isBefore(match, best))) best = match;
  }
  return best?.route.source === "user" ? overLongerUser(groups, ip, best) : best;
}

function overLongerUser(groups: readonly TableGroup[], ip: Ip, user: Match): Match {
  const privileged = groups.find(({ beatsLongerUser }) => beatsLongerUser === true);
  return (privileged && longestInForce(privileged, ip)) ?? user;
}

function longestInForce(tableGroup: TableGroup, ip: Ip): Match | undefined {
  const { group, all, fates } = tableGroup;
  if (all !== undefined) return undefined;
  const longest = group.longest(ip);
  if (longest === undefined) return undefined;
  const first = bestInForce(tableGroup, longest);
  if (first !== undefined || fates.length === 0) return first;
  // The longest one has lost; a shorter one of the same group may be in force.
  for (const entry of group.covering(ip)) {
    const match = bestInForce(tableGroup, entry);
    if (match !== undefined) return match;
  }
  return undefined;
}

function bestInForce(
  tableGroup: TableGroup,
  entry: { readonly prefix: Prefix; readonly routes: readonly number[] },
): Match | undefined {
  let best: Match | undefined;
  for (const number of entry.routes) {
    if (fateOf(tableGroup, number) !== undefined) continue;
    const match = { route: tableGroup.group.routes[number] as Route, prefix: entry.prefix };
    if (best === undefined || isBefore(match, best)) best = match;
  }
  return best;
}

/**
 * Whether a match is preferred to another one: longer prefix, then lower rank, then more specific
 * tag (UDR-9).
 */
export function isBefore(a: Match, b: Match): boolean {
  if (a.prefix.length !== b.prefix.length) return a.prefix.length > b.prefix.length;
  const byRank = rankOf(a.route) - rankOf(b.route);
  if (byRank !== 0) return byRank < 0;
  return preferenceOf(a.route) > preferenceOf(b.route);
}

// An explicit prefix comes before every tag (UDR-9).
function preferenceOf({ serviceTag }: Route): number {
  return serviceTag?.preference ?? Number.POSITIVE_INFINITY;
}

// SEL-2 with the exceptions of SEL-3, for what equal prefixes of multi-prefix routes leave open.
function rankOf({ origin }: Route): number {
  switch (origin) {
    case "serviceEndpoint":
    case "privateEndpoint":
      return 0;
    case "userRoute":
      return 1;
    case "addressSpace":
    case "peering":
    case "connectedGroup":
      return 2;
    case "gateway":
      return 3;
    case "internet":
    case "platformDrop":
      return 4;
  }
}
