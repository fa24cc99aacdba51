/**
 * flows: the door of report to answers about flows.
 *
 * Gives effective security rules and the stories of traces, as `report/index.ts` does. Invariant:
 * behind it no finding is loaded. Does not know what is wrong with a network.
 */
export {
  type EffectiveGroup,
  type EffectiveRule,
  type EffectiveSecurity,
  effectiveSecurity,
  type SecurityPlace,
} from "../effective-security.ts";
export type { From } from "../explain-row.ts";
export { assumedSecurity, type SecurityRow, securityRows } from "../security-row.ts";
export { resolutionSentence } from "../service-words.ts";
export { type TagRow, tagRows } from "../tag-report.ts";
export { firewallLog, firewallLogColumns } from "../walk-log.ts";
export { formatMtr, mtrReport } from "../walk-mtr.ts";
export { type TraceReport, traceReport } from "../walk-report.ts";
export { type Ends, formatTrace } from "../walk-text.ts";
export { storyLine } from "../walk-verdict.ts";
