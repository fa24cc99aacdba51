// Evaluates the expressions that tests are written in.
import { createUnknown } from "../../src/arm/index.ts";
import {
  type Context,
  ExpressionFault,
  evaluate,
  parseText,
  type Value,
} from "../../src/intake/arm-template/expression/index.ts";

/**
 * A deployment that knows three unknown values, `x()`, `y()` and `z()`, one with an address, `of()`,
 * a function that gives its argument back, `contoso.same()`, and a secret, `secret()`.
 */
const context: Context = {
  call: (name, args) => {
    if (["x", "y", "z"].includes(name)) return createUnknown(name);
    if (name === "of") return createUnknown("of", { id: "/r/1", pointer: "/properties" });
    if (name === "contoso.same") return args[0] ?? null;
    return name === "secret" ? "hunter2" : undefined;
  },
  names: ["resourceId", "reference", "contoso.same"],
  isSecret: (text) => text.includes("hunter2"),
};

/** Evaluates `map(...)`, written without its brackets. Throws `ExpressionFault`. */
export function evaluateText(text: string): Value {
  const parsed = parseText(`[${text}]`);
  if (parsed.kind === "expression") return evaluate(parsed.expression, context);
  throw new ExpressionFault(parsed.kind === "invalid" ? parsed.problem : "a literal");
}

/** The value as JSON on one line, or `! message` for a fault, so that a row reads at a glance. */
export function showText(text: string): string {
  try {
    return JSON.stringify(evaluateText(text));
  } catch (error) {
    if (error instanceof ExpressionFault) return `! ${error.message}`;
    throw error;
  }
}
