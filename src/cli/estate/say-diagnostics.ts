import type { Coverage } from "../../compile/index.ts";
import type { Diagnostic, Place, Position, Severity } from "../../diagnostic/index.ts";
import type { SourceText } from "../../host/index.ts";
import type { Conversation } from "../conversation.ts";
import { locatePlaces } from "./locate-places.ts";

const shownDiagnostics = 20;
const shownPlaces = 3;
const severities: readonly Severity[] = ["error", "warning", "info"];

/**
 * Says how much of the input the model holds:
 * `412 resources: 397 modelled, 15 not (3 types); 2 references unresolved, 5 values unknown`.
 */
export function describeCoverage(coverage: Coverage, isVerbose: boolean): string {
  const { resources, modelled, types, unresolved, unknown } = coverage;
  const left = types.filter(({ isModelled }) => !isModelled);
  const named = isVerbose
    ? left.map(({ type, count }) => `${count} ${type}`).join(", ")
    : counted(left.length, "type");
  const others = left.length === 0 ? "" : `, ${resources - modelled} not (${named})`;
  // Two unknown values with one source are one value.
  const values = new Set(unknown.map(({ source }) => source)).size;
  const gaps = [
    ...(unresolved.length === 0 ? [] : [`${counted(unresolved.length, "reference")} unresolved`]),
    ...(values === 0 ? [] : [`${counted(values, "value")} unknown`]),
  ].join(", ");
  const read = `${counted(resources, "resource")}: ${modelled} modelled${others}`;
  return gaps === "" ? read : `${read}; ${gaps}`;
}

/** Says diagnostics, errors first; beyond the first 20 only their number, unless verbose. */
export async function sayDiagnostics(
  conversation: Conversation,
  diagnostics: readonly Diagnostic[],
  sources: readonly SourceText[],
): Promise<void> {
  const ordered = severities.flatMap((severity) =>
    diagnostics.filter((one) => one.severity === severity),
  );
  const shown = conversation.isVerbose ? ordered : ordered.slice(0, shownDiagnostics);
  const places = shown.flatMap(({ place, related }) => [place, ...related]);
  const positions = await locatePlaces(places, sources);
  for (const { severity, message, remedy, code, place, related, position } of shown) {
    const others = conversation.isVerbose ? related : related.slice(0, shownPlaces);
    const left = related.length - others.length;
    const lines = [
      placeLine("at", place, position ?? positions.get(place)),
      ...others.map((one) => placeLine("see", one, positions.get(one))),
      left === 0 ? "" : `and ${counted(left, "more place")}; -v says them all`,
      `fix: ${remedy} [${code}]`,
    ].filter((line) => line !== "");
    conversation.report(severity, message, lines);
  }
  const rest = ordered.slice(shown.length);
  if (rest.length > 0) conversation.note(summarize(rest));
}

function summarize(rest: readonly Diagnostic[]): string {
  const counts = severities.flatMap((severity) => {
    const count = rest.filter((one) => one.severity === severity).length;
    if (count === 0) return [];
    return [severity === "info" ? `${count} info` : counted(count, severity)];
  });
  return `... and ${rest.length} more (${counts.join(", ")}); -v says them all`;
}

function placeLine(word: string, place: Place, position: Position | undefined): string {
  const where = position === undefined ? "" : `:${position.line}:${position.column}`;
  const file = place.file === "" ? "" : place.file + where;
  const text = [file, place.resource, place.pointer].filter((part) => part !== "").join(" ");
  return text === "" ? "" : `${word} ${text}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
