/**
 * findings: the door of report to findings.
 *
 * Gives findings as JSON, tables, text and in the formats of other programs. Invariant: behind it no
 * repair and no difference is loaded. Does not know how a finding is repaired.
 */
export { formatCheckJunit, type JunitContext } from "../check-junit.ts";
export { formatCheckMarkdown, type MarkdownContext } from "../check-markdown.ts";
export {
  type CheckReport,
  type CheckRun,
  type CheckSummary,
  checkReport,
} from "../check-report.ts";
export { type FileUri, type PlacedStep, type SarifContext, sarifLog } from "../check-sarif.ts";
export { findingColumns, findingRows } from "../check-table.ts";
export { type CheckForm, formatCheck } from "../check-text.ts";
export { type FindingContext, type FindingReport, placeReport } from "../finding-report.ts";
export { repairSentence } from "../repair-sentence.ts";
export { type StepPlace, stepPlaces } from "../step-place.ts";
