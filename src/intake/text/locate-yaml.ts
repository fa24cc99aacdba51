import { type Document, isAlias, isMap, isScalar, isSeq, type Node } from "yaml";
import { findJsonOffsets } from "./locate-json.ts";
import { buildPointerTree, type PointerTree, settle } from "./pointer.ts";
import { parseStrictly } from "./strict-json.ts";
import { composeYaml } from "./yaml.ts";

/**
 * Offsets of the values that JSON pointers name in a YAML text, as `findJsonOffsets` does for JSON.
 */
export function findYamlOffsets(
  text: string,
  pointers: readonly string[],
): ReadonlyMap<string, number> {
  if (parseStrictly(text) !== undefined) return findJsonOffsets(text, pointers);
  const found = new Map<string, number>();
  const composed = composeYaml(text);
  if (composed.kind === "fault") return found;
  const tree = buildPointerTree(pointers);
  const { documents } = composed;
  settle(tree, 0, found);
  for (const [index, document] of documents.entries()) {
    const below = documents.length === 1 ? tree : tree.children.get(`${index}`);
    if (below !== undefined) visitNode(document, document.contents, below, found);
  }
  return found;
}

// An alias is resolved only where a pointer leads through it, so the recursion is as deep as the
// pointers.
function visitNode(
  document: Document.Parsed,
  node: unknown,
  tree: PointerTree,
  found: Map<string, number>,
): void {
  const target = isAlias(node) ? node.resolve(document) : node;
  const offset = (node as Node | null)?.range?.[0];
  if (offset !== undefined) settle(tree, offset, found);
  if (isMap(target)) {
    for (const { key, value } of target.items) {
      const child = isScalar(key) ? tree.children.get(String(key.value)) : undefined;
      if (child !== undefined) visitNode(document, value, child, found);
    }
  } else if (isSeq(target)) {
    for (const [step, child] of tree.children)
      visitNode(document, target.items[Number(step)], child, found);
  }
}
