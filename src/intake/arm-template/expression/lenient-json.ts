import { ExpressionFault } from "./fault.ts";
import { maxValueDepth } from "./limits.ts";
import type { Value } from "./value.ts";

interface Cursor {
  readonly text: string;
  at: number;
}

/**
 * Parses JSON as Azure does, which also takes single quotes, names without quotes, comments and
 * trailing commas. Throws `ExpressionFault`. Cost: linear.
 */
export function parseLenientJson(text: string): Value {
  const cursor: Cursor = { text, at: 0 };
  const value = readValue(cursor, 1);
  if (peek(cursor) !== "") throw notJson();
  return value;
}

function notJson(): ExpressionFault {
  return new ExpressionFault("the text is not JSON");
}

const blank = /\s*(?:(?:\/\*[\s\S]*?\*\/|\/\/[^\r\n]*)\s*)*/y;
const word = /[\p{L}\p{N}_$.+-]+/uy;
const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The next character that counts; empty at the end. */
function peek(cursor: Cursor): string {
  cursor.at += match(blank, cursor).length;
  return cursor.text.charAt(cursor.at);
}

function match(pattern: RegExp, { text, at }: Cursor): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

function takeIf(cursor: Cursor, character: string): boolean {
  if (peek(cursor) !== character) return false;
  cursor.at += 1;
  return true;
}

function readValue(cursor: Cursor, depth: number): Value {
  if (depth > maxValueDepth) throw new ExpressionFault("the JSON nests too deep");
  const first = peek(cursor);
  if (first === '"' || first === "'") return readString(cursor);
  if (takeIf(cursor, "{")) return readObject(cursor, depth);
  if (takeIf(cursor, "[")) return readArray(cursor, depth);
  return readWord(cursor);
}

function readWord(cursor: Cursor): Value {
  const found = match(word, cursor);
  cursor.at += found.length;
  if (found === "true" || found === "false") return found === "true";
  if (found === "null") return null;
  const value = Number(found);
  if (number.test(found) && Number.isFinite(value)) return value;
  throw notJson();
}

function readArray(cursor: Cursor, depth: number): Value {
  const values: Value[] = [];
  while (!takeIf(cursor, "]")) {
    values.push(readValue(cursor, depth + 1));
    if (!takeIf(cursor, ",") && peek(cursor) !== "]") throw notJson();
  }
  return values;
}

function readObject(cursor: Cursor, depth: number): Value {
  const members: (readonly [string, Value])[] = [];
  while (!takeIf(cursor, "}")) {
    const name = readName(cursor);
    if (!takeIf(cursor, ":")) throw notJson();
    members.push([name, readValue(cursor, depth + 1)]);
    if (!takeIf(cursor, ",") && peek(cursor) !== "}") throw notJson();
  }
  return Object.fromEntries(members);
}

function readName(cursor: Cursor): string {
  const first = peek(cursor);
  if (first === '"' || first === "'") return readString(cursor);
  const name = match(word, cursor);
  if (name === "") throw notJson();
  cursor.at += name.length;
  return name;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["0", "\0"],
]);

const double = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y;
const single = /'[^'\\]*(?:\\[\s\S][^'\\]*)*'/y;

function readString(cursor: Cursor): string {
  const raw = match(peek(cursor) === '"' ? double : single, cursor);
  if (raw === "") throw notJson();
  cursor.at += raw.length;
  return raw.slice(1, -1).replaceAll(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_, code, other) => {
    if (typeof code === "string") return String.fromCharCode(Number.parseInt(code, 16));
    return escapes.get(String(other)) ?? String(other);
  });
}
