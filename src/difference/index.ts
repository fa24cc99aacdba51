/**
 * difference: what is not the same in two snapshots: resources, routes.
 *
 * Takes two sides, each its resources and a walker over its model; gives the resources that
 * were added, removed or changed, and the address space whose next hop changes, for which subnets
 * and gateways. Invariant: what is equal costs a look-up and is not named; equal sides have no
 * difference, whatever the order of their contents; both ways round the same things differ. Does not know files, how a
 * model came to be, or words for people.
 */
export { type Difference, type DifferenceOptions, differenceOf, isSame } from "./difference.ts";
export { decisiveWay, failingPass } from "./flows/classify.ts";
export type { ComparedFlows } from "./flows/compare-flows.ts";
export {
  type FlowChange,
  type FlowChangeKind,
  type FlowPart,
  flowChangeKinds,
  type Positions,
  type Senders,
} from "./flows/flow-change.ts";
export type { Suspect } from "./flows/suspect.ts";
export type { ValueChange } from "./resources/compare-json.ts";
export type {
  ResourceChange,
  ResourceIdentity,
} from "./resources/compare-resources.ts";
export type { HubTableChange } from "./routes/compare-hubs.ts";
export type { TableChange, TableOwner } from "./routes/compare-tables.ts";
export { type Hop, hopKey } from "./routes/hop.ts";
export type { Shift } from "./routes/shift.ts";
export type { Side } from "./side.ts";
