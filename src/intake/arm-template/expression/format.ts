import { isUnknown } from "../../../arm/index.ts";
import { argument, faultOf, named, text } from "./argument.ts";
import { type FunctionRow, many } from "./function-row.ts";
import { interpolate, type Piece } from "./interpolate.ts";
import { maxTextLength } from "./limits.ts";
import { hasUnknown } from "./measure.ts";
import { formatNumber } from "./number-format.ts";
import { type Call, unknownOf } from "./source.ts";
import { textOf } from "./text-value.ts";
import type { Value } from "./value.ts";

/** `format`, with the composite patterns of .NET. */
export const formatFunctions: readonly FunctionRow[] = [
  { name: "format", count: [1, many], unknowns: "never", apply: format },
];

// A doubled brace, a hole `{index,width:pattern}`, a text without braces, or a brace too many.
const piece = /\{\{|\}\}|\{(\d{1,6})\s*(?:,\s*(-?\d{1,6})\s*)?(?::([^{}]*))?\}|[^{}]+|[{}]/g;

interface Hole {
  readonly index: number;
  /** Least width; negative fills at the right. */
  readonly width: number;
  readonly pattern: string;
}

function format(call: Call): Value {
  if (isUnknown(argument(call, 0))) return unknownOf(call);
  const pieces = [...text(call, 0).matchAll(piece)].map(([found, index, width, pattern]): Piece => {
    if (index !== undefined) {
      return fill(call, {
        index: Number(index),
        width: Number(width ?? 0),
        pattern: pattern ?? "",
      });
    }
    if (found === "{{" || found === "}}") return found.charAt(0);
    if (found === "{" || found === "}") throw faultOf(call, `a brace stands alone in the pattern`);
    return found;
  });
  return named(call, () => interpolate(pieces, call.isSecret));
}

function fill(call: Call, hole: Hole): Piece {
  const { index, width, pattern } = hole;
  if (index >= call.args.length - 1) {
    throw faultOf(call, `the pattern asks for argument {${index}}, and there is none`);
  }
  const value = argument(call, index + 1);
  if (hasUnknown(value)) return unknownPiece(call, value, hole);
  if (Math.abs(width) > maxTextLength) throw faultOf(call, `the width ${width} is too large`);
  const shown = named(call, () =>
    typeof value === "number" ? formatNumber(value, pattern) : quoted(value),
  );
  return width < 0 ? shown.padEnd(-width) : shown.padStart(width);
}

/** Arrays and objects stand in a text as JSON with single quotes. */
function quoted(value: Value): string {
  return typeof value === "object" ? textOf(value).replaceAll('"', "'") : textOf(value);
}

/** A plain hole holds the unknown value itself, so that it meets the same text made otherwise. */
function unknownPiece(call: Call, value: Value, { width, pattern }: Hole): Piece {
  if (isUnknown(value) && width === 0 && pattern === "") return value;
  const hole = `{0${width === 0 ? "" : `,${width}`}${pattern === "" ? "" : `:${pattern}`}}`;
  return unknownOf({ ...call, args: [hole, value] });
}
