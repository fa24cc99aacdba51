import { isSuccess } from "../walk/index.ts";
import type { HopReport, PassReport, TraceReport } from "./walk-report.ts";
import { dispositionWords } from "./walk-words.ts";

/** Says in one sentence how a flow ends, there and back. */
export function verdictSentence(report: TraceReport): string {
  const { reply } = report;
  if (!isSuccess(report.disposition)) return `the flow ${endOf(report)}${elsewhere(report)}`;
  const there = `the flow ${dispositionWords[report.disposition]}${atLast(report.hops)}`;
  if (reply === null) return `${there}, and nothing is known of its replies`;
  if (isSuccess(reply.disposition)) {
    return `${there}, and its replies come back${report.works ? "" : elsewhere(report)}`;
  }
  return `${there}, but its reply ${endOf(reply)}`;
}

/** Tells a flow in one line: the nodes that it passes, and how it ends. */
export function storyLine(report: TraceReport): string {
  return `${report.hops.map(({ name }) => name).join(" -> ")}: ${verdictSentence(report)}`;
}

function endOf({ disposition, hops }: PassReport): string {
  const end = hops.at(-1)?.steps.findLast(({ kind }) => kind === "end");
  const why = end === undefined ? "" : `: ${end.text}`;
  return `${dispositionWords[disposition]}${atLast(hops)}${why}`;
}

function atLast(hops: readonly HopReport[]): string {
  const last = hops.at(-1);
  return last === undefined || last.kind === "internet" ? "" : ` at ${last.name}`;
}

// The shown way is the first that fails, so that others may still arrive.
function elsewhere({ paths = [], works }: TraceReport): string {
  const arriving = paths.filter(({ disposition }) => isSuccess(disposition)).length;
  if (works || paths.length === 0) return "";
  return arriving === 0
    ? `, as on all ${paths.length} equal ways`
    : `; ${arriving} of ${paths.length} equal ways arrive`;
}
