/**
 * report: answers in words, tables and stable JSON.
 *
 * Takes tables and decisions of `route`, steps of `filter`, traces of `walk` and findings; gives Azure's rows,
 * explanations with rules and places, Network Watcher's answers, stories of flows, findings, text for
 * people and for other programs.
 * Invariant: the spelling of Azure's output is written in `words.ts`, `security-words.ts`,
 * `hub-row.ts` and `firewall-log.ts` only; no color, no clock, no reading or writing. Does not know
 * how an answer is computed, nor where it is printed.
 */
export { flowAssumptionSentence } from "./assumption-words.ts";
export { type AzureRow, azureRows } from "./azure-row.ts";
export type { CandidateReport } from "./candidate-report.ts";
export { type CheckReport, type CheckRun, type CheckSummary, checkReport } from "./check-report.ts";
export { findingColumns, findingRows } from "./check-table.ts";
export { type CheckForm, formatCheck } from "./check-text.ts";
export {
  type EffectiveGroup,
  type EffectiveRule,
  type EffectiveSecurity,
  effectiveSecurity,
  type SecurityPlace,
} from "./effective-security.ts";
export { egressSentence, frontendSentence } from "./egress-words.ts";
export { type DecisionReport, explainDecision, type Question } from "./explain-decision.ts";
export {
  type ExplainedRow,
  explainRows,
  type From,
  type RowExplanation,
} from "./explain-row.ts";
export { formatDecision } from "./explain-text.ts";
export type { FindingContext, FindingReport } from "./finding-report.ts";
export type { FirewallLogRow } from "./firewall-log.ts";
export { type FlowAnswer, flowAnswer } from "./flow-answer.ts";
export { type AzureHubRow, azureHubRows, type ExplainedHubRow } from "./hub-row.ts";
export { type NextHopAnswer, nextHopAnswer } from "./next-hop.ts";
export { assumptionSentence } from "./note-sentence.ts";
export { repairSentence } from "./repair-sentence.ts";
export { assumedSecurity, type SecurityRow, securityRows } from "./security-row.ts";
export { resolutionSentence } from "./service-words.ts";
export { type TagRow, tagRows } from "./tag-report.ts";
export type { TreeReport } from "./tree-report.ts";
export { firewallLog, firewallLogColumns, type LogForm } from "./walk-log.ts";
export { formatMtr, type MtrReport, mtrReport } from "./walk-mtr.ts";
export { type TraceReport, traceReport } from "./walk-report.ts";
export { type Ends, formatTrace, type TraceForm } from "./walk-text.ts";
export { storyLine } from "./walk-verdict.ts";
export { nextHopWord } from "./words.ts";
