import { argument, faultOf, integer, wrongKind } from "./argument.ts";
import { type FunctionRow, many } from "./function-row.ts";
import { isList } from "./measure.ts";
import type { Call } from "./source.ts";
import type { Value } from "./value.ts";

/** Arithmetic in integers of 64 bits. */
export const numberFunctions: readonly FunctionRow[] = [
  { name: "add", count: [2, 2], apply: (call) => arithmetic(call, (a, b) => a + b) },
  { name: "div", count: [2, 2], apply: (call) => divide(call, (a, b) => a / b) },
  { name: "float", count: [1, 1], apply: toFloat },
  { name: "int", count: [1, 1], apply: toInteger },
  {
    name: "max",
    count: [1, many],
    apply: (call) => numbers(call).reduce((a, b) => Math.max(a, b)),
  },
  {
    name: "min",
    count: [1, many],
    apply: (call) => numbers(call).reduce((a, b) => Math.min(a, b)),
  },
  { name: "mod", count: [2, 2], apply: (call) => divide(call, (a, b) => a % b) },
  { name: "mul", count: [2, 2], apply: (call) => arithmetic(call, (a, b) => a * b) },
  { name: "sub", count: [2, 2], apply: (call) => arithmetic(call, (a, b) => a - b) },
];

type Operation = (a: bigint, b: bigint) => bigint;

/** Values are JSON, so that a result above 2^53 is rounded as JSON.parse rounds it. */
function arithmetic(call: Call, operation: Operation): number {
  const result = operation(BigInt(integer(call, 0)), BigInt(integer(call, 1)));
  if (BigInt.asIntN(64, result) !== result) throw faultOf(call, "the result exceeds 64 bits");
  return Number(result);
}

/** Division is cut towards zero, and a remainder has the sign of the dividend. */
function divide(call: Call, operation: Operation): number {
  if (integer(call, 1) === 0) throw faultOf(call, "the divisor is zero");
  return arithmetic(call, operation);
}

function numbers(call: Call): readonly number[] {
  const [first = null] = call.args;
  const values = call.args.length === 1 && isList(first) ? first : call.args;
  if (values.length === 0) throw faultOf(call, "the array is empty");
  return values.map((value, index) => {
    if (typeof value === "number") return value;
    throw values === call.args
      ? wrongKind(call, index, "a number")
      : faultOf(call, `element ${index} of the array is no number`);
  });
}

function toInteger(call: Call): number {
  const value = argument(call, 0);
  if (typeof value === "number" && Number.isInteger(value)) return value;
  if (typeof value !== "string") throw wrongKind(call, 0, "an integer or text");
  const digits = value.trim();
  if (!/^[+-]?\d{1,40}$/.test(digits)) throw faultOf(call, "the text is no integer");
  const exact = BigInt(digits.startsWith("+") ? digits.slice(1) : digits);
  if (BigInt.asIntN(64, exact) !== exact) throw faultOf(call, "the integer exceeds 64 bits");
  return Number(exact);
}

function toFloat(call: Call): Value {
  const value = argument(call, 0);
  if (typeof value === "number") return value;
  if (typeof value !== "string") throw wrongKind(call, 0, "a number or text");
  const digits = value.trim().replaceAll(/(?<=\d),(?=\d)/g, "");
  const isNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(digits);
  if (!isNumber || !Number.isFinite(Number(digits))) throw faultOf(call, "the text is no number");
  return Number(digits);
}
