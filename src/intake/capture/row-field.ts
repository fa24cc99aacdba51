import type { JsonObject, Report } from "../../arm/index.ts";
import { createDiagnostic, type Place, placeBelow } from "../../diagnostic/index.ts";
import { describeKind, fieldOf, textOf, textsOf } from "../field.ts";
import { placeInFile, type Reading } from "../reading.ts";
import type { Answer } from "./answer-list.ts";

/** One row of an answer, with the place of it and where complaints go. */
export interface RowCursor {
  readonly row: JsonObject;
  readonly place: Place;
  readonly report: Report;
}

/** The place of an answer, and that of its rows. */
export function placesOf(
  reading: Reading,
  answer: Answer,
  about: string | undefined,
): { readonly place: Place; readonly list: Place } {
  const place = { ...placeInFile(reading, answer.pointer), resource: about ?? "" };
  return { place, list: answer.holder === undefined ? place : placeBelow(place, "value") };
}

/** A text that must be there. Diagnostics: `property-invalid`. */
export function needText(cursor: RowCursor, property: string): string | undefined {
  return textOf(cursor.row, property) ?? complain(cursor, property);
}

/** Texts that must be there, or one of them. Diagnostics: `property-invalid`. */
export function needTexts(cursor: RowCursor, property: string): readonly string[] | undefined {
  return textsOf(cursor.row, property) ?? complain(cursor, property);
}

/** Reports a row that is no object. Diagnostics: `property-invalid`. */
export function complainOfRow(value: unknown, place: Place, report: Report): undefined {
  const parameters = { property: "row", expected: "an object", found: describeKind(value) };
  report(createDiagnostic("property-invalid", place, parameters));
  return undefined;
}

function complain({ row, place, report }: RowCursor, property: string): undefined {
  const parameters = { property, expected: "a text", found: describeKind(fieldOf(row, property)) };
  report(createDiagnostic("property-invalid", placeBelow(place, property), parameters));
  return undefined;
}
