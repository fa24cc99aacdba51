import type { Severity } from "../../diagnostic/index.ts";

/** Something that is counted against a limit. */
export interface Counted {
  readonly count: number;
  readonly limit: number;
  /** What is counted, in the plural: `routes`. */
  readonly of: string;
}

// From here on people should know how much is left: the last fifth.
const closeShare = 0.8;

/**
 * Judges a count: over its limit an error, in the last fifth before it a warning with the margin
 * left, at the limit itself a warning that nothing is left. Absent when there is room.
 */
export function judgeCount({
  count,
  limit,
  of,
}: Counted): { readonly severity: Severity; readonly words: string } | undefined {
  if (count > limit) {
    return {
      severity: "error",
      words: `${count} ${of}, ${count - limit} more than the ${limit} that Azure takes`,
    };
  }
  if (count < limit * closeShare) return undefined;
  return {
    severity: "warning",
    words: `${count} of at most ${limit} ${of}: ${limit - count} left`,
  };
}
