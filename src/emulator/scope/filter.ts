import { isJsonObject } from "../../arm/index.ts";
import { type Refusal, type Row, refuse } from "../../provider/index.ts";

/** Whether a row belongs to a list. */
export type Filter = (row: Row) => boolean;

/**
 * Parses `$filter` of a list of resources or groups: `eq`, `ne`, `and`, `or`, `not`, parentheses,
 * `substringof`, `startswith` and `contains` over `resourceType`, `name`, `resourceGroup`, `location`,
 * `tagName` and `tagValue`. Names and values are compared without regard to case. A name and a value
 * of a tag that are asked for together have to be of one tag.
 */
export function parseFilter(text: string | undefined): Filter | Refusal {
  if (text === undefined || text.trim() === "") return () => true;
  const tokens = text.match(/'(?:[^']|'')*'|[()]|,|[^\s(),']+/g) ?? [];
  const cursor: Cursor = { tokens, at: 0 };
  const test = readOr(cursor);
  if (test === undefined || cursor.at < tokens.length) return invalidFilter(text);
  const asksForTags = /\btag(?:name|value)\b/i.test(text);
  return (row) =>
    asksForTags
      ? tagsOf(row).some((tag) => test({ row, tag }))
      : test({ row, tag: { name: "", value: "" } });
}

interface Subject {
  readonly row: Row;
  /** One of the row's tags. */
  readonly tag: { readonly name: string; readonly value: string };
}

type Test = (subject: Subject) => boolean;

interface Cursor {
  readonly tokens: readonly string[];
  at: number;
}

function takeIf(cursor: Cursor, word: string): boolean {
  if (cursor.tokens[cursor.at]?.toLowerCase() !== word) return false;
  cursor.at += 1;
  return true;
}

function take(cursor: Cursor): string {
  const token = cursor.tokens[cursor.at] ?? "";
  cursor.at += 1;
  return token;
}

function readOr(cursor: Cursor): Test | undefined {
  let left = readAnd(cursor);
  while (left !== undefined && takeIf(cursor, "or")) {
    const [first, second] = [left, readAnd(cursor)];
    left = second && ((subject) => first(subject) || second(subject));
  }
  return left;
}

function readAnd(cursor: Cursor): Test | undefined {
  let left = readOne(cursor);
  while (left !== undefined && takeIf(cursor, "and")) {
    const [first, second] = [left, readOne(cursor)];
    left = second && ((subject) => first(subject) && second(subject));
  }
  return left;
}

function readOne(cursor: Cursor): Test | undefined {
  if (takeIf(cursor, "not")) {
    const inner = readOne(cursor);
    return inner && ((subject) => !inner(subject));
  }
  if (takeIf(cursor, "(")) {
    const inner = readOr(cursor);
    return takeIf(cursor, ")") ? inner : undefined;
  }
  const word = take(cursor).toLowerCase();
  return functions.has(word) ? readCall(cursor, word) : readComparison(cursor, word);
}

const functions: ReadonlySet<string> = new Set(["substringof", "startswith", "contains"]);

function readCall(cursor: Cursor, name: string): Test | undefined {
  if (!takeIf(cursor, "(")) return undefined;
  const first = take(cursor);
  if (!takeIf(cursor, ",")) return undefined;
  const second = take(cursor);
  if (!takeIf(cursor, ")")) return undefined;
  // `substringof` has the part first, the others the whole.
  const [property, part] = name === "substringof" ? [second, first] : [first, second];
  const read = readers.get(property.toLowerCase());
  const wanted = textOf(part);
  if (read === undefined || wanted === undefined) return undefined;
  takeTrue(cursor);
  return name === "startswith"
    ? (subject) => read(subject).startsWith(wanted)
    : (subject) => read(subject).includes(wanted);
}

function takeTrue(cursor: Cursor): void {
  const { tokens, at } = cursor;
  if (tokens[at]?.toLowerCase() === "eq" && tokens[at + 1]?.toLowerCase() === "true")
    cursor.at += 2;
}

function readComparison(cursor: Cursor, property: string): Test | undefined {
  const read = readers.get(property);
  const operator = take(cursor).toLowerCase();
  const wanted = textOf(take(cursor));
  if (read === undefined || wanted === undefined) return undefined;
  if (operator === "eq") return (subject) => read(subject) === wanted;
  return operator === "ne" ? (subject) => read(subject) !== wanted : undefined;
}

function textOf(token: string): string | undefined {
  return token.startsWith("'") && token.length > 1
    ? token.slice(1, -1).replaceAll("''", "'").toLowerCase()
    : undefined;
}

const readers: ReadonlyMap<string, (subject: Subject) => string> = new Map([
  ["resourcetype", ({ row }) => row.typeKey],
  ["name", ({ row }) => row.id.name.toLowerCase()],
  ["resourcegroup", ({ row }) => row.id.resourceGroup?.toLowerCase() ?? ""],
  ["location", ({ row }) => String(row.body["location"] ?? "").toLowerCase()],
  ["tagname", ({ tag }) => tag.name.toLowerCase()],
  ["tagvalue", ({ tag }) => tag.value.toLowerCase()],
]);

function tagsOf({ body }: Row): readonly Subject["tag"][] {
  const { tags } = body;
  if (!isJsonObject(tags)) return [];
  return Object.entries(tags).map(([name, value]) => ({ name, value: String(value ?? "") }));
}

function invalidFilter(text: string): Refusal {
  return refuse(
    400,
    "InvalidFilterInQueryString",
    `Invalid $filter '${text}' specified in the query string. It compares resourceType, name, ` +
      "resourceGroup, location, tagName or tagValue with texts.",
  );
}
