import {
  type DifferenceReport,
  differenceMarkdown,
  differenceRows,
  formatDifference,
} from "../../report/index.ts";
import type { Answer } from "../answer/print-answer.ts";

/** A difference in each form. */
export function differenceAnswer(report: DifferenceReport): Answer {
  return {
    json: () => report,
    table: () => differenceRows(report),
    text: () => formatDifference(report),
    markdown: () => differenceMarkdown(report),
    color: colorSymbols,
  };
}

// As Terraform has them: what comes, goes, and changes in place.
const colors: Readonly<Record<string, number>> = { "+": 32, "-": 31, "~": 33 };

function colorSymbols(text: string): string {
  return text.replaceAll(
    /^( *)([-+~])(?= )/gm,
    (_, indent: string, symbol: string) => `${indent}\u001b[${colors[symbol]}m${symbol}\u001b[0m`,
  );
}
