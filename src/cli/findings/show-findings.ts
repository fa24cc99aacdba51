import { checkRules } from "../../check/index.ts";
import { createBaseline, isCounted, mayBeSelected, type Triaged } from "../../finding/index.ts";
import { printAnswer } from "../answer/print-answer.ts";
import { type Estate, withEstate } from "../estate/estate.ts";
import { exitCode, exitCodeOf } from "../exit-code.ts";
import type { CheckOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { writeText } from "../write-text.ts";
import { type Found, findAll, type Inquiry } from "./find-all.ts";
import { findingsAnswer, formatFindings, type ToldReport } from "./findings-answer.ts";
import { readKnownFindings } from "./known-findings.ts";
import { checkQueryFits, type OutputFile, outputFormat, readOutputFiles } from "./output-format.ts";
import { sayTriage } from "./say-triage.ts";
import { readSelection } from "./selection-option.ts";
import { isAtLeast, tellAll } from "./tell-all.ts";

/**
 * Finds what will hurt traffic. Exit code 1 when a finding that counts is as grave as `--fail-on`
 * says; 2, and nothing is checked, when a baseline or a file of suppressions cannot be used.
 */
export async function showFindings(session: Session<CheckOptions>): Promise<number> {
  checkQueryFits(session.options);
  const files = readOutputFiles(session.options);
  const codes = checkRules.map(({ code }) => code);
  const selection = readSelection(session.options, codes);
  const known = await readKnownFindings(session, codes);
  if (known === undefined) return exitCode.badInput;
  const rules = checkRules.filter((rule) => mayBeSelected(selection, rule));
  if (rules.length === 0) {
    throw new UsageError("--only and --skip leave no rule", "Name fewer of them.");
  }
  const isWhole = rules.length === checkRules.length;
  const replaced = new Set(rules.flatMap(({ replaces = [] }) => replaces));
  const inquiry: Inquiry = { rules, isWhole, selection, known };
  return withEstate(session, (estate) => answerWith(session, estate, inquiry, files), {
    isAnswered: ({ code }) => replaced.has(code),
  });
}

async function answerWith(
  session: Session<CheckOptions>,
  estate: Estate,
  inquiry: Inquiry,
  files: readonly OutputFile[],
): Promise<number> {
  const { options } = session;
  const found = findAll(session, estate, inquiry);
  sayTriage(session.conversation, found, inquiry.known.suppressions);
  const formats = [outputFormat(options), ...files.map(({ format }) => format)];
  const { rules, known } = inquiry;
  const telling = { rules, known, hasFlows: formats.includes("sarif") };
  const told = await tellAll(session, estate, found, telling);
  await printFindings(told);
  await writeFindings(told, files);
  if (options.writeBaseline !== undefined) {
    await writeBaselineFile(session, options.writeBaseline, found);
    return exitCode.answered;
  }
  const counted = found.findings.filter(isCounted).map(({ finding }) => finding);
  const hasFindings = counted.some(({ severity }) => isAtLeast(severity, options.failOn));
  const hasAssumptions = counted.some(({ assumptions }) => assumptions.length > 0);
  return exitCodeOf({ hasFindings, hasAssumptions }, options);
}

async function printFindings(told: ToldReport): Promise<void> {
  const { io, options } = told;
  if (options.query !== undefined) return printAnswer(io, options, findingsAnswer(told));
  const text = await formatFindings(told, outputFormat(options));
  if (text !== "") io.stdout.write(text);
}

async function writeFindings(told: ToldReport, files: readonly OutputFile[]): Promise<void> {
  // Whatever stdout is, a file has no colors and no width.
  const io = { ...told.io, stdout: { write: () => undefined } };
  for (const { format, file } of files) {
    await writeText(io, file, await formatFindings({ ...told, io }, format));
  }
}

// What is suppressed must come back when its suppression expires.
async function writeBaselineFile(
  { io, conversation }: Session<CheckOptions>,
  file: string,
  { findings }: Found,
): Promise<void> {
  const kept = findings.filter(({ suppression }: Triaged) => suppression === undefined);
  const baseline = createBaseline(kept.map(({ finding }) => finding));
  await writeText(io, file, `${JSON.stringify(baseline, undefined, 2)}\n`);
  const { length } = baseline.findings;
  conversation.note(`${file} has ${length === 1 ? "1 finding" : `${length} findings`} now`);
}
