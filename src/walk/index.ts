/**
 * walk: one flow, hop by hop, there and back, to a disposition.
 *
 * Takes a router and a flow with its sender; gives every way that the flow can take, each hop with
 * what was decided there and by which rule and resource, and the way back. Invariant: a walk ends
 * within 64 visits or says `loop`; every way ends in exactly one disposition; equal questions give
 * equal answers. Does not know sets of flows, words for people, or time.
 *
 * Inside: `find` turns names into ends of a flow, `engine` follows a packet from position to
 * position, and one folder each has the visitors of a `network`, a public `service`, a `gateway`, a
 * virtual `hub` and a `site`. What they give stands beside this file: `trace.ts`, `step.ts`.
 */
export type { World } from "./engine/visit.ts";
export { Walker } from "./engine/walker.ts";
export { addressAt, freeAddress } from "./find/example-address.ts";
export {
  type DestinationResult,
  type FoundDestination,
  findDestination,
} from "./find/find-destination.ts";
export {
  exampleInternetAddress,
  type FoundSender,
  findSender,
  inFamilyOf,
  type SenderResult,
  type Unfound,
} from "./find/find-sender.ts";
export { inspectContext } from "./network/firewall-visit.ts";
export { guestOf, keepsState } from "./network/interface.ts";
export { findNextHop, type NextHopFound } from "./network/next-hop.ts";
export type { Node, NodeKind } from "./node.ts";
export type { Sender, WalkQuestion } from "./question.ts";
export type { EndReason, RemarkCode, Step } from "./step.ts";
export type { Hop, Journey, Pass, Trace, TraceAssumption, Warning, WarningCode } from "./trace.ts";
