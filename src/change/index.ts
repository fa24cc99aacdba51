/**
 * change: edits of ARM resources as data.
 *
 * Takes changes and a snapshot; gives the snapshot as it would be after them, and the changes in
 * the words of those who have to make them. Invariant: nothing throws; a snapshot is never changed,
 * a new one is made; a change that cannot be made is named and left out; made twice is made once.
 * Does not know findings, what a change is good for, or what a packet does afterwards.
 */
export { type AppliedChanges, applyChanges } from "./apply-changes.ts";
export type {
  Change,
  ChangeKind,
  ChangeOf,
  PeeringFlags,
  PrivateEndpointPolicies,
  RouteDestination,
  RouteNextHop,
  RouteSpec,
  SecurityRuleSpec,
} from "./change.ts";
export { describeObstacle, type Failure, type Obstacle } from "./failure.ts";
export {
  type ChangeForm,
  changeForms,
  describeChange,
  type FormatOptions,
  formatChanges,
} from "./format-changes.ts";
export type { AddressOf } from "./terraform/address.ts";
