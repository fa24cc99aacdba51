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
  return String(value).replace("e", typeof value === "number" ? "E" : "e");
}

/** An argument of `concat` as a piece of a text. */
export function pieceOf(call: Call, index: number): Piece {
  const value = argument(call, index);
  if (isUnknown(value)) return value;
  if (isList(value) || isObject(value)) throw wrongKind(call, index, "a text, integer or boolean");
  return textOfSimple(value);
}

/** JSON on one line, as Azure writes it into texts. */
export function toJson(value: Value): string {
  return JSON.stringify(value);
}

/** Lower case without changing the length, so that positions stay those of the text. */
export function lower(text: string): string {
  const lowered = text.toLowerCase();
  return lowered.length === text.length ? lowered : [...text].map(lowerOne).join("");
}

function lowerOne(character: string): string {
  const lowered = character.toLowerCase();
  return lowered.length === character.length ? lowered : character;
}
