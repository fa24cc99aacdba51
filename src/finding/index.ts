/**
 * finding: what `check` finds, as data, and which findings of a run count.
 *
 * Takes findings; gives their order, their fingerprints and what would repair them in terms of the
 * network. Invariant: a fingerprint depends on what a finding is about, never on the order, the
 * files or the lines of the input. Does not know how anything is found, how it is printed, or how
 * resources are written.
 */
export { type Family, families } from "./family.ts";
export type { Finding, FindingAssumption, FindingCode, FindingWalk } from "./finding.ts";
export { findingId, fingerprint } from "./fingerprint.ts";
export { compareFindings, severities } from "./order.ts";
export type { PeeringFlags, Repair, RepairDestination } from "./repair.ts";
