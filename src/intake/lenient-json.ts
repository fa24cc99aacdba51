import { ExpressionFault, parseLenientJson } from "./arm-template/index.ts";

/**
 * Parses JSON as Azure reads the bodies of requests: with comments, names without quotes, single
 * quotes, trailing commas and texts over several lines. `undefined` when it is not even that.
 */
export function readLenientJson(text: string): unknown {
  try {
    return parseLenientJson(text);
  } catch (error) {
    if (error instanceof ExpressionFault) return undefined;
    throw error;
  }
}
