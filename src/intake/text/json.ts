import { createScanner, type ParseOptions, parse, visit } from "jsonc-parser";
import { describeFault, type Fault, isBareText } from "./json-fault.ts";
import { isClosing, isOpening, tokenKind } from "./json-token.ts";
import { escapeBreak, rewriteBreaks } from "./line-break.ts";
import { nestingLimit } from "./nesting.ts";
import type { Invalid, Parsed } from "./parsed.ts";
import { positionAt } from "./position.ts";
import { parseStrictly } from "./strict-json.ts";

const deepProblem = `it nests deeper than ${nestingLimit} levels`;

const leniency: ParseOptions = { allowTrailingComma: true, disallowComments: false };

/**
 * Parses JSON, with comments, trailing commas and texts over several lines where they are.
 *
 * Cost: one native parse for strict JSON; a text that fails it is read three times more, each about
 * a third as fast, and as often again when a text in it is not closed on its line.
 */
export function parseJson(text: string): Parsed {
  const value = parseStrictly(text);
  return value === undefined ? parseLeniently(text) : { kind: "documents", values: [value] };
}

// The order matters: the lenient parser recurses, and a text that nests without bound would
// overflow its stack.
function parseLeniently(text: string): Parsed {
  const deep = findDeepBracket(text);
  if (deep !== undefined) return invalid(deepProblem, text, deep);
  const fault = findFault(text);
  if (fault === undefined) return { kind: "documents", values: [parse(text, [], leniency)] };
  const mended = isBareText(fault) ? rewriteBreaks(text, escapeBreak) : text;
  // A text that is really not closed ends at the quote of the next one, and nothing fits then.
  return mended !== text && findDeepBracket(mended) === undefined && findFault(mended) === undefined
    ? { kind: "documents", values: [parse(mended, [], leniency)] }
    : invalid(describeFault(text, fault), text, fault.offset);
}

function findDeepBracket(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let kind: number = scanner.scan(); kind !== tokenKind.end; kind = scanner.scan()) {
    if (isOpening(kind)) depth += 1;
    if (isClosing(kind)) depth -= 1;
    if (depth > nestingLimit) return scanner.getTokenOffset();
  }
  return undefined;
}

// Leaving by an exception is the parser's only way to stop at the first fault; after it, each token
// may be one more.
function findFault(text: string): Fault | undefined {
  let fault: Fault | undefined;
  const onError = (error: number, offset: number): void => {
    fault = { error, offset };
    throw new Error("first fault found");
  };
  try {
    visit(text, { onError }, leniency);
  } catch (thrown) {
    if (fault === undefined) throw thrown;
  }
  return fault;
}

function invalid(problem: string, text: string, offset: number): Invalid {
  return { kind: "invalid", language: "json", problem, position: positionAt(text, offset) };
}
