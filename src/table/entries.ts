import { comparePrefixes, equalPrefixes, type Prefix } from "../net/index.ts";

/** A prefix and its value. */
export type LpmEntry<V, P extends Prefix = Prefix> = readonly [prefix: P, value: V];

/**
 * Sorts entries by prefix and keeps the last of each prefix.
 * Cost: O(n log n), linear where they come sorted.
 */
export function sortEntries<V, P extends Prefix>(
  entries: Iterable<LpmEntry<V, P>>,
): readonly LpmEntry<V, P>[] {
  // The sort is stable, so of equal prefixes the last one stays last.
  const sorted = [...entries].sort(([a], [b]) => comparePrefixes(a, b));
  return sorted.filter(([prefix], index) => {
    const next = sorted[index + 1];
    return next === undefined || !equalPrefixes(prefix, next[0]);
  });
}
