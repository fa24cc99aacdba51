import { checkRules } from "../../check/index.ts";
import {
  createBaseline,
  type Finding,
  isCounted,
  mayBeSelected,
  severities,
  type Triaged,
} from "../../finding/index.ts";
import { type CheckReport, checkReport, repairSentence } from "../../report/index.ts";
import { printAnswer } from "../answer/print-answer.ts";
import { commandLine } from "../command-line.ts";
import { type Estate, withEstate } from "../estate/estate.ts";
import { locatePlaces } from "../estate/locate-places.ts";
import { exitCode, exitCodeOf } from "../exit-code.ts";
import type { CheckOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { writeText } from "../write-text.ts";
import { type Found, findAll, type Inquiry } from "./find-all.ts";
import { findingsAnswer } from "./findings-answer.ts";
import { readKnownFindings } from "./known-findings.ts";
import { sayTriage } from "./say-triage.ts";
import { readSelection } from "./selection-option.ts";

/**
 * Finds what will hurt traffic. Exit code 1 when a finding that counts is as grave as `--fail-on`
 * says; 2, and nothing is checked, when a baseline or a file of suppressions cannot be used.
 */
export async function showFindings(session: Session<CheckOptions>): Promise<number> {
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
  return withEstate(session, (estate) => answerWith(session, estate, inquiry), {
    isAnswered: ({ code }) => replaced.has(code),
  });
}

async function answerWith(
  session: Session<CheckOptions>,
  estate: Estate,
  inquiry: Inquiry,
): Promise<number> {
  const { io, options, conversation } = session;
  const found = findAll(session, estate, inquiry);
  sayTriage(conversation, found, inquiry.known.suppressions);
  const report = await reportOf(session, estate, inquiry, found);
  await printAnswer(io, options, findingsAnswer(report, io, conversation.isVerbose));
  if (options.writeBaseline !== undefined) {
    await writeBaselineFile(session, options.writeBaseline, found);
    return exitCode.answered;
  }
  const counted = found.findings.filter(isCounted).map(({ finding }) => finding);
  const hasFindings = counted.some((finding) => fails(finding, options.failOn));
  const hasAssumptions = counted.some(({ assumptions }) => assumptions.length > 0);
  return exitCodeOf({ hasFindings, hasAssumptions }, options);
}

async function reportOf(
  { options }: Session<CheckOptions>,
  { model, sources }: Estate,
  { rules, known }: Inquiry,
  found: Found,
): Promise<CheckReport> {
  const places = found.findings.flatMap(({ finding }) => [finding.place, ...finding.related]);
  const positions = await locatePlaces(places, sources);
  return checkReport(
    found,
    {
      rules: rules.length,
      hasBaseline: known.baseline !== undefined,
      unconfident: found.unconfident,
    },
    {
      positionOf: (place) => positions.get(place),
      repairSentence: (repair) => repairSentence(model, repair),
      commandLine: (words) => commandLine(words, options),
    },
  );
}

function fails({ severity }: Finding, threshold: CheckOptions["failOn"] = "warning"): boolean {
  if (threshold === "none" || threshold === "never") return false;
  return severities.indexOf(severity) <= severities.indexOf(threshold);
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
