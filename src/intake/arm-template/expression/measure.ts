import { isUnknown } from "../../../arm/index.ts";
import type { ObjectValue, Value } from "./value.ts";

/** How large a value is. */
export interface Measure {
  /** Members and characters in it, counted wherever they are shared. */
  readonly size: number;
  readonly depth: number;
  readonly hasUnknown: boolean;
}

const plain: Measure = { size: 1, depth: 0, hasUnknown: false };
const unknown: Measure = { size: 1, depth: 0, hasUnknown: true };

// Values never change, so that what one weighs can be kept as long as it lives. Without that the
// members of a shared value would be counted again at every use.
const measures = new WeakMap<object, Measure>();

/** Measures a value. Cost: linear in what has not been measured before. */
export function measure(value: Value): Measure {
  if (typeof value === "string") return { ...plain, size: 1 + value.length };
  if (value === null || typeof value !== "object") return plain;
  const kept = measures.get(value);
  if (kept !== undefined) return kept;
  const measured = isUnknown(value)
    ? unknown
    : isList(value)
      ? measureAll(value)
      : measureAll(Object.values(value), namesOf(value));
  measures.set(value, measured);
  return measured;
}

function namesOf(value: object): number {
  return Object.keys(value).reduce((length, name) => length + name.length, 0);
}

function measureAll(members: readonly Value[], start = 0): Measure {
  let size = 1 + start;
  let depth = 0;
  let hasUnknown = false;
  for (const member of members) {
    const inner = measure(member);
    size += inner.size;
    depth = Math.max(depth, inner.depth);
    hasUnknown ||= inner.hasUnknown;
  }
  return { size, depth: depth + 1, hasUnknown };
}

/** Whether a value is unknown or holds an unknown one. */
export function hasUnknown(value: Value): boolean {
  return measure(value).hasUnknown;
}

/** Whether a value is an array. */
export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Whether a value is an object that is known. */
export function isObject(value: Value): value is ObjectValue {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value);
}
