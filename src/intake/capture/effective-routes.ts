import { type CapturedRoute, isJsonObject, type JsonObject, type Report } from "../../arm/index.ts";
import { createDiagnostic, type Place, placeBelow } from "../../diagnostic/index.ts";
import { describeKind, fieldOf, textOf, textsOf } from "../field.ts";
import { placeInFile, type Reading } from "../reading.ts";
import type { Answer } from "./answer-list.ts";

/** Whether a value has the form of one row of effective routes. */
export function isEffectiveRoute(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    textOf(value, "nextHopType") !== undefined &&
    fieldOf(value, "addressPrefix") !== undefined &&
    (textOf(value, "source") ?? textOf(value, "state")) !== undefined
  );
}

/**
 * Adds an answer of `az network nic show-effective-route-table`, about a NIC or about nobody knows
 * whom.
 *
 * A row that lacks a part is reported and left out. Diagnostics: `property-invalid`.
 */
export function addEffectiveRoutes(
  reading: Reading,
  answer: Answer,
  about: string | undefined,
): void {
  const place = { ...placeInFile(reading, answer.pointer), resource: about ?? "" };
  const list = answer.holder === undefined ? place : placeBelow(place, "value");
  const report: Report = (diagnostic) => reading.diagnostics.push(diagnostic);
  const rows = answer.rows.flatMap(
    (row, index) => readRow(row, placeBelow(list, index), report) ?? [],
  );
  reading.captures.push({ kind: "effectiveRoutes", about, rows, place });
}

function readRow(row: unknown, place: Place, report: Report): CapturedRoute | undefined {
  if (!isJsonObject(row)) return complain("row", "an object", row, place, report);
  const source = textOf(row, "source");
  if (source === undefined) return complainOf(row, "source", place, report);
  const state = textOf(row, "state");
  if (state === undefined) return complainOf(row, "state", place, report);
  const nextHopType = textOf(row, "nextHopType");
  if (nextHopType === undefined) return complainOf(row, "nextHopType", place, report);
  const addressPrefix = textsOf(row, "addressPrefix");
  if (addressPrefix === undefined) return complainOf(row, "addressPrefix", place, report);
  const nextHopIpAddress = textsOf(row, "nextHopIpAddress") ?? [];
  const name = textOf(row, "name");
  return { name, source, state, addressPrefix, nextHopType, nextHopIpAddress, place };
}

function complainOf(row: JsonObject, property: string, place: Place, report: Report): undefined {
  const found = fieldOf(row, property);
  return complain(property, "a text", found, placeBelow(place, property), report);
}

function complain(
  property: string,
  expected: string,
  value: unknown,
  place: Place,
  report: Report,
): undefined {
  const found = describeKind(value);
  report(createDiagnostic("property-invalid", place, { property, expected, found }));
  return undefined;
}
