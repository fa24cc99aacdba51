import { isUnknown } from "../../../arm/index.ts";
import { isList, isObject } from "./measure.ts";
import type { ObjectValue, Value } from "./value.ts";

/**
 * Whether two values are equal: texts with regard to case, objects without regard to the order of
 * their members. `undefined`: only Azure knows.
 */
export function areEqual(a: Value, b: Value): boolean | undefined {
  if (isUnknown(a) && isUnknown(b)) return a.$unknown === b.$unknown ? true : undefined;
  if (isUnknown(a) || isUnknown(b)) return undefined;
  if (isList(a) && isList(b)) {
    return a.length === b.length && all(a.map((value, i) => areEqual(value, b[i] ?? null)));
  }
  if (isObject(a) && isObject(b)) return areMembersEqual(a, b);
  return a === b;
}

function areMembersEqual(a: ObjectValue, b: ObjectValue): boolean | undefined {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  if (names.some((name) => !Object.hasOwn(b, name))) return false;
  return all(names.map((name) => areEqual(a[name] ?? null, b[name] ?? null)));
}

function all(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/** Where the first equal value stands, -1 for nowhere; `undefined`: only Azure knows. */
export function indexOfEqual(values: readonly Value[], wanted: Value): number | undefined {
  for (const [index, value] of values.entries()) {
    const isEqual = areEqual(value, wanted);
    if (isEqual === undefined) return undefined;
    if (isEqual) return index;
  }
  return -1;
}

/** Leaves out values that came before. Unknown ones differ unless their sources are the same. */
export function distinctOf(values: Iterable<Value>): readonly Value[] {
  const byKey = new Map<string, Value>();
  for (const value of values) {
    const key = keyOf(value);
    if (!byKey.has(key)) byKey.set(key, value);
  }
  return [...byKey.values()];
}

/** A text that is the same for equal values and for no others. */
export function keyOf(value: Value): string {
  if (isList(value)) return `[${value.map(keyOf).join()}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(name)}:${keyOf(member)}`,
  );
  return `{${members.sort().join()}}`;
}
