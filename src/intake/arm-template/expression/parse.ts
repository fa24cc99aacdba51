import { ExpressionFault } from "./fault.ts";
import { maxExpressionDepth, maxExpressionLength } from "./limits.ts";
import { faultAt, type Token, tokenize } from "./token.ts";

/** The syntax tree of one expression; at most 100 calls deep. */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | number }
  /** `name` as it was written, with its namespace when it has one: `contoso.uniqueName`. */
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: "member"; readonly object: Expression; readonly name: string }
  | { readonly kind: "index"; readonly object: Expression; readonly index: Expression };

/** What a text of a template is. */
export type ParsedText =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "expression"; readonly expression: Expression }
  /** `problem` says where and what, without the text itself. */
  | { readonly kind: "invalid"; readonly problem: string };

interface Cursor {
  readonly tokens: readonly Token[];
  next: number;
}

/**
 * Parses one text of a template: an expression when it begins with `[` and ends with `]`, else
 * itself. A doubled bracket at the start makes such a text a literal with one bracket. White space
 * outside the brackets makes a literal; inside it is free. Never throws; cost: linear.
 */
export function parseText(text: string): ParsedText {
  if (!text.startsWith("[") || !text.endsWith("]") || text.length < 2) {
    return { kind: "literal", text };
  }
  if (text.startsWith("[[")) return { kind: "literal", text: text.slice(1) };
  if (text.length > maxExpressionLength) {
    const problem = `the expression has ${text.length} characters, and Azure takes ${maxExpressionLength}`;
    return { kind: "invalid", problem };
  }
  try {
    return { kind: "expression", expression: parse(text) };
  } catch (error) {
    if (error instanceof ExpressionFault) return { kind: "invalid", problem: error.message };
    throw error;
  }
}

function parse(text: string): Expression {
  const cursor: Cursor = { tokens: tokenize(text, 1, text.length - 1), next: 0 };
  const expression = parseExpression(cursor, 1);
  const rest = take(cursor);
  if (rest.kind !== "end") throw faultAt(rest.at, `${show(rest)} does not belong here`);
  return expression;
}

function parseExpression(cursor: Cursor, depth: number): Expression {
  const token = take(cursor);
  if (depth > maxExpressionDepth) {
    throw faultAt(token.at, `calls stand more than ${maxExpressionDepth} deep in each other`);
  }
  switch (token.kind) {
    case "string":
    case "number":
      return { kind: "literal", value: token.value };
    case "name":
      return parseAccess(cursor, parseCall(cursor, token.text, token.at, depth), depth);
    case "mark":
    case "end":
      throw faultAt(token.at, `${show(token)} stands where a function, text or number belongs`);
  }
}

/** A name, or a namespace and a name, and the arguments. */
function parseCall(cursor: Cursor, first: string, at: number, depth: number): Expression {
  let name = first;
  if (takeMark(cursor, ".")) name = `${first}.${takeName(cursor)}`;
  if (!takeMark(cursor, "(")) throw faultAt(at, `${name} is no function call; write ${name}()`);
  return { kind: "call", name, args: parseArguments(cursor, depth) };
}

function parseArguments(cursor: Cursor, depth: number): readonly Expression[] {
  const args: Expression[] = [];
  if (takeMark(cursor, ")")) return args;
  do args.push(parseExpression(cursor, depth + 1));
  while (takeMark(cursor, ","));
  expectMark(cursor, ")", "a comma or closing parenthesis");
  return args;
}

/** The chain of `.name` and `[index]` behind a call. */
function parseAccess(cursor: Cursor, call: Expression, depth: number): Expression {
  let object = call;
  for (let length = 0; ; length += 1) {
    if (length > maxExpressionDepth) {
      throw faultAt(peek(cursor).at, `more than ${maxExpressionDepth} members in one chain`);
    }
    if (takeMark(cursor, ".")) {
      object = { kind: "member", object, name: takeName(cursor) };
    } else if (takeMark(cursor, "[")) {
      object = { kind: "index", object, index: parseExpression(cursor, depth + 1) };
      expectMark(cursor, "]", "a closing bracket");
    } else {
      return object;
    }
  }
}

function takeName(cursor: Cursor): string {
  const token = take(cursor);
  if (token.kind === "name") return token.text;
  throw faultAt(token.at, `${show(token)} stands where a name belongs`);
}

function takeMark(cursor: Cursor, text: string): boolean {
  const token = peek(cursor);
  if (token.kind !== "mark" || token.text !== text) return false;
  cursor.next += 1;
  return true;
}

function expectMark(cursor: Cursor, text: string, wanted: string): void {
  if (takeMark(cursor, text)) return;
  const token = peek(cursor);
  throw faultAt(token.at, `${show(token)} stands where ${wanted} belongs`);
}

function take(cursor: Cursor): Token {
  const token = peek(cursor);
  cursor.next += 1;
  return token;
}

function peek(cursor: Cursor): Token {
  return cursor.tokens[cursor.next] ?? { kind: "end", at: cursor.tokens.at(-1)?.at ?? 0 };
}

/** A token in words; texts are not quoted, for they may be secret. */
function show(token: Token): string {
  switch (token.kind) {
    case "name":
    case "mark":
      return token.text;
    case "number":
      return String(token.value);
    case "string":
      return "a text";
    case "end":
      return "the end";
  }
}
