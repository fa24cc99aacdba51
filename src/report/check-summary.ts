import type { CheckSummary } from "./check-report.ts";

/**
 * How many findings there are, in one line: `2 errors, 1 warning, 0 info; 3 suppressed, 12 of the
 * baseline are gone`.
 */
export function summaryLine(summary: CheckSummary): string {
  const { severities, suppressed, unchanged, gone, unconfident, rules } = summary;
  const { error, warning, info } = severities;
  const isClean = error + warning + info === 0;
  const count = isClean
    ? `no findings, by ${plural(rules, "rule")}`
    : `${plural(error, "error")}, ${plural(warning, "warning")}, ${info} info`;
  const apart = [
    suppressed === 0 ? "" : `${suppressed} suppressed`,
    unchanged === null ? "" : `${unchanged} known from the baseline`,
    gone === null || gone === 0 ? "" : `${gone} of the baseline ${gone === 1 ? "is" : "are"} gone`,
    unconfident === null || unconfident === 0
      ? ""
      : `${unconfident} left out since ${unconfident === 1 ? "it rests" : "they rest"} on assumptions or inferred rules`,
  ].filter((part) => part !== "");
  return [count, ...(apart.length === 0 ? [] : [apart.join(", ")])].join("; ");
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
