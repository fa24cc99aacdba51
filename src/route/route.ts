import type { Place } from "../diagnostic/index.ts";
import type { Key } from "../model/index.ts";
import type { Ip, Prefix } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";

/** Who put a route there, in the order of SEL-2. */
export type RouteSource = "user" | "bgp" | "system";

/** What made a candidate. */
export type RouteOrigin =
  | "addressSpace"
  | "peering"
  | "connectedGroup"
  | "gateway"
  | "internet"
  | "platformDrop"
  | "serviceEndpoint"
  | "privateEndpoint"
  | "userRoute";

/** Where a packet goes next. Closed set: a new member must break every switch. */
export type NextHop =
  | { readonly kind: "network" }
  | { readonly kind: "peering"; readonly remote: Key; readonly isGlobal: boolean }
  | { readonly kind: "connectedGroup"; readonly group: Key }
  | { readonly kind: "internet" }
  | { readonly kind: "none" }
  | { readonly kind: "gateway"; readonly paths: readonly Path[] }
  /** No address where only Azure knows it. */
  | { readonly kind: "appliance"; readonly addresses: readonly Ip[] }
  | { readonly kind: "serviceEndpoint"; readonly service: string }
  | { readonly kind: "privateEndpoint"; readonly endpoint: Key };

/**
 * One way through a gateway. Equal paths may be there twice: Azure lists one row per path (CAP-7).
 */
export interface Path {
  /** Address that Azure shows as next hop; absent when the input lacks it. */
  readonly address: Ip | undefined;
  /** Connection, gateway, BGP peer or hub that offers the path. */
  readonly producer: Key;
  /** Nearest autonomous system first; empty for prefixes that nobody learned by BGP. */
  readonly asPath: readonly number[];
}

/** A service tag as the destination of a user route. */
export interface TagDestination {
  readonly name: string;
  /** For equal prefixes the higher one wins (UDR-9). */
  readonly preference: number;
}

/** One candidate: prefixes, a next hop, and who put them there. */
export interface Route {
  readonly origin: RouteOrigin;
  readonly source: RouteSource;
  /**
   * All of one family; empty only when `unexpanded` is not. Several for service endpoints, service
   * tags and groups.
   */
  readonly prefixes: readonly Prefix[];
  /** Service tags whose prefixes nobody has given. */
  readonly unexpanded: readonly string[];
  readonly nextHop: NextHop;
  /** Name of a user route; absent on all others. */
  readonly name: string | undefined;
  /** Service tag that a user route names instead of a prefix. */
  readonly serviceTag: TagDestination | undefined;
  /** What made it, most direct first; never empty. */
  readonly places: readonly [Place, ...Place[]];
  /** Rules that made it a candidate. */
  readonly rules: readonly RuleId[];
}

/** A route that never became a candidate of any table, and why. */
export interface Withheld {
  readonly route: Route;
  readonly reason: WithholdingReason;
  readonly rules: readonly RuleId[];
  /** Route or resource that beat it; absent where a state alone decides. */
  readonly by: Route | undefined;
}

/** Why a route is not offered to a network at all. */
export type WithholdingReason =
  | "tunnelDown"
  | "bgpPeerHostRoute"
  | "insideNetwork"
  | "expressRouteOverVpn"
  | "routingPreference"
  | "connectionWeight"
  | "shorterAsPath"
  | "staticOverLearned"
  | "oneConnectionOnly"
  | "localHubOverRemote"
  | "noDefaultRouteTaken"
  | "intentReplacesSpecifics";

/** Fills in what most routes leave empty. */
export function createRoute(
  parts: Pick<Route, "origin" | "source" | "prefixes" | "nextHop" | "places" | "rules"> &
    Partial<Pick<Route, "name" | "serviceTag" | "unexpanded">>,
): Route {
  return { name: undefined, serviceTag: undefined, unexpanded: [], ...parts };
}

/** Addresses that Azure prints for a next hop, in order, duplicates kept. */
export function nextHopAddresses(nextHop: NextHop): readonly Ip[] {
  switch (nextHop.kind) {
    case "appliance":
      return nextHop.addresses;
    case "gateway":
      return nextHop.paths.flatMap(({ address }) => (address === undefined ? [] : [address]));
    case "network":
    case "peering":
    case "connectedGroup":
    case "internet":
    case "none":
    case "serviceEndpoint":
    case "privateEndpoint":
      return [];
  }
}
