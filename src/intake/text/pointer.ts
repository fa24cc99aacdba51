/** A set of JSON pointers as a tree of their steps. */
export interface PointerTree {
  /** The pointers that end here. */
  readonly ends: string[];
  readonly children: Map<string, PointerTree>;
}

/** Builds the tree; pointers that share a beginning share its nodes. */
export function buildPointerTree(pointers: readonly string[]): PointerTree {
  const root: PointerTree = { ends: [], children: new Map() };
  for (const pointer of pointers) {
    let node = root;
    for (const step of parsePointer(pointer)) {
      const child = node.children.get(step) ?? { ends: [], children: new Map() };
      node.children.set(step, child);
      node = child;
    }
    node.ends.push(pointer);
  }
  return root;
}

/** Notes an offset for all pointers that lead into or below a node. */
export function settle(tree: PointerTree, offset: number, found: Map<string, number>): void {
  for (const pointer of tree.ends) found.set(pointer, offset);
  for (const child of tree.children.values()) settle(child, offset, found);
}

/**
 * The steps of a JSON pointer (RFC 6901), unescaped; a pointer without a leading slash has none.
 */
export function parsePointer(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}
