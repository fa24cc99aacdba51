import { DirectIndex4 } from "./direct-index4.ts";
import type { RangeIndex4, ValuedIntervals4 } from "./interval-index4.ts";
import { SearchIndex4 } from "./search-index4.ts";

/** What to save when an index has more than a few intervals. */
export interface RangeIndex4Options {
  /**
   * "time" (the default) spends 256 KiB on a direct table once there are more than 64 intervals; it
   * needs values below 2^16, at most 4,096 intervals in a /16 and about 900,000 in all, else it
   * searches. "space" always searches 8 bytes an interval, several times as slow on large tables.
   */
  readonly saves?: "time" | "space";
}

/** Up to this many intervals fit into a few cache lines, and a search beats a direct table. */
const SEARCH_LIMIT = 64;

/**
 * Creates the index that suits the number of intervals.
 * Throws `RangeError` when the intervals break their contract. Cost: linear, and 65,536 steps more
 * where a direct table is built.
 */
export function createRangeIndex4(
  intervals: ValuedIntervals4,
  options: RangeIndex4Options = {},
): RangeIndex4 {
  assertIntervals(intervals);
  const isSmall = intervals.starts.length <= SEARCH_LIMIT;
  const direct =
    isSmall || options.saves === "space" ? undefined : DirectIndex4.tryCreate(intervals);
  return direct ?? new SearchIndex4(intervals);
}

function assertIntervals({ starts, values }: ValuedIntervals4): void {
  if (starts[0] !== 0) throw new RangeError("the first interval must start at address 0");
  if (starts.length !== values.length) throw new RangeError("each interval needs one value");
  for (let i = 0; i < starts.length; i += 1) {
    const [start, value] = [starts[i] ?? -1, values[i] ?? -1];
    const isAscending = i === 0 || start > (starts[i - 1] ?? 0);
    if (!isAscending || start > 0xffffffff) throw new RangeError(`interval ${i} is out of order`);
    if (value < 0 || value > 0x7fffffff || !Number.isInteger(value)) {
      throw new RangeError(`interval ${i} has the value ${value}`);
    }
  }
}
