import { isUnknown } from "../../../arm/index.ts";
import { argument, faultOf, integer, list, named, text, wrongKind } from "./argument.ts";
import type { FunctionRow } from "./function-row.ts";
import { interpolate, type Piece } from "./interpolate.ts";
import { maxTextLength } from "./limits.ts";
import { isList, isObject } from "./measure.ts";
import { type Call, unknownOf } from "./source.ts";
import { lower, textOf, textOfSimple, upper } from "./text-value.ts";
import type { Value } from "./value.ts";

/** Functions of texts. */
export const stringFunctions: readonly FunctionRow[] = [
  { name: "endsWith", count: [2, 2], apply: (call) => lowered(call, 0).endsWith(lowered(call, 1)) },
  { name: "join", count: [2, 2], unknowns: "never", apply: join },
  { name: "like", count: [2, 2], apply: like },
  { name: "padLeft", count: [2, 3], apply: padLeft },
  { name: "replace", count: [3, 3], apply: replace },
  { name: "split", count: [2, 2], apply: split },
  {
    name: "startsWith",
    count: [2, 2],
    apply: (call) => lowered(call, 0).startsWith(lowered(call, 1)),
  },
  { name: "string", count: [1, 1], apply: (call) => textOf(argument(call, 0)) },
  { name: "substring", count: [2, 3], apply: substring },
  { name: "toLower", count: [1, 1], apply: (call) => lowered(call, 0) },
  { name: "toUpper", count: [1, 1], apply: (call) => upper(text(call, 0)) },
  { name: "trim", count: [1, 1], apply: (call) => text(call, 0).trim() },
];

function lowered(call: Call, index: number): string {
  return lower(text(call, index));
}

function join(call: Call): Value {
  if (call.args.some(isUnknown)) return unknownOf(call);
  const delimiter = text(call, 1);
  const pieces = list(call, 0).flatMap((value, index): readonly Piece[] => {
    if (isList(value) || isObject(value)) {
      throw faultOf(call, `element ${index} of the array is no text`);
    }
    const piece = isUnknown(value) ? value : textOfSimple(value);
    return index === 0 ? [piece] : [delimiter, piece];
  });
  return named(call, () => interpolate(pieces, call.isSecret));
}

/** `*` stands for any characters. Matched piece by piece, for a pattern of many stars. */
function like(call: Call): Value {
  const [value, pattern] = [lowered(call, 0), lowered(call, 1)];
  const [head = "", ...pieces] = pattern.split("*");
  const tail = pieces.pop();
  if (tail === undefined) return value === head;
  if (!value.startsWith(head) || !value.endsWith(tail)) return false;
  let at = head.length;
  for (const piece of pieces) {
    const found = value.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at + tail.length <= value.length;
}

function padLeft(call: Call): Value {
  const value = argument(call, 0);
  if (typeof value !== "string" && typeof value !== "number" && value !== null) {
    throw wrongKind(call, 0, "a text or integer");
  }
  const [width, filler] = [integer(call, 1), argument(call, 2) === null ? " " : text(call, 2)];
  if (width > maxTextLength) throw faultOf(call, `the width exceeds ${maxTextLength}`);
  if (filler.length !== 1) throw faultOf(call, "the filler is not one character");
  return textOfSimple(value).padStart(width, filler);
}

function replace(call: Call): Value {
  const [value, old, fresh] = [text(call, 0), text(call, 1), text(call, 2)];
  if (old === "") throw faultOf(call, "the text to be replaced is empty");
  const pieces = value.split(old);
  if (value.length + (pieces.length - 1) * (fresh.length - old.length) > maxTextLength) {
    throw faultOf(call, `the result exceeds ${maxTextLength} characters`);
  }
  return pieces.join(fresh);
}

/** Cuts at each delimiter; at one place the delimiter that is named first counts. */
function split(call: Call): Value {
  if (argument(call, 0) === null) return [];
  const value = text(call, 0);
  const named = delimitersOf(call);
  // .NET's rules: no delimiter at all means white space, and an empty one cuts nowhere.
  if (named.length === 0) return value.split(/\s/);
  const delimiters = named.filter((delimiter) => delimiter !== "");
  if (delimiters.length === 0) return [value];
  const pattern = delimiters.map((delimiter) => delimiter.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
  return value.split(new RegExp(pattern.join("|")));
}

function delimitersOf(call: Call): readonly string[] {
  const delimiter = argument(call, 1);
  if (!isList(delimiter)) return [text(call, 1)];
  return delimiter.map((value) => {
    if (typeof value === "string") return value;
    throw faultOf(call, "a delimiter is no text");
  });
}

function substring(call: Call): Value {
  const [value, start] = [text(call, 0), integer(call, 1)];
  if (start < 0 || start > value.length) {
    throw faultOf(call, `the start ${start} is outside the text of ${value.length} characters`);
  }
  if (argument(call, 2) === null) return value.slice(start);
  const length = integer(call, 2);
  if (length < 0 || start + length > value.length) {
    throw faultOf(call, `${length} characters from ${start} on exceed the text of ${value.length}`);
  }
  return value.slice(start, start + length);
}
