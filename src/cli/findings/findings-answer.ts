import type { CheckRule } from "../../check/index.ts";
import {
  type CheckReport,
  type FindingReport,
  findingColumns,
  findingRows,
  formatCheck,
  formatCheckJunit,
  formatCheckMarkdown,
  type SarifContext,
  sarifLog,
} from "../../report/findings/index.ts";
import { type Answer, formatAnswer } from "../answer/print-answer.ts";
import { docsAddress } from "../docs-address.ts";
import type { Io } from "../io.ts";
import { readManifest } from "../manifest.ts";
import type { CheckOptions, FindingFormat } from "../options.ts";
import { createFileUri } from "./file-uri.ts";

/** A report, and what its forms need to know beside it. */
export interface ToldReport {
  readonly io: Io;
  readonly options: CheckOptions;
  readonly report: CheckReport;
  readonly rules: readonly CheckRule[];
  readonly isFailing: (finding: FindingReport) => boolean;
  readonly flowsOf: SarifContext["flowsOf"];
  /** Whether there are suppressions. */
  readonly hasSuppressions: boolean;
}

/** The findings of a run as the text of a format. */
export async function formatFindings(told: ToldReport, format: FindingFormat): Promise<string> {
  const { io, report, rules, isFailing } = told;
  switch (format) {
    case "junit":
      return formatCheckJunit(report, { kinds: rules, isFailing });
    case "sarif":
      return formatSarif(told);
    default:
      return formatAnswer(io, format, findingsAnswer(told));
  }
}

function formatSarif(told: ToldReport): string {
  const { io, options, report, rules, flowsOf, hasSuppressions } = told;
  const log = sarifLog(report, {
    version: readManifest().version,
    kinds: rules,
    pageUri: docsAddress(io).pageUri,
    fileUri: createFileUri(io, options.sourceRoot),
    flowsOf,
    category: options.category,
    hasSuppressions,
  });
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

// In characters. Lines that are longer are hard to read.
const widest = 100;
const narrowest = 40;

/** The findings of a run in the forms that every answer has. */
export function findingsAnswer({ io, options, report }: ToldReport): Answer {
  const width = Math.min(Math.max(io.stdout.columns || widest, narrowest), widest);
  const isVerbose = options.verbose === true;
  return {
    json: () => report,
    table: () => ({ columns: findingColumns, rows: findingRows(report) }),
    text: () => formatCheck(report, { width, isVerbose }),
    markdown: () => formatCheckMarkdown(report, docsAddress(io)),
    color: colorSeverities,
  };
}

const colors: Readonly<Record<string, number>> = { error: 31, warning: 33, info: 36 };

// Everything else stands behind blanks.
function colorSeverities(text: string): string {
  return text.replaceAll(
    /^(error|warning|info)(?= TR\d)/gm,
    (word) => `\u001b[${colors[word]}m${word}\u001b[0m`,
  );
}
