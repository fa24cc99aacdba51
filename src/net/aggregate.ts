import {
  addressCount,
  comparePrefixes,
  covers,
  halves,
  overlaps,
  type Prefix,
  prefixOf,
} from "./prefix.ts";
import { type PrefixSet, prefixSet, subtract, toPrefixes } from "./prefix-set.ts";

/** A few prefixes that hold a set, and how much they hold beside it. */
export interface Aggregate {
  /** Sorted, disjoint. */
  readonly prefixes: readonly Prefix[];
  /** Addresses that the prefixes hold and the set does not; 0 where it is exact. */
  readonly added: bigint;
}

/** What an aggregate must keep to. */
export interface AggregateLimits {
  /** At most this many prefixes; at least 1. */
  readonly most: number;
  /** Prefixes of which no part may be covered, unless the set itself holds it. */
  readonly avoid?: readonly Prefix[];
}

/**
 * Covers a set by at most so many prefixes with the fewest addresses beside it; of those that add
 * equally much it takes one with fewer prefixes. Absent when there is none: because of what
 * must be avoided, or because both families need one.
 *
 * Exact: a table over the tree of the set's prefixes, of which each node is covered whole or by its
 * two halves. Cost: O(prefixes * most) time and memory.
 */
export function aggregateSet(
  set: PrefixSet,
  { most, avoid = [] }: AggregateLimits,
): Aggregate | undefined {
  const exact = toPrefixes(set);
  if (exact.length <= most) return { prefixes: exact, added: 0n };
  const families = ([4, 6] as const)
    .map((family) => exact.filter((prefix) => prefix.family === family))
    .filter((prefixes) => prefixes.length > 0);
  const trees = families.map((prefixes) => growTree([...prefixes].sort(comparePrefixes)));
  const shunned = toPrefixes(subtract(prefixSet(avoid), set));
  for (const tree of trees) weigh(tree, most, shunned);
  const root = trees.length === 1 ? trees[0] : joinTrees(trees, most);
  if (root === undefined || root.added.at(-1) === undefined) return undefined;
  const prefixes: Prefix[] = [];
  collect(root, fewest(root), prefixes);
  const held = prefixes.reduce((sum, prefix) => sum + addressCount(prefix), 0n);
  const wanted = exact.reduce((sum, prefix) => sum + addressCount(prefix), 0n);
  return { prefixes: prefixes.sort(comparePrefixes), added: held - wanted };
}

/** A node of the tree of a set's prefixes: one of them, or the shortest that holds two of them. */
interface Node {
  /** Absent for the root over both families. */
  readonly prefix: Prefix | undefined;
  readonly parts: readonly [Node, Node] | undefined;
  /** How many prefixes of the set are below it. */
  readonly leaves: number;
  /** Addresses of the set below it. */
  readonly held: number;
  /** By number of prefixes less one, the fewest addresses added; `undefined` where impossible. */
  added: (number | undefined)[];
  /** By the same number, how many of them the first part gets; 0: the node's own prefix. */
  first: number[];
}

function growTree(sorted: readonly Prefix[]): Node {
  const [only] = sorted;
  if (sorted.length === 1 && only !== undefined) return leaf(only);
  const prefix = commonPrefix(sorted[0] as Prefix, sorted.at(-1) as Prefix);
  const [, upper] = halves(prefix);
  const at = sorted.findIndex((one) => covers(upper, one));
  return joint(prefix, growTree(sorted.slice(0, at)), growTree(sorted.slice(at)));
}

function leaf(prefix: Prefix): Node {
  const held = Number(addressCount(prefix));
  return { prefix, parts: undefined, leaves: 1, held, added: [0], first: [0] };
}

function joint(prefix: Prefix | undefined, a: Node, b: Node): Node {
  const leaves = a.leaves + b.leaves;
  return { prefix, parts: [a, b], leaves, held: a.held + b.held, added: [], first: [] };
}

function joinTrees([a, b]: readonly Node[], most: number): Node | undefined {
  if (a === undefined || b === undefined) return undefined;
  const root = joint(undefined, a, b);
  weighJoint(root, most, []);
  return root;
}

function weigh(node: Node, most: number, avoid: readonly Prefix[]): void {
  if (node.parts === undefined) return;
  const { prefix } = node;
  const near = prefix === undefined ? avoid : avoid.filter((one) => overlaps(one, prefix));
  for (const part of node.parts) weigh(part, most, near);
  weighJoint(node, most, near);
}

function weighJoint(node: Node, most: number, avoid: readonly Prefix[]): void {
  const [a, b] = node.parts as readonly [Node, Node];
  const size = Math.min(node.leaves, most);
  const whole = wholeCost(node, avoid);
  for (let count = 1; count <= size; count += 1) {
    let best = whole;
    let first = 0;
    const lowest = Math.max(1, count - b.added.length);
    for (let share = lowest; share <= Math.min(a.added.length, count - 1); share += 1) {
      const left = a.added[share - 1];
      const right = b.added[count - share - 1];
      if (left === undefined || right === undefined) continue;
      if (best === undefined || left + right < best) {
        best = left + right;
        first = share;
      }
    }
    node.added.push(best);
    node.first.push(first);
  }
}

function wholeCost({ prefix, held }: Node, avoid: readonly Prefix[]): number | undefined {
  if (prefix === undefined || avoid.length > 0) return undefined;
  return Number(addressCount(prefix)) - held;
}

/** The smallest number of prefixes that adds as little as the largest. */
function fewest({ added }: Node): number {
  const best = added.at(-1);
  return added.findIndex((one) => one !== undefined && best !== undefined && one <= best) + 1;
}

function collect({ prefix, parts, first }: Node, count: number, into: Prefix[]): void {
  const share = first[count - 1] ?? 0;
  if (parts === undefined || share === 0) {
    if (prefix !== undefined) into.push(prefix);
    return;
  }
  collect(parts[0], share, into);
  collect(parts[1], count - share, into);
}

function commonPrefix(a: Prefix, b: Prefix): Prefix {
  for (let length = Math.min(a.length, b.length) - 1; length > 0; length -= 1) {
    const prefix = prefixOf(a.address, length);
    if (covers(prefix, b)) return prefix;
  }
  return prefixOf(a.address, 0);
}
