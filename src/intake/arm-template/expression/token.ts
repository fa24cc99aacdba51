import { ExpressionFault } from "./fault.ts";

/** One token of an expression; `at` is its first character in the text, 0-based. */
export type Token =
  | { readonly kind: "name"; readonly text: string; readonly at: number }
  | { readonly kind: "string"; readonly value: string; readonly at: number }
  | { readonly kind: "number"; readonly value: number; readonly at: number }
  | { readonly kind: "mark"; readonly text: string; readonly at: number }
  | { readonly kind: "end"; readonly at: number };

const space = /\s*/y;
const name = /[\p{L}_$][\p{L}\p{N}_$-]*/uy;
const number = /[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const quoted = /'[^']*(?:''[^']*)*'/y;
const marks = "()[].,";

const smallest = -(2n ** 63n);
const largest = 2n ** 63n - 1n;

/** Cuts `text` from `start` up to `end` into tokens; the last one is the end. */
export function tokenize(text: string, start: number, end: number): readonly Token[] {
  const tokens: Token[] = [];
  let at = afterSpace(text, start);
  while (at < end) {
    const [token, next] = readToken(text, at, end);
    tokens.push(token);
    at = afterSpace(text, next);
  }
  tokens.push({ kind: "end", at: end });
  return tokens;
}

/** Says where something is wrong; positions count from 1. */
export function faultAt(at: number, problem: string): ExpressionFault {
  return new ExpressionFault(`at character ${at + 1}: ${problem}`);
}

function readToken(text: string, at: number, end: number): readonly [Token, number] {
  const first = text.charAt(at);
  if (first === "'") return readString(text, at, end);
  const digits = match(number, text, at);
  if (digits !== undefined) return [readNumber(digits, at), at + digits.length];
  const word = match(name, text, at);
  if (word !== undefined) return [{ kind: "name", text: word, at }, at + word.length];
  if (marks.includes(first)) return [{ kind: "mark", text: first, at }, at + 1];
  throw faultAt(at, strangeCharacter(first));
}

/** A text in single quotes; a doubled quote stands for one. */
function readString(text: string, at: number, end: number): readonly [Token, number] {
  const raw = match(quoted, text, at);
  if (raw === undefined || at + raw.length > end) {
    throw faultAt(at, "the closing quote of this text is missing");
  }
  const value = raw.slice(1, -1).replaceAll("''", "'");
  return [{ kind: "string", value, at }, at + raw.length];
}

function readNumber(digits: string, at: number): Token {
  const isInteger = /^[+-]?\d+$/.test(digits);
  if (isInteger) {
    const exact = BigInt(digits.startsWith("+") ? digits.slice(1) : digits);
    if (exact < smallest || exact > largest) throw faultAt(at, "this integer exceeds 64 bits");
  }
  return { kind: "number", value: Number(digits), at };
}

function strangeCharacter(character: string): string {
  if (character === '"') return "texts inside an expression stand in single quotes";
  if ("+-*/%=<>!&|?:".includes(character)) {
    return `${character} is no part of the language; write a function such as add() or equals()`;
  }
  return `${JSON.stringify(character)} is no part of the language`;
}

function afterSpace(text: string, at: number): number {
  return at + (match(space, text, at)?.length ?? 0);
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
