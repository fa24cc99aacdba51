import { isUnknown } from "../../../arm/index.ts";
import { argument, boolean, faultOf, wrongKind } from "./argument.ts";
import { attempt, skipped } from "./attempt.ts";
import { areEqual } from "./equality.ts";
import { type Evaluation, type FunctionRow, many } from "./function-row.ts";
import type { Expression } from "./parse.ts";
import { type Call, unknownOf } from "./source.ts";
import type { Value } from "./value.ts";

/** Conditions, and the functions that stand for constants. */
export const logicalFunctions: readonly FunctionRow[] = [
  { name: "and", count: [2, many], run: (args, evaluation) => decide(args, evaluation, false) },
  { name: "bool", count: [1, 1], apply: toBoolean },
  { name: "coalesce", count: [1, many], run: coalesce },
  { name: "fail", count: [1, 1], unknowns: "never", apply: fail },
  { name: "false", count: [0, 0], apply: () => false },
  { name: "if", count: [3, 3], run: choose },
  { name: "not", count: [1, 1], apply: (call) => !boolean(call, 0) },
  { name: "null", count: [0, 0], apply: () => null },
  { name: "or", count: [2, many], run: (args, evaluation) => decide(args, evaluation, true) },
  { name: "true", count: [0, 0], apply: () => true },
];

/** `and` and `or`: the first argument that decides ends the search, even past unknown ones. */
function decide(args: readonly Expression[], evaluation: Evaluation, decisive: boolean): Value {
  const values: Value[] = [];
  for (const arg of args) {
    const isSure = !values.some(isUnknown);
    values.push(isSure ? evaluation.evaluate(arg) : attempt(() => evaluation.evaluate(arg)));
    const call = evaluation.callWith(values);
    const last = values.length - 1;
    if (isUnknown(argument(call, last))) continue;
    if (boolean(call, last) === decisive) return decisive;
  }
  return values.some(isUnknown) ? unknownOf(evaluation.callWith(values)) : !decisive;
}

/** The branch that is not taken is not evaluated. */
function choose(args: readonly Expression[], evaluation: Evaluation): Value {
  const [condition, yes, no] = args;
  if (condition === undefined || yes === undefined || no === undefined) return null;
  const isYes = evaluation.evaluate(condition);
  if (typeof isYes === "boolean") return evaluation.evaluate(isYes ? yes : no);
  if (!isUnknown(isYes)) throw wrongKind(evaluation.callWith([isYes]), 0, "a boolean");
  const [first = null, second = null] = [yes, no].map((branch) =>
    attempt(() => evaluation.evaluate(branch)),
  );
  // Whichever branch Azure takes: two faults are a fault, and two equal values that value.
  if (first === skipped && second === skipped) return evaluation.evaluate(yes);
  if (first !== skipped && areEqual(first, second) === true) return first;
  return unknownOf(evaluation.callWith([isYes, first, second]));
}

/** The first value that is not null. What is unknown may be null, so that it ends the search. */
function coalesce(args: readonly Expression[], evaluation: Evaluation): Value {
  for (const arg of args) {
    const value = evaluation.evaluate(arg);
    if (value !== null) return value;
  }
  return null;
}

function toBoolean(call: Call): Value {
  const value = argument(call, 0);
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value !== 0;
  if (typeof value !== "string") throw wrongKind(call, 0, "a boolean, number or text");
  const word = value.trim().toLowerCase();
  if (word === "true" || word === "false") return word === "true";
  throw faultOf(call, "the text is neither true nor false");
}

function fail(call: Call): never {
  const message = argument(call, 0);
  const isQuotable = typeof message === "string" && !call.isSecret(message);
  throw faultOf(call, isQuotable ? message.slice(0, 200) : "the template gives up");
}
