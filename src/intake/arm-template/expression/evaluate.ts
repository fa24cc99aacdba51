import { ExpressionFault } from "./fault.ts";
import type { Expression } from "./parse.ts";
import type { Context, Value } from "./value.ts";

/** Evaluates an expression. Throws `ExpressionFault` when it has no value. */
export function evaluate(_expression: Expression, _context: Context): Value {
  throw new ExpressionFault("not yet");
}
