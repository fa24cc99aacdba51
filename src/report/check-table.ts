import { resourceName } from "../finding/index.ts";
import { type CheckReport, counts } from "./check-report.ts";
import type { FindingReport } from "./finding-report.ts";

/** Columns of findings as rows. */
export const findingColumns = [
  "Severity",
  "Code",
  "Family",
  "Title",
  "Resource",
  "File",
  "Line",
  "Message",
  "Remedy",
  "Confidence",
  "Rules",
  "State",
  "Id",
] as const;

/** One row a finding, also for those that are suppressed or were there before: State says so. */
export function findingRows({ findings }: CheckReport): readonly (readonly string[])[] {
  return findings.map((finding) => [
    finding.severity,
    finding.code,
    finding.family,
    finding.title,
    resourceName(finding.resource.id),
    finding.location.file ?? "",
    finding.location.line === null ? "" : String(finding.location.line),
    finding.message,
    finding.remedy,
    finding.confidence,
    finding.rules.join(" "),
    stateOf(finding),
    finding.id,
  ]);
}

function stateOf(finding: FindingReport): string {
  if (finding.suppressed !== undefined) return "suppressed";
  return counts(finding) ? "new" : "unchanged";
}
