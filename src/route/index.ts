/**
 * route: effective routes. From a model to the table that Azure programs for every interface,
 * subnet and gateway.
 *
 * Takes a `Model`; gives, per subnet or gateway, candidates with what became of each and why, rows
 * in Azure's order, and decisions for an address or a prefix. Invariant: for one prefix at most one
 * candidate is in force, unless both carry many prefixes; every candidate names the rules and
 * places that made it, every loser the rule and the route that beat it; equal models give equal
 * answers. Does not know ARM, files, Azure's spelling of rows, or what happens to a packet after
 * its first hop.
 */

export { type AnnouncedPrefix, announcedPrefixes } from "./announced.ts";
export { type Assumption, assumptionsOf } from "./assumption.ts";
export {
  type BgpAnnouncement,
  bgpAnnouncementsTo,
  routeServerAnnouncements,
} from "./bgp/announcement.ts";
export { type CircuitRoute, circuitRoutesOf } from "./bgp/circuit.ts";
export { type BgpRoute, bgpRoutesOf } from "./bgp/learned.ts";
export { routeServerRoutes } from "./bgp/route-server.ts";
export { type BgpSession, bgpSessionsOf, speaksBgp } from "./bgp/session.ts";
export { type Decision, decideAddress, type Judged, type Verdict } from "./decide.ts";
export { decidePrefix, type PrefixDecision, type Share } from "./decide-prefix.ts";
export { type EndpointTree, endpointTree, type TreeStep } from "./endpoint-tree.ts";
export type { Fate, LossReason } from "./fate.ts";
export { type GatewayLookup, lookUpGateway } from "./gateway-lookup.ts";
export { announcedToBranch, type HubLookup, lookUpHub } from "./hub-lookup.ts";
export type { HubNextHopKind, HubOffer } from "./hub-offer.ts";
export { type HubRow, hubRows } from "./hub-set.ts";
export { type Note, type NoteCode, notesOf, translationNote } from "./note.ts";
export { type Offer, routeOfOffers } from "./offer.ts";
export {
  isGlobalPeering,
  mayBeInUnknownPeer,
  neighborsOf,
  peeredPrefixes,
  reversePeering,
} from "./peering.ts";
export type {
  NextHop,
  Path,
  Route,
  RouteOrigin,
  RouteSource,
  Withheld,
  WithholdingReason,
} from "./route.ts";
export { nextHopAddresses } from "./route.ts";
export { type GatewayReach, Router } from "./router.ts";
export { type EffectiveRoute, listRoutes } from "./rows.ts";
export { alternatives, findSensitivities, type Sensitivity } from "./sensitivity.ts";
export { placesOf, regionsReached } from "./service-endpoint.ts";
export { sitesBehind, sitesLinkedTo } from "./site.ts";
export { type Stretch, stretchesOf } from "./stretch.ts";
export {
  type EffectiveTable,
  lookupRoute,
  type Match,
  type View,
} from "./table.ts";
export { fateOf, inForce, type TableGroup } from "./table-group.ts";
export {
  findNamedTarget,
  findOtherTarget,
  findTarget,
  listTargets,
  type Target,
  type TargetResult,
  targetName,
} from "./target.ts";
export { type UserGateway, userGatewayOf } from "./user-gateway.ts";
export { associatedTable, hubConnectionOf } from "./virtual-wan.ts";
