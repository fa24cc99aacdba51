import { resourceName } from "../../finding/index.ts";
import { type FixReport, formatFixes } from "../../report/index.ts";
import type { Answer } from "../answer/print-answer.ts";
import type { FixOptions } from "../options.ts";
import type { Session } from "../session.ts";

// In characters. Lines that are longer are hard to read.
const widest = 100;
const narrowest = 40;

/** The fixes of a run in the forms that every answer has. */
export function fixesAnswer(
  { io, options }: Session<FixOptions>,
  reports: readonly FixReport[],
): Answer {
  const width = Math.min(Math.max(io.stdout.columns || widest, narrowest), widest);
  const form = options.as ?? "az";
  return {
    json: () => ({ fixes: reports }),
    table: () => ({
      columns: ["Finding", "Status", "Resource", "Summary", "Change"],
      rows: reports.map((report) => [
        report.id,
        report.status,
        resourceName(report.resource.id),
        report.summary ?? report.rejected.map(({ reason }) => reason).join(" "),
        report.commands[form] ?? "",
      ]),
    }),
    text: () => formatFixes(reports, { width, form }),
  };
}
