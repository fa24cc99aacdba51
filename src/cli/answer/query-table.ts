import type { Table } from "./table.ts";

// az leaves these out of tables that it makes by itself.
const hiddenKeys: ReadonlySet<string> = new Set(["id", "type", "etag"]);

/**
 * Makes a table of what a query picked, as az does: one row per element, a column per key with its
 * first letter large, nested values and ids left out; elements that are lists give Column1,
 * Column2, ..., others give Result.
 */
export function tableOf(picked: unknown): Table {
  const entries = (Array.isArray(picked) ? picked : [picked]).map(entryOf);
  const columns = [...new Set(entries.flatMap((entry) => [...entry.keys()]))];
  return {
    columns,
    rows: entries.map((entry) => columns.map((column) => entry.get(column) ?? "")),
  };
}

function entryOf(item: unknown): ReadonlyMap<string, string> {
  if (Array.isArray(item)) {
    return new Map(item.map((value, index) => [`Column${index + 1}`, textOf(value)]));
  }
  if (typeof item !== "object" || item === null) return new Map([["Result", textOf(item)]]);
  const shown = Object.entries(item).filter(
    ([key, value]) => !hiddenKeys.has(key) && value !== null && typeof value !== "object",
  );
  return new Map(shown.map(([key, value]) => [capitalize(key), textOf(value)]));
}

/**
 * Makes az's tab-separated lines of what a query picked: a list counts as its length, an object as
 * nothing, null as `None`, and booleans have az's two spellings.
 */
export function tsvOf(picked: unknown): string {
  const items: readonly unknown[] = Array.isArray(picked) ? picked : [picked];
  return items.map((item) => `${tsvRowOf(item)}\n`).join("");
}

function tsvRowOf(item: unknown): string {
  if (typeof item === "boolean") return String(item);
  if (typeof item !== "object" || item === null) return textOf(item);
  return Object.values(item).map(tsvCellOf).join("\t");
}

function tsvCellOf(value: unknown): string {
  if (Array.isArray(value)) return String(value.length);
  return typeof value === "object" && value !== null ? "" : textOf(value);
}

/** A value in Python's spelling, which is az's. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function capitalize(key: string): string {
  return key.slice(0, 1).toUpperCase() + key.slice(1);
}
