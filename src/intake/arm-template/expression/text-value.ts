import { isUnknown } from "../../../arm/index.ts";
import { argument, wrongKind } from "./argument.ts";
import type { Piece } from "./interpolate.ts";
import { isList, isObject } from "./measure.ts";
import type { Call } from "./source.ts";
import type { Value } from "./value.ts";

/** A simple value in a text, in the words of .NET: booleans are capitalized, null is nothing. */
export function textOfSimple(value: null | boolean | number | string): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "number" ? String(value).replace("e", "E") : value;
}

/** An argument of `concat` as a piece of a text. */
export function pieceOf(call: Call, index: number): Piece {
  const value = argument(call, index);
  if (isUnknown(value)) return value;
  if (isList(value) || isObject(value)) throw wrongKind(call, index, "a text, integer or boolean");
  return textOfSimple(value);
}

/** Any known value as a text: arrays and objects as JSON on one line. */
export function textOf(value: Value): string {
  return value !== null && typeof value === "object" ? JSON.stringify(value) : textOfSimple(value);
}

/** Lower case, letter by letter: as in .NET no letter becomes several. */
export function lower(text: string): string {
  const lowered = text.toLowerCase();
  return lowered.length === text.length ? lowered : mapLetters(text, (c) => c.toLowerCase());
}

/** Upper case, letter by letter. */
export function upper(text: string): string {
  const raised = text.toUpperCase();
  return raised.length === text.length ? raised : mapLetters(text, (c) => c.toUpperCase());
}

function mapLetters(text: string, change: (letter: string) => string): string {
  return Array.from(text, (letter) => {
    const changed = change(letter);
    return changed.length === letter.length ? changed : letter;
  }).join("");
}
