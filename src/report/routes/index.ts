/**
 * routes: the door of report to answers about routes alone.
 *
 * Gives Azure's rows of tables and hubs, their explanations, decisions and next hops, as
 * `report/index.ts` does. Invariant: behind it no story of a flow and no finding is loaded. Does not
 * know flows.
 */
export { type AzureRow, azureRows } from "../azure-row.ts";
export type { CandidateReport } from "../candidate-report.ts";
export { explainDecision } from "../explain-decision.ts";
export { type ExplainedRow, explainRows } from "../explain-row.ts";
export { formatDecision } from "../explain-text.ts";
export { type AzureHubRow, azureHubRows, type ExplainedHubRow } from "../hub-row.ts";
export { nextHopAnswer } from "../next-hop.ts";
export { assumptionSentence } from "../note-sentence.ts";
