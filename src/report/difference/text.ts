import { type FlowReport, flowSymbols } from "./flow.ts";
import { noHop } from "./hop.ts";
import { fewWords, placesPhrase } from "./list.ts";
import type { DifferenceReport, RouteReport, ShiftReport } from "./report.ts";
import type { ResourceReport, ValueReport } from "./resource.ts";
import { spacePhrase } from "./space.ts";
import { formatValue, leavesOf, shownPath } from "./value.ts";

/** Terraform's symbols: what is added, removed and changed in place. */
const symbols = { added: "+", removed: "-", changed: "~" } as const;

// What is longer belongs into a file; JSON has it all.
const mostProperties = 12;
const mostShifts = 20;
const mostSets = 20;
const lineWidth = 100;

/**
 * Tells a difference as text: resources, routes, and what that means, the sum last, with the
 * symbols of `terraform plan`.
 */
export function formatDifference(report: DifferenceReport): string {
  const sections = [
    section("Resources", report.resources.flatMap(resourceLines)),
    section("Routes", report.routes.flatMap(routeLines)),
    section("Flows", report.flows.flatMap(flowLines)),
    section(
      "Not examined",
      report.unexamined.map((text) => `  ${text}`),
    ),
    [report.summary],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [heading, ...lines];
}

/** Tells a resource that was added, removed or changed. */
export function resourceLines(report: ResourceReport): readonly string[] {
  const { change, name, children, values } = report;
  const more = children.length === 0 ? "" : ` with ${childPhrase(children)}`;
  return [
    `  ${symbols[change]} ${name}${more}`,
    ...(change === "changed" ? values.map(valueLine) : bodyLines(report.body)),
  ];
}

function childPhrase(children: readonly string[]): string {
  const names = children.map((id) => id.split("/").slice(-2).join("/"));
  return fewWords(names, 4);
}

function valueLine({ change, path, before, after }: ValueReport): string {
  const shown = shownPath(stepsOf(path));
  switch (change) {
    case "added":
      return `      + ${shown}: ${formatValue(after)}`;
    case "removed":
      return `      - ${shown}: ${formatValue(before)}`;
    case "changed":
      return `      ~ ${shown}: ${formatValue(before)} -> ${formatValue(after)}`;
  }
}

function stepsOf(pointer: string): readonly string[] {
  const steps = pointer.split("/").slice(1);
  return steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function bodyLines(body: unknown): readonly string[] {
  const lines = leavesOf(body).map(({ path, text }) => `      ${path}: ${text}`);
  if (lines.length <= mostProperties) return lines;
  const rest = lines.length - mostProperties;
  return [...lines.slice(0, mostProperties), `      ... and ${rest} more properties`];
}

function routeLines({ tables, changes }: RouteReport): readonly string[] {
  const shown = changes.slice(0, mostShifts);
  const rest = changes.length - shown.length;
  return [
    `  ${placesPhrase(tables.map(({ name }) => name))}`,
    ...shown.flatMap(shiftLines),
    ...(rest === 0 ? [] : [`      ... and ${rest} more changes; -o json has them all`]),
  ];
}

function shiftLines(change: ShiftReport): readonly string[] {
  const where = `    ${symbolOf(change)} ${spacePhrase(change.covers)}`;
  const what = `${change.before?.text ?? noHop} -> ${change.after?.text ?? noHop}`;
  const line = `${where}: ${what}`;
  return line.length <= lineWidth ? [line] : [`${where}:`, `        ${what}`];
}

// One set of flows leads its line; several stand below what they share.
function flowLines({ change, verdict, detail, flows }: FlowReport): readonly string[] {
  const symbol = flowSymbols[change];
  const [first, ...others] = flows;
  const said = `${verdict}: ${detail}`;
  if (first === undefined || others.length > 0) {
    return [`  ${symbol} ${said}`, ...shownFlows(flows).map((text) => `      ${text}`)];
  }
  const line = `  ${symbol} ${first.text}: ${said}`;
  return line.length <= lineWidth ? [line] : [`  ${symbol} ${first.text}:`, `      ${said}`];
}

function shownFlows(flows: FlowReport["flows"]): readonly string[] {
  const rest = flows.length - mostSets;
  const shown = flows.slice(0, mostSets).map(({ text }) => text);
  return rest <= 0 ? shown : [...shown, `... and ${rest} more sets of flows; -o json has them all`];
}

function symbolOf({ before, after }: ShiftReport): string {
  if (before === null) return symbols.added;
  return after === null ? symbols.removed : symbols.changed;
}
