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
 * Cost: about 1 ns a character, as strings are passed over by the engine's own search.
 */
export function hasDeepBrackets(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === quote) {
      index = endOfString(text, index);
      if (index < 0) return false;
    } else if (unit === openBracket || unit === openBrace) {
      depth += 1;
      if (depth > nestingLimit) return true;
    } else if (unit === closeBracket || unit === closeBrace) {
      depth -= 1;
    }
  }
  return false;
}

// Of the quote that ends the string; -1 where none does. A quote behind an odd number of backslashes
// is a part of the string.
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0) {
    let before = end - 1;
    while (text.charCodeAt(before) === backslash) before -= 1;
    if ((end - before) % 2 === 1) return end;
    end = text.indexOf('"', end + 1);
  }
  return -1;
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
