/**
 * report: answers in words, tables and stable JSON.
 *
 * Takes tables and decisions of `route` and steps of `filter`; gives Azure's rows, explanations with
 * rules and places, Network Watcher's answers, text for people. Invariant: the spelling of Azure's
 * output is written in `words.ts`, `security-words.ts` and `hub-row.ts` only; no color, no clock, no
 * reading or writing. Does not know how an answer is computed, nor where it is printed.
 */
export { type AzureRow, azureRows } from "./azure-row.ts";
export type { CandidateReport } from "./candidate-report.ts";
export {
  type EffectiveGroup,
  type EffectiveRule,
  type EffectiveSecurity,
  effectiveSecurity,
  type SecurityPlace,
} from "./effective-security.ts";
export { type DecisionReport, explainDecision, type Question } from "./explain-decision.ts";
export {
  type ExplainedRow,
  explainRows,
  type From,
  type RowExplanation,
} from "./explain-row.ts";
export { formatDecision } from "./explain-text.ts";
export { filterAssumptionSentence, filterSentence } from "./filter-sentence.ts";
export { type FlowAnswer, flowAnswer } from "./flow-answer.ts";
export { type AzureHubRow, azureHubRows, type ExplainedHubRow } from "./hub-row.ts";
export { type NextHopAnswer, nextHopAnswer } from "./next-hop.ts";
export { assumptionSentence } from "./note-sentence.ts";
export { assumedSecurity, type SecurityRow, securityRows } from "./security-row.ts";
export { type TagRow, tagRows } from "./tag-report.ts";
export type { TreeReport } from "./tree-report.ts";
export { nextHopWord } from "./words.ts";
