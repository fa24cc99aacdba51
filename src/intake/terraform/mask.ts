import { at } from "./json.ts";
import type { Step } from "./traversal.ts";

/** Whether anything under a mask is marked. */
export function isMarked(mask: unknown): boolean {
  if (mask === true) return true;
  if (typeof mask !== "object" || mask === null) return false;
  // `for in`, for lists too: this runs over every mask, and most are empty.
  for (const name in mask) if (isMarked(mask[name as keyof object])) return true;
  return false;
}

/** Whether the value at a path, or anything that holds it, is marked. */
export function isMarkedAt(mask: unknown, path: readonly Step[]): boolean {
  let part = mask;
  for (const step of path) {
    if (part === true) return true;
    part = valueAt(part, [step]);
  }
  return isMarked(part);
}

/** The value at a path; `undefined` where there is none. */
export function valueAt(value: unknown, path: readonly Step[]): unknown {
  let found = value;
  for (const step of path) {
    const key = "name" in step ? step.name : step.key;
    if (Array.isArray(found)) found = typeof key === "number" ? found[key] : undefined;
    else found = at(found, `${key}`);
  }
  return found;
}
