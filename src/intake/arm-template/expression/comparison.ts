import { argument, wrongKind } from "./argument.ts";
import { areEqual } from "./equality.ts";
import type { FunctionRow } from "./function-row.ts";
import { type Call, unknownOf } from "./source.ts";
import type { Value } from "./value.ts";

/** Comparisons of two values. */
export const comparisonFunctions: readonly FunctionRow[] = [
  { name: "equals", count: [2, 2], unknowns: "never", apply: equals },
  { name: "greater", count: [2, 2], apply: (call) => compare(call) > 0 },
  { name: "greaterOrEquals", count: [2, 2], apply: (call) => compare(call) >= 0 },
  { name: "less", count: [2, 2], apply: (call) => compare(call) < 0 },
  { name: "lessOrEquals", count: [2, 2], apply: (call) => compare(call) <= 0 },
];

// English sorts as Azure's invariant culture does: by letter first, then lower case before upper. Made
// when it is first asked: to make it takes 9 ms, and templates rarely compare texts.
let collator: Intl.Collator | undefined;

function equals(call: Call): Value {
  return areEqual(argument(call, 0), argument(call, 1)) ?? unknownOf(call);
}

/** Negative, zero or positive as the first argument is less than, equal to or greater. */
function compare(call: Call): number {
  const [a, b] = [argument(call, 0), argument(call, 1)];
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (isText(a) && isText(b)) {
    collator ??= new Intl.Collator("en");
    return collator.compare(a ?? "", b ?? "");
  }
  if (isText(a)) throw wrongKind(call, 1, "a text, like the other");
  if (typeof a === "number") throw wrongKind(call, 1, "a number, like the other");
  throw wrongKind(call, 0, "a number or text");
}

function isText(value: Value): value is string | null {
  return typeof value === "string" || value === null;
}
