/**
 * report: answers in words, tables and stable JSON.
 *
 * Takes tables and decisions of `route`, steps of `filter` and traces of `walk`; gives Azure's rows,
 * explanations with rules and places, Network Watcher's answers, stories of flows, text for people.
 * Invariant: the spelling of Azure's output is written in `words.ts`, `security-words.ts`,
 * `hub-row.ts` and `firewall-log.ts` only; no color, no clock, no reading or writing. Does not know
 * how an answer is computed, nor where it is printed.
 */
export { flowAssumptionSentence } from "./assumption-words.ts";
export { type AzureRow, azureRows } from "./azure-row.ts";
export type { CandidateReport } from "./candidate-report.ts";
export { differenceMarkdown } from "./difference/markdown.ts";
export { type DifferenceReport, differenceReport } from "./difference/report.ts";
export { differenceRows } from "./difference/rows.ts";
export { formatDifference } from "./difference/text.ts";
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
export type { FirewallLogRow } from "./firewall-log.ts";
export { type FlowAnswer, flowAnswer } from "./flow-answer.ts";
export { type AzureHubRow, azureHubRows, type ExplainedHubRow } from "./hub-row.ts";
export { type NextHopAnswer, nextHopAnswer } from "./next-hop.ts";
export { assumptionSentence } from "./note-sentence.ts";
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
