/**
 * table: longest-prefix-match tables over both address families, and the range index beneath them.
 *
 * Takes prefixes with values of any type; tells which entry is the longest one for an address or a
 * prefix, and which entries lie around or inside a prefix.
 * Invariant: a table never changes, and gives what a linear scan of its entries would give.
 * Does not know routes: which of two routes for one prefix wins is decided before they come here.
 */
export type { LpmEntry } from "./entries.ts";
export type { RangeIndex4, ValuedIntervals4 } from "./interval-index4.ts";
export type { ValuedIntervals } from "./intervals.ts";
export { flattenPrefixes4 } from "./intervals4.ts";
export { createLpmTable, type LpmMatch, type LpmTable } from "./lpm-table.ts";
export { createRangeIndex4, type RangeIndex4Options } from "./range-index4.ts";
