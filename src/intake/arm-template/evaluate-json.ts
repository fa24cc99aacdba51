import {
  createUnknown,
  isJsonObject,
  isUnknown,
  type JsonObject,
  placeholderOf,
} from "../../arm/index.ts";
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
  run.spend(6);
  const { text: parsed, depth } = run.parse(text);
  if (parsed.kind === "literal") return evaluateEscaped(parsed.text, spot);
  if (parsed.kind === "invalid") throw new ExpressionFault(parsed.problem);
  return evaluateExpression(parsed.expression, depth, spot);
}

// What one template escapes is an expression of the template that it sends.
function evaluateEscaped(text: string, spot: Spot): Value {
  const own = text.startsWith("[") ? spot.frame.own?.() : undefined;
  return own === undefined ? text : evaluateText(text, { ...spot, frame: own });
}

/**
 * Evaluates an expression whose calls stand `depth` deep in each other. Throws `ExpressionFault`.
 */
export function evaluateExpression(expression: Expression, depth: number, spot: Spot): Value {
  return deeper(spot, depth + 4, () =>
    evaluate(expression, {
      call: (name, args) => {
        const value = callFunction(name, args, spot);
        const isWanted = spot.isNaming === true && value !== undefined && isUnknown(value);
        return isWanted ? placeholderOf(value) : value;
      },
      names: functionNames(spot),
      spend: spot.frame.run.spend,
      missing: (object, name) => missingMember(object, name, spot),
    }),
  );
}

/**
 * Evaluates a value of a template: texts, names of members and copies in it. Throws
 * `ExpressionFault` when any part has no value.
 */
export function evaluateStrictly(json: unknown, spot: Spot): Value {
  return evaluateWith(json, spot, (_, __, work) => work());
}

/**
 * Evaluates a value of a template. A part that has no value is reported and marked as unknown.
 * Diagnostic: `template-expression-failed`.
 */
export function evaluateJson(json: unknown, spot: Spot): Value {
  return evaluateWith(json, spot, attempt);
}

/** Does the work of one part, and decides what becomes of a part that has no value. */
type Guard = (spot: Spot, what: string, work: () => Value) => Value;

function attempt(spot: Spot, what: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    reportFault(spot, error, "the value counts as unknown");
    return createUnknown(what);
  }
}

// Longest expression that names an unknown value whole.
const longestSource = 200;

function evaluateWith(json: unknown, spot: Spot, guard: Guard): Value {
  spot.frame.run.spend(1);
  if (typeof json === "string") {
    if (!json.startsWith("[")) return json;
    const source = json.slice(1, -1).slice(0, longestSource);
    return guard(spot, source, () => evaluateText(json, spot));
  }
  if (Array.isArray(json)) {
    return guard(spot, "a list", () =>
      deeper(spot, 1, () =>
        json.map((element: unknown, index) => evaluateWith(element, below(spot, index), guard)),
      ),
    );
  }
  if (isJsonObject(json) && !isUnknown(json)) {
    return guard(spot, "an object", () =>
      deeper(spot, 1, () => Object.fromEntries(membersOf(json, spot, guard))),
    );
  }
  return isValue(json) ? json : null;
}

function membersOf(
  object: JsonObject,
  spot: Spot,
  guard: Guard,
): readonly (readonly [string, Value])[] {
  return Object.entries(object).flatMap(([name, member]) => {
    const at = below(spot, name);
    if (isPropertyCopy(name, member)) {
      return member.map((copy, index) => evaluateCopy(copy, below(at, index), guard));
    }
    return [[evaluateName(name, at, guard), evaluateWith(member, at, guard)] as const];
  });
}

// Where the name of a member has no text, the expression stands for it.
function evaluateName(name: string, spot: Spot, guard: Guard): string {
  if (!name.startsWith("[")) return name;
  const value = guard(spot, name, () => evaluateText(name, spot));
  return typeof value === "string" ? value : name;
}

function evaluateCopy(copy: PropertyCopy, spot: Spot, guard: Guard): readonly [string, Value] {
  const name = evaluateName(copy.name, spot, guard);
  return [name, evaluateTurns({ name, ...copyOf(copy) }, spot, guard)];
}

/** A loop that makes values. */
export interface ValueLoop {
  readonly name: string;
  readonly count: unknown;
  readonly input: unknown;
}

/** Evaluates the input of a copy once per turn. Diagnostic: `template-expression-failed`. */
export function evaluateLoop(loop: ValueLoop, spot: Spot): Value {
  return evaluateTurns(loop, spot, attempt);
}

function evaluateTurns({ name, count, input }: ValueLoop, spot: Spot, guard: Guard): Value {
  const at = below(spot, "count");
  const turns = guard(at, `copy of '${name}'`, () => evaluateCount(count, at));
  if (typeof turns !== "number") return turns;
  const inside = below(spot, "input");
  const around = spot.loops;
  return guard(spot, `copy of '${name}'`, () =>
    deeper(spot, 1, () =>
      Array.from({ length: turns }, (_, index) => {
        const loops = { name, index, around, isInner: true };
        return evaluateWith(input, { ...inside, loops }, guard);
      }),
    ),
  );
}

/**
 * Evaluates how often a copy turns: a number of Azure's limits, or the mark of an unknown one.
 * Throws `ExpressionFault` for anything else.
 */
export function evaluateCount(count: unknown, spot: Spot): Value {
  const written = evaluateStrictly(count ?? null, { ...spot, purpose: "identity" });
  if (isUnknown(written)) return written;
  // A parameter of the type string may hold a number.
  const isDigits = typeof written === "string" && /^\d{1,9}$/.test(written);
  const value = isDigits ? Number(written) : written;
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

// As the template would ask: a resource answers with its properties.
function describeAddress(id: string, pointer: string): string {
  const path = pointer
    .replace(/^\/properties(?=\/)/, "")
    .replaceAll(/\/(\d+)(?=\/|$)/g, "[$1]")
    .replaceAll("/", ".");
  return `reference('${id}')${path}`;
}

function missingMember(object: Value, name: string, { frame }: Spot): Value | undefined {
  const from =
    typeof object === "object" && object !== null ? frame.run.open.get(object) : undefined;
  if (from === undefined) return undefined;
  const pointer = from.pointer + formatPointer([name]);
  return createUnknown(describeAddress(from.id, pointer), { id: from.id, pointer });
}
