import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { listOf, textOf } from "../field.ts";

/** Rows of a table, each with its place inside the answer. */
export interface Row {
  readonly body: JsonObject;
  /** JSON pointer below the answer. */
  readonly pointer: string;
}

/**
 * The rows of a Resource Graph answer in table form, `{ columns: [{ name }], rows: [[...]] }`, as
 * objects.
 *
 * `undefined` when the value is no such table. A row that is no array has no cells.
 */
export function readTable(value: unknown): readonly Row[] | undefined {
  if (!isJsonObject(value)) return undefined;
  const columns = listOf(value, "columns");
  const rows = listOf(value, "rows");
  if (columns === undefined || rows === undefined) return undefined;
  const names = columns.map((column) =>
    isJsonObject(column) ? textOf(column, "name") : undefined,
  );
  return rows.map((row, index) => ({ body: toObject(names, row), pointer: `/rows/${index}` }));
}

function toObject(names: readonly (string | undefined)[], row: unknown): JsonObject {
  const cells: readonly unknown[] = Array.isArray(row) ? row : [];
  return Object.fromEntries(
    names.flatMap((name, index) => (name === undefined ? [] : [[name, cells[index]]])),
  );
}
