import { isJsonObject, type JsonObject, parseArmId } from "../../arm/index.ts";
import { createDiagnostic, type Diagnostic } from "../../diagnostic/index.ts";
import { fieldOf, textOf } from "../field.ts";

/** A list that may be one page of several. */
export interface ListPage {
  readonly file: string;
  /** JSON pointer of the object that holds the list. */
  readonly filePointer: string;
  /** What the pages of one list have in common. */
  readonly list: string;
  readonly rows: number;
  /** How many rows all pages have together, where the answer tells it. */
  readonly total: number | undefined;
  /** Whether the answer says that there is more. */
  readonly hasNext: boolean;
}

const tokens = [
  "skip_token",
  "skipToken",
  "$skipToken",
  "nextLink",
  "@odata.nextLink",
  "odata.nextLink",
];

/** Reads what an answer tells about further pages; `undefined` when it holds no page of anything. */
export function readPage(
  holder: JsonObject,
  rows: readonly unknown[],
  at: { readonly file: string; readonly filePointer: string },
): ListPage | undefined {
  const total = numberOf(holder, "total_records") ?? numberOf(holder, "totalRecords");
  const isTruncated = `${fieldOf(holder, "resultTruncated")}`.toLowerCase() === "true";
  const hasNext = isTruncated || tokens.some((name) => textOf(holder, name) !== undefined);
  const list = total === undefined ? listOfRows(rows) : `rows ${total}`;
  if (list === undefined) return undefined;
  return { ...at, list, rows: rows.length, total, hasNext };
}

/**
 * Says which lists lack pages, over all files of one input. Diagnostics: `list-incomplete`.
 *
 * Pages of Resource Graph tell how many rows there are. Those of other lists tell only that one
 * more follows; a list of the same type and subscription without that mark counts as its end.
 */
export function checkPages(pages: readonly ListPage[]): readonly Diagnostic[] {
  const lists = new Map<string, ListPage[]>();
  for (const page of pages) {
    const known = lists.get(page.list);
    if (known === undefined) lists.set(page.list, [page]);
    else known.push(page);
  }
  return [...lists.values()].flatMap((list) => describeGap(list) ?? []);
}

function describeGap(list: readonly ListPage[]): Diagnostic | undefined {
  const last = list.findLast(({ hasNext }) => hasNext) ?? list.at(-1);
  if (last === undefined) return undefined;
  const seen = list.reduce((sum, { rows }) => sum + rows, 0);
  const { total } = last;
  if (total === undefined ? list.some(({ hasNext }) => !hasNext) : seen >= total) return undefined;
  const missing =
    total === undefined ? "the next one is not there" : `${seen} of ${total} rows are there`;
  const { file, filePointer } = last;
  const place = { resource: "", pointer: "", file, filePointer };
  return createDiagnostic("list-incomplete", place, { file, missing });
}

function listOfRows(rows: readonly unknown[]): string | undefined {
  const [first] = rows;
  const id = isJsonObject(first) ? parseArmId(textOf(first, "id") ?? "") : undefined;
  return id && `${id.type} ${id.subscription}`.toLowerCase();
}

function numberOf(holder: JsonObject, name: string): number | undefined {
  const value = fieldOf(holder, name);
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : undefined;
}
