import { isUnknown } from "../../../arm/index.ts";
import { faultOf, list, object, text } from "./argument.ts";
import type { Evaluation, FunctionRow } from "./function-row.ts";
import { lambdaAt } from "./lambda-argument.ts";
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

type Args = readonly Expression[];

/** A first argument that is known, and what to give when the lambda does not decide. */
interface Subject {
  readonly call: Call;
  readonly unknown: () => Value;
}

/** An argument of which an unknown result only needs to know what it is. */
interface Described {
  readonly describe: () => Value;
}

/** Evaluates the first argument; `rest` stands behind it in the source of an unknown result. */
function withFirst(
  args: Args,
  evaluation: Evaluation,
  rest: readonly Described[],
  use: (subject: Subject) => Value,
): Value {
  const first = args[0] === undefined ? null : evaluation.evaluate(args[0]);
  const unknown = (): Value =>
    unknownOf(evaluation.callWith([first, ...rest.map((each) => each.describe())]));
  return isUnknown(first) ? unknown() : use({ call: evaluation.callWith([first]), unknown });
}

function map(args: Args, evaluation: Evaluation): Value {
  const lambda = lambdaAt(args, 1, evaluation, [1, 2]);
  return withFirst(args, evaluation, [lambda], ({ call }) =>
    list(call, 0).map((value, index) => lambda.call([value, index])),
  );
}

function mapValues(args: Args, evaluation: Evaluation): Value {
  const lambda = lambdaAt(args, 1, evaluation, [1]);
  return withFirst(args, evaluation, [lambda], ({ call }) =>
    Object.fromEntries(
      Object.entries(object(call, 0)).map(([name, value]) => [name, lambda.call([value])]),
    ),
  );
}

function filter(args: Args, evaluation: Evaluation): Value {
  const lambda = lambdaAt(args, 1, evaluation, [1, 2]);
  return withFirst(args, evaluation, [lambda], ({ call, unknown }) => {
    const answers = list(call, 0).map((value, index) => lambda.call([value, index]));
    if (answers.some(isUnknown)) return unknown();
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
  return withFirst(args, evaluation, [{ describe: () => start }, lambda], ({ call }) =>
    list(call, 0).reduce<Value>((sum, value, index) => lambda.call([sum, value, index]), start),
  );
}

/** The lambda says whether its first value stands before its second. */
function sort(args: Args, evaluation: Evaluation): Value {
  const lambda = lambdaAt(args, 1, evaluation, [2]);
  return withFirst(args, evaluation, [lambda], ({ call, unknown }) => {
    let hasUnknown = false;
    const isBefore = (a: Value, b: Value): boolean => {
      const answer = lambda.call([a, b]);
      hasUnknown ||= isUnknown(answer);
      return isUnknown(answer) || isTrue(evaluation, answer);
    };
    const sorted = list(call, 0).toSorted((a, b) => (isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0));
    return hasUnknown ? unknown() : sorted;
  });
}

function toObject(args: Args, evaluation: Evaluation): Value {
  return withKeys(args, evaluation, (entries) => Object.fromEntries(entries));
}

function groupBy(args: Args, evaluation: Evaluation): Value {
  return withKeys(args, evaluation, (entries) => {
    const groups = new Map<string, Value[]>();
    for (const [key, value] of entries) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [value]);
      else group.push(value);
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
  const keyLambda = lambdaAt(args, 1, evaluation, [1]);
  const valueLambda = args[2] === undefined ? undefined : lambdaAt(args, 2, evaluation, [1]);
  const lambdas = valueLambda === undefined ? [keyLambda] : [keyLambda, valueLambda];
  return withFirst(args, evaluation, lambdas, ({ call, unknown }) => {
    const keys = list(call, 0).map((value) => keyLambda.call([value]));
    if (keys.some(isUnknown)) return unknown();
    const values = list(call, 0).map((value) =>
      valueLambda === undefined ? value : valueLambda.call([value]),
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
  const call = evaluation.callWith([name]);
  const value = evaluation.variable(text(call, 0));
  if (value !== undefined) return value;
  const shown = call.isSecret(text(call, 0))
    ? "such a variable"
    : `a variable ${JSON.stringify(name)}`;
  throw faultOf(call, `no lambda around it has ${shown}`);
}

function refuseLambda(_args: Args, evaluation: Evaluation): Value {
  const problem =
    "a lambda stands only where map(), filter(), reduce(), sort() and the like take one";
  throw faultOf(evaluation.callWith([]), problem);
}
