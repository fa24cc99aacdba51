import { createUnknown, isJsonObject, isUnknown, type JsonObject } from "../../arm/index.ts";
import { formatPointer } from "../../diagnostic/index.ts";
import { copyOf, isPropertyCopy, type PropertyCopy } from "./copy.ts";
import { type Expression, ExpressionFault, evaluate, type Value } from "./expression/index.ts";
import type { Spot } from "./frame.ts";
import { callFunction, functionNames } from "./function/index.ts";
import { maxCopies } from "./loop.ts";
import { reportFault } from "./report.ts";
import { isValue } from "./value.ts";

// Evaluations that stand in each other: a variable that asks for a variable, a resource that asks
// for another. Deeper ones are circles, or would not fit on the stack.
const maxDepth = 1000;

/** Evaluates one text: the value of the expression in it, or itself. Throws `ExpressionFault`. */
export function evaluateText(text: string, spot: Spot): Value {
  if (!text.startsWith("[")) return text;
  const { run } = spot.frame;
  run.spend(10);
  const { text: parsed, depth } = run.parse(text);
  if (parsed.kind === "literal") return parsed.text;
  if (parsed.kind === "invalid") throw new ExpressionFault(parsed.problem);
  return evaluateExpression(parsed.expression, depth, spot);
}

/**
 * Evaluates an expression whose calls stand `depth` deep in each other. Throws `ExpressionFault`.
 */
export function evaluateExpression(expression: Expression, depth: number, spot: Spot): Value {
  return deeper(spot, depth + 4, () =>
    evaluate(expression, {
      call: (name, args) => callFunction(name, args, spot),
      names: functionNames(spot),
      missing: (object, name) => missingMember(object, name, spot),
    }),
  );
}

/**
 * Evaluates a value of a template: texts, names of members and copies in it. Throws
 * `ExpressionFault` when any part has no value.
 */
export function evaluateStrictly(json: unknown, spot: Spot): Value {
  return evaluateWith(json, spot, evaluateText);
}

/**
 * Evaluates a value of a template. A part that has no value is reported and marked as unknown.
 * Diagnostic: `template-expression-failed`.
 */
export function evaluateJson(json: unknown, spot: Spot): Value {
  return evaluateWith(json, spot, (text, at) => {
    try {
      return evaluateText(text, at);
    } catch (error) {
      if (!(error instanceof ExpressionFault)) throw error;
      reportFault(at, error, "the value counts as unknown");
      return createUnknown(text.slice(1, -1));
    }
  });
}

type TextOf = (text: string, spot: Spot) => Value;

function evaluateWith(json: unknown, spot: Spot, textOf: TextOf): Value {
  if (typeof json === "string") return textOf(json, spot);
  if (Array.isArray(json)) {
    return deeper(spot, 1, () =>
      json.map((element: unknown, index) => evaluateWith(element, below(spot, index), textOf)),
    );
  }
  if (isJsonObject(json) && !isUnknown(json)) {
    return deeper(spot, 1, () => Object.fromEntries(membersOf(json, spot, textOf)));
  }
  return isValue(json) ? json : null;
}

function membersOf(
  object: JsonObject,
  spot: Spot,
  textOf: TextOf,
): readonly (readonly [string, Value])[] {
  return Object.entries(object).flatMap(([name, member]) => {
    spot.frame.run.spend(1);
    const at = below(spot, name);
    if (isPropertyCopy(name, member)) {
      return member.map((copy, index) => evaluateCopy(copy, below(at, index), textOf));
    }
    const key = name.startsWith("[") ? textOf(name, at) : name;
    return [[typeof key === "string" ? key : name, evaluateWith(member, at, textOf)] as const];
  });
}

function evaluateCopy(copy: PropertyCopy, spot: Spot, textOf: TextOf): readonly [string, Value] {
  const name = copyNameOf(copy, spot);
  return [name, evaluateTurns({ name, ...copyOf(copy) }, spot, textOf)];
}

function copyNameOf({ name }: PropertyCopy, spot: Spot): string {
  const value = evaluateText(name, spot);
  return typeof value === "string" ? value : name;
}

/** A loop that makes values. */
export interface ValueLoop {
  readonly name: string;
  readonly count: unknown;
  readonly input: unknown;
}

/** Evaluates the input of a copy once per turn. Diagnostic: `template-expression-failed`. */
export function evaluateLoop(loop: ValueLoop, spot: Spot): Value {
  return evaluateTurns(loop, spot, (text, at) => evaluateJson(text, at));
}

function evaluateTurns({ name, count, input }: ValueLoop, spot: Spot, textOf: TextOf): Value {
  let turns: number | Value;
  try {
    turns = evaluateCount(count, below(spot, "count"));
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    reportFault(below(spot, "count"), error, "what it would make counts as unknown");
    return createUnknown(`copy of '${name}'`);
  }
  if (typeof turns !== "number") return turns;
  const at = below(spot, "input");
  const around = spot.loops;
  return Array.from({ length: turns }, (_, index) =>
    evaluateWith(input, { ...at, loops: { name, index, around, isInner: true } }, textOf),
  );
}

/**
 * Evaluates how often a copy turns: a number of Azure's limits, or the mark of an unknown one.
 * Throws `ExpressionFault` for anything else.
 */
export function evaluateCount(count: unknown, spot: Spot): Value {
  const value = evaluateStrictly(count ?? null, { ...spot, purpose: "identity" });
  if (isUnknown(value)) return value;
  if (typeof value !== "number" || !Number.isInteger(value)) {
    throw new ExpressionFault("the count of a copy has to be an integer");
  }
  if (value < 0 || value > maxCopies) {
    throw new ExpressionFault(`the count of a copy is ${value}; Azure takes 0 to ${maxCopies}`);
  }
  return value;
}

/** The same spot, further into the value. */
export function below(spot: Spot, ...steps: readonly (string | number)[]): Spot {
  return { ...spot, pointer: spot.pointer + formatPointer(steps) };
}

function deeper<T>({ frame }: Spot, weight: number, work: () => T): T {
  const { depth } = frame.run;
  if (depth.now + weight > maxDepth) {
    throw new ExpressionFault("expressions lead through too many others");
  }
  depth.now += weight;
  try {
    return work();
  } finally {
    depth.now -= weight;
  }
}

function missingMember(object: Value, name: string, { frame }: Spot): Value | undefined {
  const from =
    typeof object === "object" && object !== null ? frame.run.open.get(object) : undefined;
  if (from === undefined) return undefined;
  const pointer = from.pointer + formatPointer([name]);
  return createUnknown(`reference('${from.id}')${pointer.replaceAll("/", ".")}`, {
    id: from.id,
    pointer,
  });
}
