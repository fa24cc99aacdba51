import { differenceOf, isSame } from "../../difference/index.ts";
import { differenceReport } from "../../report/index.ts";
import { printAnswer } from "../answer/print-answer.ts";
import { checkQuery } from "../answer/query.ts";
import { readBehavior } from "../estate/behavior-option.ts";
import { restsOnUnknown } from "../estate/estate.ts";
import { describeCoverage, sayDiagnostics } from "../estate/say-diagnostics.ts";
import { exitCode } from "../exit-code.ts";
import type { DiffOptions } from "../options.ts";
import { openServiceTags } from "../service-tags.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { differenceAnswer } from "./difference-answer.ts";
import { readSides, type SideRead } from "./read-sides.ts";
import { sidePaths } from "./side-paths.ts";

// As `terraform plan -detailed-exitcode` has them.
const detailed = { same: 0, failed: 1, different: 2 } as const;

/** Compares two snapshots. */
export async function showDifference(
  session: Session<DiffOptions>,
  operands: readonly string[],
): Promise<number> {
  if (session.options.detailedExitcode !== true) return (await compare(session, operands)).code;
  try {
    const { code, isDifferent } = await compare(session, operands);
    if (code === exitCode.assumed) return code;
    if (code === exitCode.badInput) return detailed.failed;
    return isDifferent ? detailed.different : detailed.same;
  } catch (error) {
    // 2 would say that something differs.
    if (!(error instanceof UsageError)) throw error;
    session.conversation.fail(error.message, error.remedy);
    return detailed.failed;
  }
}

interface Outcome {
  readonly code: number;
  readonly isDifferent: boolean;
}

async function compare(
  session: Session<DiffOptions>,
  operands: readonly string[],
): Promise<Outcome> {
  const { io, options, conversation } = session;
  const paths = sidePaths(session, operands);
  const behavior = readBehavior(options.behavior ?? []);
  await checkQuery(options.query);
  const serviceTags = openServiceTags(session);
  const sides = await readSides(session, paths, {
    behavior,
    ...(serviceTags === undefined ? {} : { serviceTags }),
  });
  const { before, after, diagnostics } = sides;
  for (const [name, one] of [
    ["before", before],
    ["after", after],
  ] as const) {
    const said = describeCoverage(one.compilation.coverage, conversation.isVerbose);
    conversation.note(`${name}: ${said}`);
  }
  await sayDiagnostics(conversation, diagnostics, sides.sources);
  if ([before, after].some(isUnread)) return { code: exitCode.badInput, isDifferent: false };
  const difference = differenceOf(before.side, after.side);
  const report = differenceReport(difference, { before: before.side, after: after.side });
  await printAnswer(io, options, differenceAnswer(report));
  const isComplete = before.read.isComplete && after.read.isComplete;
  for (const one of report.assumptions) conversation.note(`assumed: ${one}`);
  const rests = restsOnUnknown(diagnostics) || report.assumptions.length > 0;
  const isAssumed = options.strict === true && rests;
  const answered = isAssumed ? exitCode.assumed : exitCode.answered;
  return { code: isComplete ? answered : exitCode.badInput, isDifferent: !isSame(difference) };
}

// A side of which nothing could be read differs in everything, which says nothing.
function isUnread({ read }: SideRead): boolean {
  const { resources, diagnostics } = read.snapshot;
  return resources.size === 0 && diagnostics.some(({ severity }) => severity === "error");
}
