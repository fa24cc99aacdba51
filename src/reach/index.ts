/**
 * reach: all flows, in sets that fare alike.
 *
 * Takes walkers and a set of flows from one origin: sources, destinations, services; gives cells,
 * each with one flow that was followed and a set that fares as it does in every model. Invariant:
 * cells are disjoint and together are all flows that were asked about, but for addresses that
 * nobody can have; every flow of a cell takes the ways of the one that was followed. Does not know
 * what a difference is, or words for people.
 */
export { exploreFlows, type FlowCell, type FlowRegion } from "./explore.ts";
export { type Origin, senderAt } from "./origin.ts";
export {
  type Outcome,
  type OutcomePass,
  type OutcomeWay,
  outcomeOf,
  type PassedNode,
  type SeenSource,
} from "./outcome.ts";
export { type NamedPart, nameSet } from "./places/name-set.ts";
export { holdsOnlyEndpoints, isPlainNic } from "./places/network-places.ts";
export { isNextHopNic, nextHopsOf } from "./places/next-hop.ts";
export { Reach } from "./reach.ts";
export {
  type OriginSpace,
  originsIn,
  outsideSpaceOf,
  publicFaces,
  unicastSpace,
} from "./universe.ts";
