import { type CapturedHubRoute, isJsonObject, type Report } from "../../arm/index.ts";
import { type Place, placeBelow } from "../../diagnostic/index.ts";
import { fieldOf, textOf, textsOf } from "../field.ts";
import type { Reading } from "../reading.ts";
import type { Answer } from "./answer-list.ts";
import type { AnswerForm } from "./form.ts";
import { complainOfRow, needText, needTexts, placesOf } from "./row-field.ts";

/** The answer of `az network vhub get-effective-routes`. */
export const hubForm: AnswerForm = {
  kind: "hubRoutes",
  isRow: (value) =>
    isJsonObject(value) &&
    textOf(value, "nextHopType") !== undefined &&
    fieldOf(value, "addressPrefixes") !== undefined &&
    fieldOf(value, "nextHops") !== undefined,
  add: (reading, answer, { name }) => addHubRoutes(reading, answer, name),
};

// A row that lacks a part is reported and left out.
function addHubRoutes(reading: Reading, answer: Answer, about: string | undefined): void {
  const { place, list } = placesOf(reading, answer, about);
  const report: Report = (diagnostic) => reading.diagnostics.push(diagnostic);
  const rows = answer.rows.flatMap(
    (row, index) => readRow(row, placeBelow(list, index), report) ?? [],
  );
  reading.captures.push({ kind: "hubRoutes", about, rows, place });
}

function readRow(row: unknown, place: Place, report: Report): CapturedHubRoute | undefined {
  if (!isJsonObject(row)) return complainOfRow(row, place, report);
  const cursor = { row, place, report };
  const nextHopType = needText(cursor, "nextHopType");
  if (nextHopType === undefined) return undefined;
  const addressPrefixes = needTexts(cursor, "addressPrefixes");
  if (addressPrefixes === undefined) return undefined;
  return {
    addressPrefixes,
    nextHopType,
    asPath: textOf(row, "asPath") ?? "",
    nextHops: textsOf(row, "nextHops") ?? [],
    routeOrigin: textOf(row, "routeOrigin") ?? "",
    place,
  };
}
