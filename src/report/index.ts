/**
 * report: answers in words, tables and stable JSON.
 *
 * Takes tables and decisions of `route`, steps of `filter`, traces of `walk` and findings; gives Azure's rows,
 * explanations with rules and places, Network Watcher's answers, stories of flows, findings, text for
 * people and for other programs.
 * Invariant: the spelling of Azure's output is written in `words.ts`, `security-words.ts`,
 * `hub-row.ts`, `firewall-log.ts` and `answers` only; no color, no clock, no reading or writing. Does not know
 * how an answer is computed, nor where it is printed.
 *
 * Who asks about routes alone enters through `routes`, who asks about flows through `flows`, and who
 * asks for findings through `findings`: behind each, nothing else is loaded. `answers` is the door
 * to what Azure's own actions answer.
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
export type { FirewallLogRow } from "./firewall-log.ts";
export {
  type FixContext,
  type FixReport,
  fixReport,
  goneReport,
} from "./fix-report.ts";
export { type FixForm, formatFixes } from "./fix-text.ts";
export { type FlowAnswer, flowAnswer } from "./flow-answer.ts";
export { type AzureHubRow, azureHubRows, type ExplainedHubRow } from "./hub-row.ts";
export { type NextHopAnswer, nextHopAnswer } from "./next-hop.ts";
export type { TreeReport } from "./tree-report.ts";
export { type TraceReport, traceReport } from "./walk-report.ts";
export { type Ends, formatTrace, type TraceForm } from "./walk-text.ts";
export { nextHopWord } from "./words.ts";
