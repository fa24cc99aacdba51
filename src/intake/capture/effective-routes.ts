import { type CapturedRoute, isJsonObject, type Report } from "../../arm/index.ts";
import { type Place, placeBelow } from "../../diagnostic/index.ts";
import { fieldOf, textOf, textsOf } from "../field.ts";
import type { Reading } from "../reading.ts";
import type { Answer } from "./answer-list.ts";
import type { AnswerForm } from "./form.ts";
import { complainOfRow, needText, needTexts, placesOf } from "./row-field.ts";

/** The answer of `az network nic show-effective-route-table`. */
export const effectiveForm: AnswerForm = {
  kind: "effectiveRoutes",
  isRow: (value) =>
    isJsonObject(value) &&
    textOf(value, "nextHopType") !== undefined &&
    fieldOf(value, "addressPrefix") !== undefined &&
    (textOf(value, "source") ?? textOf(value, "state")) !== undefined,
  add: (reading, answer, { name }) => addEffectiveRoutes(reading, answer, name),
};

/**
 * Adds effective routes of a NIC or of nobody knows whom.
 *
 * A row that lacks a part is reported and left out. Diagnostics: `property-invalid`.
 */
export function addEffectiveRoutes(
  reading: Reading,
  answer: Answer,
  about: string | undefined,
): void {
  const { place, list } = placesOf(reading, answer, about);
  const report: Report = (diagnostic) => reading.diagnostics.push(diagnostic);
  const rows = answer.rows.flatMap(
    (row, index) => readRow(row, placeBelow(list, index), report) ?? [],
  );
  reading.captures.push({ kind: "effectiveRoutes", about, rows, place });
}

function readRow(row: unknown, place: Place, report: Report): CapturedRoute | undefined {
  if (!isJsonObject(row)) return complainOfRow(row, place, report);
  const cursor = { row, place, report };
  const source = needText(cursor, "source");
  if (source === undefined) return undefined;
  const state = needText(cursor, "state");
  if (state === undefined) return undefined;
  const nextHopType = needText(cursor, "nextHopType");
  if (nextHopType === undefined) return undefined;
  const addressPrefix = needTexts(cursor, "addressPrefix");
  if (addressPrefix === undefined) return undefined;
  const nextHopIpAddress = textsOf(row, "nextHopIpAddress") ?? [];
  const name = textOf(row, "name");
  return { name, source, state, addressPrefix, nextHopType, nextHopIpAddress, place };
}
