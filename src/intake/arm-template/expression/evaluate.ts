import { isUnknown } from "../../../arm/index.ts";
import { findKey, readElement, readMember } from "./access.ts";
import { kindOf } from "./argument.ts";
import { ExpressionFault } from "./fault.ts";
import type { EagerRow, Evaluation, FunctionRow, LambdaVariables } from "./function-row.ts";
import { functionNames, functions } from "./functions.ts";
import { maxCalls, maxTextLength, maxValueDepth, maxValueSize } from "./limits.ts";
import { hasUnknown, isObject, measure } from "./measure.ts";
import { nearestName } from "./nearest-name.ts";
import type { Expression } from "./parse.ts";
import { type Call, type IsSecret, unknownOf } from "./source.ts";
import type { Context, Value } from "./value.ts";

type CallExpression = Extract<Expression, { readonly kind: "call" }>;

/** What one evaluation knows besides the expression. */
interface Scope {
  readonly context: Context;
  readonly isSecret: IsSecret;
  readonly variables: LambdaVariables;
  /** Shared by the whole evaluation, so that nested lambdas come to an end. */
  readonly calls: { left: number };
}

/**
 * Evaluates an expression as Azure Resource Manager does. Throws `ExpressionFault`, and nothing
 * else but what the context throws, when it has no value.
 *
 * Bounded by its own limits: 1,000,000 calls, texts of 131,072 characters, values of 4 MiB nested
 * 200 deep.
 */
export function evaluate(expression: Expression, context: Context): Value {
  const isSecret = context.isSecret ?? (() => false);
  const calls = { left: maxCalls };
  try {
    return evaluateIn(expression, { context, isSecret, variables: new Map(), calls });
  } finally {
    context.spend?.(maxCalls - calls.left);
  }
}

function evaluateIn(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "call":
      return evaluateCall(expression, scope);
    case "member":
    case "index":
      return evaluateAccess(expression, scope);
  }
}

/** Follows a chain of members without recursion: chains are longer than calls are deep. */
function evaluateAccess(expression: Expression, scope: Scope): Value {
  const steps: Expression[] = [];
  let root = expression;
  while (root.kind === "member" || root.kind === "index") {
    steps.push(root);
    root = root.object;
  }
  let value = evaluateIn(root, scope);
  for (const step of steps.reverse()) {
    const key = step.kind === "index" ? evaluateIn(step.index, scope) : undefined;
    const name = step.kind === "member" ? step.name : key;
    const missing = typeof name === "string" ? askMissing(value, name, scope.context) : undefined;
    if (missing !== undefined) value = missing;
    else if (step.kind === "member") value = readMember(value, step.name);
    else value = readElement(value, key ?? null, scope.isSecret);
  }
  return value;
}

function askMissing(value: Value, name: string, { missing }: Context): Value | undefined {
  if (missing === undefined || !isObject(value) || findKey(value, name) !== undefined) {
    return undefined;
  }
  return missing(value, name);
}

function evaluateCall(expression: CallExpression, scope: Scope): Value {
  scope.calls.left -= 1;
  if (scope.calls.left < 0) {
    throw new ExpressionFault(`the expression makes more than ${maxCalls} calls`);
  }
  const row = functions.get(expression.name.toLowerCase());
  if (row === undefined) return callContext(expression, scope);
  checkCount(row, expression.args.length);
  if ("run" in row)
    return bounded(row.name, row.run(expression.args, evaluationOf(row.name, scope)));
  const args = evaluateAll(expression.args, scope);
  const { missing } = scope.context;
  return bounded(row.name, apply(row, { name: row.name, args, isSecret: scope.isSecret, missing }));
}

function apply(row: EagerRow, call: Call): Value {
  if (row.unknowns === undefined && call.args.some(hasUnknown)) return unknownOf(call);
  if (row.unknowns === "outside" && call.args.some(isUnknown)) return unknownOf(call);
  return row.apply(call);
}

function evaluateAll(args: readonly Expression[], scope: Scope): readonly Value[] {
  return args.map((arg) => evaluateIn(arg, scope));
}

function evaluationOf(name: string, scope: Scope): Evaluation {
  return {
    name,
    evaluate: (expression) => evaluateIn(expression, scope),
    evaluateWith: (expression, added) => {
      const variables = new Map([...scope.variables, ...added]);
      return evaluateIn(expression, { ...scope, variables });
    },
    variable: (variable) => scope.variables.get(variable),
    callWith: (args) => ({
      name,
      args,
      isSecret: scope.isSecret,
      missing: scope.context.missing,
    }),
  };
}

/** Asks the deployment for a function that does not follow from its arguments alone. */
function callContext({ name, args }: CallExpression, scope: Scope): Value {
  const value = scope.context.call(name.toLowerCase(), evaluateAll(args, scope));
  if (value !== undefined) return bounded(name, value);
  const nearest = nearestName(name, [...functionNames, ...scope.context.names]);
  const hint = nearest === undefined ? "" : `; did you mean ${nearest}()?`;
  throw new ExpressionFault(`there is no function ${name.slice(0, 60)}()${hint}`);
}

function checkCount({ name, count: [least, greatest] }: FunctionRow, found: number): void {
  if (found >= least && found <= greatest) return;
  const wanted =
    least === greatest
      ? `${least}`
      : greatest === Number.POSITIVE_INFINITY
        ? `at least ${least}`
        : `${least} to ${greatest}`;
  const noun = wanted.endsWith("1") ? "argument" : "arguments";
  throw new ExpressionFault(`${name}() takes ${wanted} ${noun}, not ${found}`);
}

/** Refuses values that grow without end. */
function bounded(name: string, value: Value): Value {
  if (typeof value === "string" ? value.length <= maxTextLength : isInBounds(value)) return value;
  throw new ExpressionFault(`${name}() gives ${kindOf(value)} that is too large`);
}

function isInBounds(value: Value): boolean {
  const { size, depth } = measure(value);
  return size <= maxValueSize && depth <= maxValueDepth;
}
