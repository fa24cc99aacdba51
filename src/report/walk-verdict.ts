import { isSuccess } from "../flow/index.ts";
import type { PassReport, TraceReport } from "./walk-report.ts";
import type { StepReport } from "./walk-step.ts";
import { dispositionWords } from "./walk-words.ts";

/** Says in one sentence how a flow ends, there and back. */
export function verdictSentence(report: TraceReport): string {
  const { reply } = report;
  if (!isSuccess(report.disposition)) return `${failure("the flow", report)}${elsewhere(report)}`;
  const there = `the flow ${dispositionWords[report.disposition]}${arrivalAt(report)}`;
  if (reply === null) return `${there}, and nothing is known of its replies`;
  if (isSuccess(reply.disposition)) {
    return `${there}, and its replies come back${report.works ? "" : elsewhere(report)}`;
  }
  return `${there}, but ${failure("its reply", reply)}${elsewhere(report)}`;
}

/** Tells a flow in one line: the nodes that it passes, and how it ends. */
export function storyLine(report: TraceReport): string {
  return `${report.hops.map(({ name }) => name).join(" -> ")}: ${verdictSentence(report)}`;
}

const judging: ReadonlySet<StepReport["kind"]> = new Set(["filter", "inspect", "access"]);

function failure(who: string, { disposition, hops }: PassReport): string {
  const last = hops.at(-1);
  const isDenied = disposition.startsWith("denied");
  // Who denies has said why in the step before.
  const before = isDenied ? last?.steps.findLast(({ kind }) => judging.has(kind)) : undefined;
  const end = before ?? last?.steps.findLast(({ kind }) => kind === "end");
  const where = last === undefined || last.kind === "internet" ? "" : `at ${last.name} `;
  const why = end === undefined ? "" : `: ${end.text}`;
  return `${where}${who} ${dispositionWords[disposition]}${why}`;
}

function arrivalAt({ hops, disposition }: PassReport): string {
  const last = hops.at(-1);
  if (last === undefined || disposition === "exitsToInternet") return "";
  return disposition === "exitsToOnPremises" ? ` to ${last.name}` : ` at ${last.name}`;
}

// The shown way is the first that fails, so that others may still arrive.
function elsewhere({ paths = [], works }: TraceReport): string {
  const arriving = paths.filter(({ disposition }) => isSuccess(disposition)).length;
  if (works || paths.length === 0) return "";
  return arriving === 0
    ? `, as on all ${paths.length} equal ways`
    : `; ${arriving} of ${paths.length} equal ways arrive`;
}
