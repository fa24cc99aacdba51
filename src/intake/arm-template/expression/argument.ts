import { isUnknown } from "../../../arm/index.ts";
import { ExpressionFault } from "./fault.ts";
import { isList, isObject } from "./measure.ts";
import type { Call } from "./source.ts";
import type { ObjectValue, Value } from "./value.ts";

/** A value's kind in words; values themselves may be secret. */
export function kindOf(value: Value): string {
  if (value === null) return "null";
  if (isUnknown(value)) return "an unknown value";
  if (isList(value)) return "an array";
  if (typeof value === "object") return "an object";
  if (typeof value === "string") return "a text";
  if (typeof value === "boolean") return "a boolean";
  return Number.isInteger(value) ? "an integer" : "a number";
}

/** Gives an argument; `null` where it is left out. */
export function argument({ args }: Call, index: number): Value {
  return args[index] ?? null;
}

/** Says that an argument is of a wrong kind. */
export function wrongKind(call: Call, index: number, wanted: string): ExpressionFault {
  const kind = kindOf(argument(call, index));
  return new ExpressionFault(
    `${call.name}() takes ${wanted} as argument ${index + 1}, not ${kind}`,
  );
}

/** Says that a call cannot be done, for a reason other than a kind. */
export function faultOf({ name }: Call, problem: string): ExpressionFault {
  return new ExpressionFault(`${name}(): ${problem}`);
}

/** Runs what does not know which function it serves, and names that in its faults. */
export function named<T>(call: Call, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof ExpressionFault) throw faultOf(call, error.message);
    throw error;
  }
}

/** A text; null counts as an empty one, as in ARM. */
export function text(call: Call, index: number): string {
  const value = argument(call, index);
  if (value === null) return "";
  if (typeof value === "string") return value;
  throw wrongKind(call, index, "a text");
}

/** An integer. */
export function integer(call: Call, index: number): number {
  const value = argument(call, index);
  if (typeof value === "number" && Number.isInteger(value)) return value;
  throw wrongKind(call, index, "an integer");
}

/** A boolean. */
export function boolean(call: Call, index: number): boolean {
  const value = argument(call, index);
  if (typeof value === "boolean") return value;
  throw wrongKind(call, index, "a boolean");
}

/** An array. */
export function list(call: Call, index: number): readonly Value[] {
  const value = argument(call, index);
  if (isList(value)) return value;
  throw wrongKind(call, index, "an array");
}

/** An object. */
export function object(call: Call, index: number): ObjectValue {
  const value = argument(call, index);
  if (isObject(value)) return value;
  throw wrongKind(call, index, "an object");
}
