import { createUnknown, type Unknown } from "../../../arm/index.ts";
import { ExpressionFault } from "./fault.ts";
import type { Value } from "./value.ts";

/** Stands for what has no value, and may not need one. */
export const skipped: Unknown = createUnknown("...");

/** Evaluates what Azure may never evaluate, so that a fault in it is no fault. */
export function attempt(evaluate: () => Value): Value {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof ExpressionFault) return skipped;
    throw error;
  }
}
