import type { CandidateReport } from "./candidate-report.ts";
import type { DecisionReport } from "./explain-decision.ts";
import type { From } from "./explain-row.ts";
import type { TreeReport } from "./tree-report.ts";

/**
 * Tells a decision as text: outcome, why, the endpoint tree, everything else that was considered,
 * and what it rests on.
 */
export function formatDecision(report: DecisionReport): string {
  const sections = [
    [`${report.target} -> ${report.asked}`, `  ${report.outcome}`],
    report.winner === undefined ? [] : winnerLines(report.winner),
    sharesLines(report),
    listLines("What it means for packets", report.notes),
    report.privateEndpoint === undefined ? [] : treeLines(report.privateEndpoint),
    candidateLines(report),
    restsOnLines(report),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function winnerLines(winner: CandidateReport): readonly string[] {
  return [
    `${describe(winner)}`,
    `  because ${winner.because}`,
    ...fromLines([winner.from, ...winner.also]),
  ];
}

function sharesLines({ shares }: DecisionReport): readonly string[] {
  if (shares === undefined) return [];
  return [
    "Who carries which part",
    ...shares.map(({ route, prefixes }) => `  ${shorten(prefixes)}: ${route}`),
  ];
}

function shorten(prefixes: readonly string[]): string {
  const shown = prefixes.slice(0, 6).join(" ");
  return prefixes.length <= 6 ? shown : `${shown} and ${prefixes.length - 6} more`;
}

function listLines(heading: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [heading, ...items.map((item) => `  - ${item}`)];
}

function treeLines(tree: TreeReport): readonly string[] {
  const name = tree.privateEndpoint.split("/").at(-1) ?? tree.privateEndpoint;
  return [
    `Decision tree for private endpoint ${name}`,
    ...tree.steps.flatMap(({ question, answer, detail, rules }, at) => [
      `  ${at + 1}. ${question} ${answer} (${rules.join(", ")})`,
      ...(detail === "" ? [] : [`     ${detail}`]),
    ]),
    `  => ${tree.outcome}`,
  ];
}

function candidateLines({ candidates }: DecisionReport): readonly string[] {
  const others = candidates.filter(({ verdict }) => verdict !== "carries");
  if (others.length === 0) return [];
  return [
    "Also considered",
    ...others.flatMap((candidate) => [
      `  ${describe(candidate)}: ${candidate.verdict}`,
      ...(candidate.lostBecause === undefined ? [] : [`    ${candidate.lostBecause}`]),
      ...beatenByLines(candidate),
      ...fromLines([candidate.from]).map((line) => `  ${line}`),
      `    rules ${candidate.rules.join(", ")}`,
    ]),
  ];
}

// What is merely shorter has lost to the winner, which is known by then.
function beatenByLines({ beatenBy, verdict }: CandidateReport): readonly string[] {
  return beatenBy === undefined || verdict === "shadowed" ? [] : [`    beaten by ${beatenBy}`];
}

function restsOnLines(report: DecisionReport): readonly string[] {
  return [
    `Rests on ${report.rules.join(", ")} (${report.confidence})`,
    ...report.switches.map(({ setting, winner }) => `  with --behavior ${setting}: ${winner}`),
  ];
}

function describe(candidate: CandidateReport): string {
  const { source, addressPrefix, nextHopType, nextHopIpAddress, name } = candidate;
  const parts = [source, addressPrefix, nextHopType, ...nextHopIpAddress];
  return `${parts.join(" ")}${name === undefined ? "" : ` '${name}'`}`;
}

function fromLines(places: readonly From[]): readonly string[] {
  return places.map(({ id, pointer, file }) => {
    const where = file === undefined ? "" : ` in ${file}`;
    return id === "platform"
      ? "  from the platform itself"
      : `  from ${id}${pointer === "" ? "" : ` ${pointer}`}${where}`;
  });
}
