import { type Expression, parseText } from "./expression/index.ts";
import type { Parsed } from "./frame.ts";

/** Parses texts, each once: a copy evaluates the same one at every turn. */
export function createParser(): (text: string) => Parsed {
  const kept = new Map<string, Parsed>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const parsed = parseText(text);
    const depth = parsed.kind === "expression" ? depthOf(parsed.expression) : 0;
    const made = { text: parsed, depth };
    kept.set(text, made);
    return made;
  };
}

function depthOf(expression: Expression): number {
  switch (expression.kind) {
    case "literal":
      return 1;
    case "call":
      return 1 + Math.max(0, ...expression.args.map(depthOf));
    case "member":
      return 1 + depthOf(expression.object);
    case "index":
      return 1 + Math.max(depthOf(expression.object), depthOf(expression.index));
  }
}
