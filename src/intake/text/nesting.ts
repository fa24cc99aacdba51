/** Deepest nesting that is read, in levels; deeper than ARM allows, and shallow enough for every stage to recurse. */
export const nestingLimit = 200;

/** Why a value cannot be walked: too many levels, or more parts than its text can have written. */
export type Excess = "deep" | "many";

/**
 * Tells whether a value nests deeper than the limit or has more than `most` parts; `undefined` when neither.
 *
 * JSON has no more parts than its text has characters. Aliases of YAML can multiply parts, and make a value contain itself.
 */
export function findExcess(value: unknown, most: number): Excess | undefined {
  let left = most;
  const visit = (part: unknown, depth: number): Excess | undefined => {
    left -= 1;
    if (left < 0) return "many";
    if (typeof part !== "object" || part === null) return undefined;
    if (depth === nestingLimit) return "deep";
    return Array.isArray(part) ? visitList(part, depth) : visitObject(part, depth);
  };
  const visitList = (list: readonly unknown[], depth: number): Excess | undefined => {
    for (const element of list) {
      const excess = visit(element, depth + 1);
      if (excess !== undefined) return excess;
    }
    return undefined;
  };
  // `for in` and not Object.values: this runs over every value of every input.
  const visitObject = (object: object, depth: number): Excess | undefined => {
    for (const name in object) {
      const excess = visit(object[name as keyof object], depth + 1);
      if (excess !== undefined) return excess;
    }
    return undefined;
  };
  return visit(value, 0);
}
