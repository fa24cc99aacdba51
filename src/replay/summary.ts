import { formatDuration } from "./duration.ts";
import type { Gap, Replay, StagedWay } from "./replay.ts";
import type { Scenario } from "./scenario.ts";

/** Says in sentences when nothing arrived, and when the way was closed; one per gap. */
export function summarize(
  scenario: Scenario,
  result: Replay,
  ways: readonly StagedWay[],
): readonly string[] {
  const { gaps, sent } = result;
  if (gaps.length === 0) {
    const closed = ways.some(({ way }) => way.kind !== "open");
    return [
      `No gap: all ${sent} messages arrived at once${closed ? ", although the way was closed for a time" : ""}.`,
    ];
  }
  return gaps.map((gap) => gapSentence(scenario, gap, ways));
}

function gapSentence(scenario: Scenario, gap: Gap, ways: readonly StagedWay[]): string {
  const { start, duration, application } = scenario;
  const clock = (time: number): string => clockText(start + time);
  const { from = 0, to, failed } = gap;
  const length = formatDuration((to ?? duration) - from);
  const what =
    to === undefined
      ? `No message arrived after ${clock(from)}: ${length} until the end`
      : `No message arrived between ${clock(from)} and ${clock(to)}: a gap of ${length}`;
  const closed = closedTimes(ways, duration).filter(
    (one) => one.to > from && one.from < (to ?? duration),
  );
  const why = closed.map(
    (one) =>
      `the way was closed for ${formatDuration(one.to - one.from)} (${clock(one.from)} to ${clock(one.to)})`,
  );
  const count = `${failed.length} ${failed.length === 1 ? "message" : "messages"} failed`;
  const fate = application.retriesLater && to !== undefined ? " and went out later" : "";
  return `${[what, ...why, ...(failed.length === 0 ? [] : [count + fate])].join("; ")}.`;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Times in which the way was not open; neighbors are joined. */
function closedTimes(ways: readonly StagedWay[], duration: number): readonly Span[] {
  const spans: Span[] = [];
  for (const [at, { from, way }] of ways.entries()) {
    const to = Math.min(ways[at + 1]?.from ?? duration, duration);
    if (way.kind === "open" || from >= to) continue;
    const last = spans.at(-1);
    if (last?.to === from) spans[spans.length - 1] = { from: last.from, to };
    else spans.push({ from, to });
  }
  return spans;
}

function clockText(time: number): string {
  return new Date(time)
    .toISOString()
    .slice(11)
    .replace(/\.?0*Z$/, "");
}
