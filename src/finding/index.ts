/**
 * finding: what `check` finds, as data, and which findings of a run count.
 *
 * Takes findings; gives their order, their fingerprints and what would repair them in terms of the
 * network; holds them against a baseline, suppressions and a selection. Invariant: a fingerprint
 * depends on what a finding is about, never on the order, the files or the lines of the input.
 * Does not know how anything is found, how it is printed, what day it is, or how resources are
 * written.
 */
export { type Baseline, type BaselineEntry, createBaseline, readBaseline } from "./baseline.ts";
export { type Family, families } from "./family.ts";
export type { Finding, FindingAssumption, FindingCode, FindingWalk } from "./finding.ts";
export type { FindingKind } from "./finding-kind.ts";
export { findingId, fingerprint } from "./fingerprint.ts";
export { compareFindings, severities } from "./order.ts";
export { readSuppressions } from "./read-suppressions.ts";
export type { PeeringFlags, Repair, RepairDestination } from "./repair.ts";
export { resourceName } from "./resource-name.ts";
export {
  isSelected,
  mayBeSelected,
  readSelector,
  type Selection,
  type Selector,
  selectorWords,
} from "./selection.ts";
export type { Suppression } from "./suppression.ts";
export { isCounted, type Triage, type Triaged, triage } from "./triage.ts";
