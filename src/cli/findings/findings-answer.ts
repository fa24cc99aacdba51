import { type CheckReport, findingColumns, findingRows, formatCheck } from "../../report/index.ts";
import type { Answer } from "../answer/print-answer.ts";
import { hasColors, type Io } from "../io.ts";

// In characters. Lines that are longer are hard to read.
const widest = 100;
const narrowest = 40;

/** The findings of a run in the forms that every answer has. */
export function findingsAnswer(report: CheckReport, io: Io, isVerbose: boolean): Answer {
  const width = Math.min(Math.max(io.stdout.columns || widest, narrowest), widest);
  return {
    json: () => report,
    table: () => ({ columns: findingColumns, rows: findingRows(report) }),
    text: () => formatCheck(report, { width, isVerbose }),
    ...(hasColors(io.stdout, io) ? { paint: paintSeverities } : {}),
  };
}

const colors: Readonly<Record<string, number>> = { error: 31, warning: 33, info: 36 };

// Everything else stands behind blanks.
function paintSeverities(text: string): string {
  return text.replaceAll(
    /^(error|warning|info)(?= TR\d)/gm,
    (word) => `\u001b[${colors[word]}m${word}\u001b[0m`,
  );
}
