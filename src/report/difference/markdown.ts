import type { FlowReport } from "./flow.ts";
import { noHop } from "./hop.ts";
import { placesPhrase } from "./list.ts";
import type { DifferenceReport, RouteReport } from "./report.ts";
import { spacePhrase } from "./space.ts";
import { resourceLines } from "./text.ts";

// More lines than this are folded.
const mostOpen = 12;

/**
 * Tells a difference as a comment for a pull request: the sentence that sums it up first, what
 * happens to flows next, then routes and resources, folded where they are long.
 */
export function differenceMarkdown(report: DifferenceReport): string {
  const blocks = [
    [`**${escapeMarkup(report.summary)}**`],
    flowBlock(report.flows),
    report.unexamined.length === 0
      ? []
      : [`Not examined: ${report.unexamined.map(escapeMarkup).join("; ")}.`],
    routeBlock(report.routes),
    resourceBlock(report),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function flowBlock(flows: readonly FlowReport[]): readonly string[] {
  const lines = flows.flatMap(flowItem);
  return lines.length === 0 ? [] : folded("Flows", lines.length, lines);
}

function flowItem({ verdict, detail, flows }: FlowReport): readonly string[] {
  const said = `**${verdict}**: ${escapeMarkup(detail)}`;
  const [first, ...others] = flows.map(({ text }) => escapeMarkup(text));
  if (others.length === 0) return [`- ${first}: ${said}`];
  return [`- ${said}`, ...[first, ...others].map((text) => `  - ${text}`)];
}

function routeBlock(routes: readonly RouteReport[]): readonly string[] {
  if (routes.length === 0) return [];
  const rows = routes.flatMap(({ tables, changes }) =>
    changes.map(({ covers, before, after }) => [
      placesPhrase(tables.map(({ name }) => name)),
      spacePhrase(covers),
      before?.text ?? noHop,
      after?.text ?? noHop,
    ]),
  );
  return folded("Routes", rows.length, [
    "| table of | address space | next hop before | after |",
    "|---|---|---|---|",
    ...rows.map((cells) => `| ${cells.map(cell).join(" | ")} |`),
  ]);
}

function resourceBlock({ resources }: DifferenceReport): readonly string[] {
  if (resources.length === 0) return [];
  const lines = resources.flatMap(resourceLines);
  return folded("Resources", lines.length, ["```diff", ...lines.map(diffLine), "```"]);
}

function folded(heading: string, length: number, lines: readonly string[]): readonly string[] {
  if (length <= mostOpen) return [`### ${heading}`, "", ...lines];
  return [
    `<details><summary>${heading} (${length} lines)</summary>`,
    "",
    ...lines,
    "",
    "</details>",
  ];
}

// GitHub colors lines of a diff by their first character, and `!` stands for a change.
function diffLine(line: string): string {
  const [, indent = "", symbol, rest] = /^( *)(?:([-+~]) )?(.*)$/s.exec(line) ?? [];
  const first = symbol === "~" ? "!" : (symbol ?? " ");
  return `${first} ${indent.slice(2)}${rest}`.replaceAll("`", "'");
}

function cell(text: string): string {
  return escapeMarkup(text).replaceAll("|", "\\|");
}

// Names come from files that others wrote: they must not become markup or mention anybody.
function escapeMarkup(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\`*_[\]@]/g, (character) => (character === "@" ? "@\u200b" : `\\${character}`))
    .replaceAll(/\s+/g, " ");
}
