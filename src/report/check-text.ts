import { resourceName } from "../finding/index.ts";
import { type CheckReport, counts } from "./check-report.ts";
import { summaryLine } from "./check-summary.ts";
import type { FindingReport, LocationReport, PlaceReport } from "./finding-report.ts";
import { listed } from "./repair-sentence.ts";
import { cut, wrap } from "./wrap.ts";

/** How findings are told to people. */
export interface CheckForm {
  /** Of a line, in characters. */
  readonly width: number;
  /** Whether each finding is told whole, however many there are. */
  readonly isVerbose: boolean;
}

// More blocks than these nobody reads from top to bottom.
const mostBlocks = 20;

/**
 * Tells the findings that count as text: a block for each while there are few, else two lines for
 * each below its code; then how many there are. Those that are suppressed or were there before are only
 * counted.
 */
export function formatCheck({ findings, summary }: CheckReport, form: CheckForm): string {
  const counted = findings.filter(counts);
  const isWhole = form.isVerbose || counted.length <= mostBlocks;
  const blocks = isWhole
    ? counted.map((finding) => blockLines(finding, form))
    : codesOf(counted).map((ofCode) => listLines(ofCode, form));
  const hint = isWhole ? [] : ["-v tells each in full, --only CODE those of one code."];
  const parts = [...blocks, [...hint, summaryLine(summary)]];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function blockLines(finding: FindingReport, form: CheckForm): readonly string[] {
  const { code, severity, title, id, message, remedy, fix, help } = finding;
  const line = (text: string, first = "  "): readonly string[] => wrap(text, form.width, first);
  return [
    ...wrap(`${severity} ${code}: ${title} [${id}]`, form.width),
    ...line(whereWords(finding)),
    ...line(message),
    ...affectedLines(finding, form),
    ...walkLines(finding, form),
    ...finding.assumptions.flatMap((one) => line(one.message, "  assumed: ")),
    ...(form.isVerbose || finding.confidence === "inferred"
      ? line(basis(finding), "  rests on: ")
      : []),
    ...line(remedy, "  fix: "),
    // A command is copied, and so stands in one line.
    ...(fix === null ? [] : [`       ${fix.command}`]),
    ...line(help, "  see: "),
    ...(form.isVerbose ? restLines(finding, form) : []),
  ];
}

function affectedLines({ affected }: FindingReport, form: CheckForm): readonly string[] {
  if (affected.length === 0) return [];
  const names = affected.map(resourceName);
  const most = form.isVerbose ? names.length : 5;
  return wrap(listed(names, most), form.width, "  affects: ");
}

function walkLines({ walks }: FindingReport, form: CheckForm): readonly string[] {
  const shown = form.isVerbose ? walks : walks.slice(0, 1);
  return shown.flatMap(({ story, command }) => [
    ...wrap(story, form.width, "  shown by: "),
    ...(form.isVerbose ? [`            ${command}`] : []),
  ]);
}

function basis({ rules, confidence }: FindingReport): string {
  return `${rules.join(", ")} (${confidence})`;
}

function restLines(finding: FindingReport, { width }: CheckForm): readonly string[] {
  const { related, resource, location, fingerprint } = finding;
  const places = related.map((place) =>
    [place.resource.id, place.location.pointer, placeWords(place.location)]
      .filter((part) => part !== "")
      .join(" "),
  );
  return [
    ...wrap(`${resource.id} ${location.pointer}`, width, "  place: "),
    ...places.flatMap((place) => wrap(place, width, "  with: ")),
    ...wrap(fingerprint, width, "  fingerprint: "),
  ];
}

/** Findings of one code and severity, in the order of their first ones. */
function codesOf(findings: readonly FindingReport[]): readonly (readonly FindingReport[])[] {
  const groups = new Map<string, FindingReport[]>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.code}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

function listLines(findings: readonly FindingReport[], { width }: CheckForm): readonly string[] {
  const [first] = findings;
  if (first === undefined) return [];
  const { severity, code, title, help } = first;
  return [
    ...wrap(`${severity} ${code}: ${title} (${findings.length})`, width),
    ...findings.flatMap(({ id, message, ...place }) => [
      `  ${id} ${whereWords(place)}`,
      cut(`    ${message}`, width),
    ]),
    `  see: ${help}`,
  ];
}

function whereWords({ resource, location }: PlaceReport): string {
  const name = resourceName(resource.id);
  const place = placeWords(location);
  return place === "" ? name : `${name} in ${place}`;
}

function placeWords({ file, line }: LocationReport): string {
  if (file === null) return "";
  return line === null ? file : `${file}:${line}`;
}
