import { hasDeepBrackets } from "./nesting.ts";

/**
 * The value of a text in strict JSON within the nesting limit; `undefined`, which no JSON text
 * denotes, for any other.
 */
export function parseStrictly(text: string): unknown {
  if (hasDeepBrackets(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
