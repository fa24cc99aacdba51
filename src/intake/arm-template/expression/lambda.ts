import { isUnknown } from "../../../arm/index.ts";
import { argument, faultOf, list, object } from "./argument.ts";
import type { Evaluation, FunctionRow } from "./function-row.ts";
import type { Expression } from "./parse.ts";
import { type Call, unknownOf } from "./source.ts";
import type { Value } from "./value.ts";

/** Functions that take a lambda: `map(values, lambda('x', add(lambdaVariables('x'), 1)))`. */
export const lambdaFunctions: readonly FunctionRow[] = [
  { name: "filter", count: [2, 2], run: filter },
  { name: "groupBy", count: [2, 3], run: groupBy },
  { name: "lambda", count: [1, 5], run: refuseLambda },
  { name: "lambdaVariables", count: [1, 1], run: readVariable },
  { name: "map", count: [2, 2], run: map },
  { name: "mapValues", count: [2, 2], run: mapValues },
  { name: "reduce", count: [3, 3], run: reduce },
  { name: "sort", count: [2, 2], run: sort },
  { name: "toObject", count: [2, 3], run: toObject },
];

/** A lambda that can be called. */
type Lambda = (values: readonly Value[]) => Value;

type Args = readonly Expression[];

/** Reads the argument at `index` as a lambda of `least` to `greatest` variables. */
function lambdaAt(
  args: Args,
  index: number,
  evaluation: Evaluation,
  counts: readonly number[],
): Lambda {
  const call = evaluation.callWith([]);
  const lambda = args[index];
  if (lambda?.kind !== "call" || lambda.name.toLowerCase() !== "lambda") {
    throw faultOf(call, `argument ${index + 1} must be a lambda()`);
  }
  const body = lambda.args.at(-1);
  const names = lambda.args.slice(0, -1).map((arg) => {
    if (arg.kind === "literal" && typeof arg.value === "string") return arg.value;
    throw faultOf(call, "the variables of a lambda are texts");
  });
  if (body === undefined || !counts.includes(names.length)) {
    const wanted = counts.join(" or ");
    throw faultOf(call, `its lambda has ${wanted} variables, not ${names.length}`);
  }
  return (values) =>
    evaluation.evaluateWith(body, new Map(names.map((name, at) => [name, values[at] ?? null])));
}

/** Evaluates the first argument, or gives an unknown result when that is unknown. */
function withFirst(args: Args, evaluation: Evaluation, use: (call: Call) => Value): Value {
  const [first] = args;
  const call = evaluation.callWith(first === undefined ? [] : [evaluation.evaluate(first)]);
  return isUnknown(argument(call, 0)) ? unknownOf(call) : use(call);
}

function map(args: Args, evaluation: Evaluation): Value {
  const lambda = lambdaAt(args, 1, evaluation, [1, 2]);
  return withFirst(args, evaluation, (call) =>
    list(call, 0).map((value, index) => lambda([value, index])),
  );
}

function mapValues(args: Args, evaluation: Evaluation): Value {
  const lambda = lambdaAt(args, 1, evaluation, [1]);
  return withFirst(args, evaluation, (call) =>
    Object.fromEntries(
      Object.entries(object(call, 0)).map(([name, value]) => [name, lambda([value])]),
    ),
  );
}

function filter(args: Args, evaluation: Evaluation): Value {
  const lambda = lambdaAt(args, 1, evaluation, [1, 2]);
  return withFirst(args, evaluation, (call) => {
    const answers = list(call, 0).map((value, index) => lambda([value, index]));
    if (answers.some(isUnknown))
      return unknownOf(evaluation.callWith([argument(call, 0), answers]));
    return list(call, 0).filter((_, index) => isTrue(evaluation, answers[index] ?? null));
  });
}

function isTrue(evaluation: Evaluation, answer: Value): boolean {
  if (typeof answer === "boolean") return answer;
  throw faultOf(evaluation.callWith([]), "its lambda gives no boolean");
}

function reduce(args: Args, evaluation: Evaluation): Value {
  const lambda = lambdaAt(args, 2, evaluation, [2, 3]);
  const start = args[1] === undefined ? null : evaluation.evaluate(args[1]);
  return withFirst(args, evaluation, (call) =>
    list(call, 0).reduce<Value>((sum, value, index) => lambda([sum, value, index]), start),
  );
}

/** The lambda says whether its first value stands before its second. */
function sort(args: Args, evaluation: Evaluation): Value {
  const lambda = lambdaAt(args, 1, evaluation, [2]);
  return withFirst(args, evaluation, (call) => {
    let hasUnknown = false;
    const isBefore = (a: Value, b: Value): boolean => {
      const answer = lambda([a, b]);
      hasUnknown ||= isUnknown(answer);
      return isUnknown(answer) || isTrue(evaluation, answer);
    };
    const sorted = list(call, 0).toSorted((a, b) => (isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0));
    return hasUnknown ? unknownOf(call) : sorted;
  });
}

function toObject(args: Args, evaluation: Evaluation): Value {
  return withKeys(args, evaluation, (entries) => Object.fromEntries(entries));
}

function groupBy(args: Args, evaluation: Evaluation): Value {
  return withKeys(args, evaluation, (entries) => {
    const groups = new Map<string, Value[]>();
    for (const [key, value] of entries) {
      const group = groups.get(key) ?? [];
      groups.set(key, [...group, value]);
    }
    return Object.fromEntries(groups);
  });
}

type Entry = readonly [key: string, value: Value];

/** Pairs each element's key with the element, or with what a second lambda makes of it. */
function withKeys(
  args: Args,
  evaluation: Evaluation,
  use: (entries: readonly Entry[]) => Value,
): Value {
  const keyOf = lambdaAt(args, 1, evaluation, [1]);
  const makeValue = args[2] === undefined ? undefined : lambdaAt(args, 2, evaluation, [1]);
  return withFirst(args, evaluation, (call) => {
    const keys = list(call, 0).map((value) => keyOf([value]));
    if (keys.some(isUnknown)) return unknownOf(evaluation.callWith([argument(call, 0), keys]));
    const values = list(call, 0).map((value) =>
      makeValue === undefined ? value : makeValue([value]),
    );
    return use(values.map((value, index) => [keyText(evaluation, keys[index] ?? null), value]));
  });
}

function keyText(evaluation: Evaluation, key: Value): string {
  if (typeof key === "string") return key;
  throw faultOf(evaluation.callWith([]), "its lambda gives a key that is no text");
}

function readVariable(args: Args, evaluation: Evaluation): Value {
  const name = args[0] === undefined ? null : evaluation.evaluate(args[0]);
  const value = typeof name === "string" ? evaluation.variable(name) : undefined;
  if (value !== undefined) return value;
  const shown = typeof name === "string" ? JSON.stringify(name.slice(0, 60)) : "of that name";
  throw faultOf(evaluation.callWith([]), `no lambda around it has a variable ${shown}`);
}

function refuseLambda(_args: Args, evaluation: Evaluation): Value {
  const problem =
    "a lambda stands only where map(), filter(), reduce(), sort() and the like take one";
  throw faultOf(evaluation.callWith([]), problem);
}
