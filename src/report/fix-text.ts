import type { ChangeForm } from "../change/index.ts";
import { resourceName } from "../finding/index.ts";
import { formatDifference } from "./difference/text.ts";
import type { FindingName, FixReport } from "./fix-report.ts";
import { wrap } from "./wrap.ts";

/** How fixes are told to people. */
export interface FixForm {
  /** Of a line, in characters. */
  readonly width: number;
  /** Form in which the changes are written. */
  readonly form: ChangeForm;
}

/** Tells fixes as text: for each its finding, the changes, what they do, and how it was proved. */
export function formatFixes(reports: readonly FixReport[], form: FixForm): string {
  if (reports.length === 0) return "There is nothing to repair.\n";
  const blocks = reports.map((report) => blockOf(report, form));
  const last = reports.length > 1 ? [summaryLine(reports)] : [];
  return `${[...blocks, ...last].join("\n\n")}\n`;
}

function blockOf(report: FixReport, form: FixForm): string {
  const { id, title, resource, message } = report;
  const { width } = form;
  const head = [
    ...wrap(`${id}: ${title}, ${resourceName(resource.id)}`, width),
    ...wrap(message, width, "  "),
  ];
  switch (report.status) {
    case "gone":
      return [...head, "", "  An earlier repair of this run took it away."].join("\n");
    case "refused":
      return [...head, "", "  No repair is offered.", ...rejectedLines(report, width)].join("\n");
    case "fixed":
      return [...head, "", ...fixedLines(report, form)].join("\n");
  }
}

function fixedLines(report: FixReport, form: FixForm): readonly string[] {
  const { summary, changes, commands, notes } = report;
  const { width } = form;
  const written = commands[form.form];
  const difference = report.difference === null ? "" : formatDifference(report.difference);
  return [
    ...(summary === null ? [] : wrap(summary, width, "  ")),
    ...changes.flatMap((change) => wrap(change, width, "  - ")),
    ...notes.flatMap((note) => wrap(note, width, "  note: ")),
    "",
    ...(written === null ? [] : [indent(written)]),
    ...(difference === "" ? [] : ["", indent(difference)]),
    "",
    ...wrap(proofSentence(report), width, "  "),
    ...rejectedLines(report, width),
  ];
}

// Commands are copied; an indent of two is taken out again by every shell and language here.
function indent(text: string): string {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => (line === "" ? "" : `  ${line}`))
    .join("\n");
}

function proofSentence({ alsoGone, remarks }: FixReport): string {
  const gone = "Proved on a copy: the finding is gone, and all checks were run again";
  const also = alsoGone.length === 0 ? "" : `; ${names(alsoGone)} went with it`;
  const brought =
    remarks.length === 0 ? "; nothing has come" : `; worth knowing: ${names(remarks)}`;
  return `${gone}${also}${brought}.`;
}

function names(findings: readonly FindingName[]): string {
  return findings.map(({ id, title }) => `${id} (${title})`).join(", ");
}

function rejectedLines({ rejected }: FixReport, width: number): readonly string[] {
  return rejected.flatMap(({ changes, reason }) => [
    ...wrap(
      changes.length === 0 ? reason : `not offered: ${changes.join(" ")} ${reason}`,
      width,
      "  ",
    ),
  ]);
}

function summaryLine(reports: readonly FixReport[]): string {
  const count = (status: FixReport["status"]): number =>
    reports.filter((report) => report.status === status).length;
  return `${count("fixed")} repaired, ${count("gone")} gone with them, ${count("refused")} without a repair.`;
}
