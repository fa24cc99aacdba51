import type { CST } from "yaml";
import { nestingLimit } from "./nesting.ts";

/** A fault and its offset in the text, in UTF-16 units; no offset where it has no single place. */
export interface YamlFault {
  readonly problem: string;
  readonly offset: number | undefined;
}

interface Part {
  readonly token: CST.Token;
  readonly depth: number;
}

/**
 * Finds what must be refused before tokens are composed: nesting beyond the limit, aliases without
 * an anchor, too many aliases.
 *
 * The composer recurses, and at some thousand levels the whole process dies instead of throwing;
 * this walk has a stack of its own.
 */
export function findTokenFault(
  tokens: readonly CST.Token[],
  mostAliases: number,
): YamlFault | undefined {
  const stack = tokens.map((token): Part => ({ token, depth: 0 })).toReversed();
  let anchors = new Set<string>();
  let aliases = 0;
  for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
    const { token, depth } = part;
    const { offset } = token;
    if (depth > nestingLimit)
      return { problem: `it nests deeper than ${nestingLimit} levels`, offset };
    if (token.type === "document") anchors = new Set();
    if (token.type === "anchor") anchors.add(token.source.slice(1));
    if (token.type === "alias") {
      aliases += 1;
      if (aliases > mostAliases) return { problem: "it has too many aliases", offset };
      if (!anchors.has(token.source.slice(1)))
        return { problem: "an alias without an anchor", offset };
    }
    for (const child of childrenOf(token).toReversed())
      stack.push({ token: child, depth: depth + 1 });
  }
  return undefined;
}

function childrenOf(token: CST.Token): readonly CST.Token[] {
  switch (token.type) {
    case "document":
      return [...token.start, ...present(token.value)];
    case "block-scalar":
      return token.props;
    case "block-map":
    case "block-seq":
    case "flow-collection":
      return token.items.flatMap((item) => [
        ...item.start,
        ...present(item.key),
        ...(item.sep ?? []),
        ...present(item.value),
      ]);
    default:
      return [];
  }
}

function present(token: CST.Token | null | undefined): readonly CST.Token[] {
  return token === null || token === undefined ? [] : [token];
}
