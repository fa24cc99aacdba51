/**
 * Deepest nesting that is read, in levels; deeper than ARM allows, and shallow enough for every
 * stage to recurse.
 */
export const nestingLimit = 200;

const [quote, backslash] = [34, 92];
const [openBracket, closeBracket, openBrace, closeBrace] = [91, 93, 123, 125];

/**
 * Tells whether a text of strict JSON nests deeper than the limit. For any other text the answer is
 * only a guess.
 *
 * Asked before parsing: the native parser takes any depth, at some fifty bytes of memory a level.
 * Cost: about 2.5 ns a character.
 */
export function hasDeepBrackets(text: string): boolean {
  let depth = 0;
  let isInText = false;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (isInText) {
      if (unit === backslash) index += 1;
      else if (unit === quote) isInText = false;
    } else if (unit === quote) {
      isInText = true;
    } else if (unit === openBracket || unit === openBrace) {
      depth += 1;
      if (depth > nestingLimit) return true;
    } else if (unit === closeBracket || unit === closeBrace) {
      depth -= 1;
    }
  }
  return false;
}

/** Why a value cannot be walked: too many levels, or more parts than its text can have written. */
export type Excess = "deep" | "many";

/**
 * Tells whether a value nests deeper than the limit or has more than `most` parts; `undefined` when
 * neither.
 *
 * For YAML, whose aliases can multiply parts and make a value contain itself.
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
