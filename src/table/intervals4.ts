import type { Prefix4 } from "../net/index.ts";
import { family4 } from "./address-family.ts";
import { type LpmEntry, sortEntries } from "./entries.ts";
import { assignValues, flattenRanges, type ValuedIntervals } from "./intervals.ts";

/**
 * Flattens prefixes with a number each, in any order, into intervals for `createRangeIndex4`.
 * The longest prefix wins, of equal prefixes the last; `absent` is the value where there is none.
 * Neighbors have different values. Cost: O(n log n).
 */
export function flattenPrefixes4(
  entries: Iterable<LpmEntry<number, Prefix4>>,
  absent: number,
): ValuedIntervals<number> {
  const sorted = sortEntries(entries);
  const ranges = sorted.map(([prefix]) => family4.rangeOf(prefix));
  const values = [absent, ...sorted.map(([, value]) => value)];
  return assignValues(flattenRanges(ranges, family4.space), (entry) => values[entry] ?? absent);
}
