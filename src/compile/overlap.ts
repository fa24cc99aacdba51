import { comparePrefixes, covers, type Prefix } from "../net/index.ts";

/** A prefix and whose it is. */
export interface OwnedPrefix<T> {
  readonly prefix: Prefix;
  readonly owner: T;
}

/**
 * Two prefixes of different owners that share addresses: prefixes do so only when one covers the
 * other.
 */
export interface Overlap<T> {
  readonly outer: OwnedPrefix<T>;
  readonly inner: OwnedPrefix<T>;
}

/**
 * Finds overlaps between prefixes of different owners: for each prefix, the nearest one of another
 * owner that covers it.
 * Equal prefixes count once. Cost: O(n log n) for disjoint prefixes, times the depth of nesting.
 */
export function findOverlaps<T>(prefixes: Iterable<OwnedPrefix<T>>): readonly Overlap<T>[] {
  const sorted = [...prefixes].sort((a, b) => comparePrefixes(a.prefix, b.prefix));
  const overlaps: Overlap<T>[] = [];
  // In this order every prefix comes after those that cover it, so the open ones form a stack.
  const open: OwnedPrefix<T>[] = [];
  for (const inner of sorted) {
    let nearest = open.at(-1);
    while (nearest !== undefined && !covers(nearest.prefix, inner.prefix)) {
      open.pop();
      nearest = open.at(-1);
    }
    const outer = open.findLast(({ owner }) => owner !== inner.owner);
    if (outer !== undefined) overlaps.push({ outer, inner });
    open.push(inner);
  }
  return overlaps;
}
