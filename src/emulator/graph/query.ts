import { isJsonObject, type JsonObject } from "../../arm/index.ts";

/** A query, taken apart: a table, and what is done with its rows from left to right. */
export interface GraphQuery {
  readonly table: string;
  readonly stages: readonly Stage[];
}

/** One step of a query: rows in, rows out. */
export type Stage = (rows: readonly JsonObject[]) => readonly JsonObject[];

/** A query that is not understood, with the word that was not. */
export interface NotUnderstood {
  readonly problem: string;
}

/**
 * Parses the part of Kusto that tools send for lists of resources: `where` with comparisons, `project`,
 * `order by`, `take`, `count`, `distinct` and `summarize ... count() by`. What goes beyond is told, not
 * guessed.
 */
export function parseQuery(text: string): GraphQuery | NotUnderstood {
  const cursor: Cursor = { tokens: tokensOf(text), at: 0 };
  try {
    const table = take(cursor).toLowerCase();
    const stages: Stage[] = [];
    while (cursor.at < cursor.tokens.length) {
      expect(cursor, "|");
      stages.push(readStage(cursor));
    }
    return { table, stages };
  } catch (error) {
    if (error instanceof Misunderstanding) return { problem: error.message };
    throw error;
  }
}

class Misunderstanding extends Error {}

interface Cursor {
  readonly tokens: readonly string[];
  at: number;
}

const token =
  /\/\/[^\n]*|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|!in~|in~|!in\b|=~|!~|==|!=|<=|>=|!contains|!startswith|!endswith|!has|[\w$-]+|[^\s]/g;

function tokensOf(text: string): readonly string[] {
  return (text.match(token) ?? []).filter((one) => !one.startsWith("//"));
}

function peek({ tokens, at }: Cursor): string {
  return tokens[at]?.toLowerCase() ?? "";
}

function take(cursor: Cursor): string {
  const found = cursor.tokens[cursor.at];
  if (found === undefined) throw new Misunderstanding("it ends too early");
  cursor.at += 1;
  return found;
}

function takeIf(cursor: Cursor, word: string): boolean {
  if (peek(cursor) !== word) return false;
  cursor.at += 1;
  return true;
}

function expect(cursor: Cursor, word: string): void {
  if (takeIf(cursor, word)) return;
  throw new Misunderstanding(
    `'${cursor.tokens[cursor.at] ?? ""}' stands where '${word}' was expected`,
  );
}

function readStage(cursor: Cursor): Stage {
  const word = take(cursor).toLowerCase();
  switch (word) {
    case "where": {
      const test = readOr(cursor);
      return (rows) => rows.filter((row) => test(row) === true);
    }
    case "project":
      return readProject(cursor);
    case "order":
    case "sort":
      expect(cursor, "by");
      return readOrder(cursor);
    case "take":
    case "limit": {
      const most = Number(take(cursor));
      return (rows) => rows.slice(0, most);
    }
    case "count":
      return (rows) => [{ Count: rows.length }];
    case "distinct": {
      const columns = readColumns(cursor);
      return (rows) => distinct(rows.map((row) => pick(row, columns)));
    }
    case "summarize":
      return readSummary(cursor);
    default:
      throw new Misunderstanding(`the operator '${word}' is not offered`);
  }
}

type Value = (row: JsonObject) => unknown;

interface Column {
  readonly name: string;
  readonly value: Value;
}

function readProject(cursor: Cursor): Stage {
  const columns = readColumns(cursor);
  return (rows) => rows.map((row) => pick(row, columns));
}

function readColumns(cursor: Cursor): readonly Column[] {
  const columns: Column[] = [];
  do {
    const start = cursor.at;
    const first = take(cursor);
    if (takeIf(cursor, "=")) {
      columns.push({ name: first, value: readOperand(cursor) });
      continue;
    }
    cursor.at = start;
    const value = readOperand(cursor);
    const written = cursor.tokens.slice(start, cursor.at).filter((one) => /^\w/.test(one));
    columns.push({ name: written.join("_"), value });
  } while (takeIf(cursor, ","));
  return columns;
}

function pick(row: JsonObject, columns: readonly Column[]): JsonObject {
  return Object.fromEntries(columns.map(({ name, value }) => [name, value(row) ?? null]));
}

function distinct(rows: readonly JsonObject[]): readonly JsonObject[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}

function readOrder(cursor: Cursor): Stage {
  const keys: { readonly value: Value; readonly sign: number }[] = [];
  do {
    const value = readOperand(cursor);
    const isAscending = takeIf(cursor, "asc");
    if (!isAscending) takeIf(cursor, "desc");
    keys.push({ value, sign: isAscending ? 1 : -1 });
  } while (takeIf(cursor, ","));
  return (rows) =>
    [...rows].sort((left, right) => {
      for (const { value, sign } of keys) {
        const order = compare(value(left), value(right));
        if (order !== 0) return sign * order;
      }
      return 0;
    });
}

function compare(left: unknown, right: unknown): number {
  if (typeof left === "number" && typeof right === "number") return left - right;
  const [one, other] = [textOf(left), textOf(right)];
  return one < other ? -1 : one > other ? 1 : 0;
}

function readSummary(cursor: Cursor): Stage {
  const start = cursor.at;
  let name = "count_";
  if (cursor.tokens[start + 1] === "=") {
    name = take(cursor);
    expect(cursor, "=");
  }
  expect(cursor, "count");
  expect(cursor, "(");
  expect(cursor, ")");
  const columns = takeIf(cursor, "by") ? readColumns(cursor) : [];
  return (rows) => {
    const groups = new Map<string, { readonly row: JsonObject; count: number }>();
    for (const row of rows) {
      const picked = pick(row, columns);
      const key = JSON.stringify(picked);
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { row: picked, count: 1 });
      else known.count += 1;
    }
    return [...groups.values()].map(({ row, count }) => ({ ...row, [name]: count }));
  };
}

function readOr(cursor: Cursor): Value {
  let left = readAnd(cursor);
  while (takeIf(cursor, "or")) {
    const [first, second] = [left, readAnd(cursor)];
    left = (row) => first(row) === true || second(row) === true;
  }
  return left;
}

function readAnd(cursor: Cursor): Value {
  let left = readComparison(cursor);
  while (takeIf(cursor, "and")) {
    const [first, second] = [left, readComparison(cursor)];
    left = (row) => first(row) === true && second(row) === true;
  }
  return left;
}

function readComparison(cursor: Cursor): Value {
  if (takeIf(cursor, "(")) {
    const inner = readOr(cursor);
    expect(cursor, ")");
    return inner;
  }
  if (peek(cursor) === "not" && cursor.tokens[cursor.at + 1] === "(") {
    cursor.at += 2;
    const inner = readOr(cursor);
    expect(cursor, ")");
    return (row) => inner(row) !== true;
  }
  const left = readOperand(cursor);
  const operator = peek(cursor);
  if (["", "|", "and", "or", ")"].includes(operator)) return left;
  cursor.at += 1;
  return readRight(cursor, left, operator);
}

function readRight(cursor: Cursor, left: Value, written: string): Value {
  const isNegated = written.startsWith("!") && written.length > 1;
  const operator = isNegated ? written.slice(1) : written;
  const test = testOf(cursor, left, operator);
  return isNegated ? (row) => !test(row) : test;
}

function testOf(cursor: Cursor, left: Value, operator: string): (row: JsonObject) => boolean {
  if (operator === "in" || operator === "in~") {
    const wanted = new Set(readList(cursor).map((one) => (operator === "in" ? one : lower(one))));
    return (row) => wanted.has(operator === "in" ? textOf(left(row)) : lower(left(row)));
  }
  const right = readOperand(cursor);
  switch (operator) {
    case "==":
    case "=":
      return (row) => textOf(left(row)) === textOf(right(row));
    case "=~":
    case "~":
      return (row) => lower(left(row)) === lower(right(row));
    case "contains":
    case "has":
      return (row) => lower(left(row)).includes(lower(right(row)));
    case "startswith":
      return (row) => lower(left(row)).startsWith(lower(right(row)));
    case "endswith":
      return (row) => lower(left(row)).endsWith(lower(right(row)));
    default:
      throw new Misunderstanding(`the comparison '${operator}' is not offered`);
  }
}

function readList(cursor: Cursor): readonly string[] {
  expect(cursor, "(");
  const values: string[] = [];
  while (!takeIf(cursor, ")")) {
    values.push(textOf(readOperand(cursor)({})));
    takeIf(cursor, ",");
  }
  return values;
}

const functions: ReadonlyMap<string, (value: unknown) => unknown> = new Map<
  string,
  (value: unknown) => unknown
>([
  ["tolower", (value) => lower(value)],
  ["tostring", (value) => textOf(value)],
  ["isempty", (value) => textOf(value) === ""],
  ["isnotempty", (value) => textOf(value) !== ""],
  ["isnull", (value) => value === undefined || value === null],
  ["isnotnull", (value) => value !== undefined && value !== null],
]);

function readOperand(cursor: Cursor): Value {
  const first = take(cursor);
  const literal = literalOf(first);
  if (literal !== undefined) return () => literal;
  if (!/^\w/.test(first)) throw new Misunderstanding(`'${first}' is not understood`);
  if (takeIf(cursor, "(")) {
    const call = functions.get(first.toLowerCase());
    if (call === undefined) throw new Misunderstanding(`the function '${first}' is not offered`);
    const inner = readOperand(cursor);
    expect(cursor, ")");
    return (row) => call(inner(row));
  }
  const steps = [first];
  for (;;) {
    if (takeIf(cursor, ".")) steps.push(take(cursor));
    else if (takeIf(cursor, "[")) {
      steps.push(String(literalOf(take(cursor)) ?? ""));
      expect(cursor, "]");
    } else break;
  }
  return (row) => steps.reduce<unknown>(member, row);
}

function literalOf(written: string): string | number | boolean | undefined {
  if (/^['"]/.test(written)) return written.slice(1, -1).replaceAll(/\\(.)/g, "$1");
  if (/^-?\d+(?:\.\d+)?$/.test(written)) return Number(written);
  if (/^(?:true|false)$/i.test(written)) return written.toLowerCase() === "true";
  return undefined;
}

// Columns are found in any casing, as tools write them.
function member(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value[Number(name)];
  if (!isJsonObject(value)) return undefined;
  if (Object.hasOwn(value, name)) return value[name];
  const wanted = name.toLowerCase();
  const found = Object.keys(value).find((one) => one.toLowerCase() === wanted);
  return found === undefined ? undefined : value[found];
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function lower(value: unknown): string {
  return textOf(value).toLowerCase();
}
