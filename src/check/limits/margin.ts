import type { Severity } from "../../diagnostic/index.ts";
import { type Usage, usagesOf } from "../../model/index.ts";
import type { Ground } from "../ground.ts";
import { announcedUsages } from "./announced-usage.ts";

/** Something that Azure limits, and how much of it is left. */
export interface Margin extends Usage {
  /** Below zero where there is more than Azure takes. */
  readonly left: number;
}

/**
 * Everything in an estate that Azure limits, the nearest to its limit first. Nothing that is not
 * there at all is in it.
 */
export function marginsOf(ground: Ground): readonly Margin[] {
  return usagesIn(ground)
    .map((usage) => ({ ...usage, left: usage.limit - usage.count }))
    .sort((a, b) => b.count / b.limit - a.count / a.limit);
}

/** Everything that is counted, in the order of the kinds of things. */
export function usagesIn({ model }: Ground): readonly Usage[] {
  return [...usagesOf(model), ...announcedUsages(model)];
}

// From here on people should know how much is left: the last fifth.
const closeShare = 0.8;

/** What a count means: how grave it is, and in words. */
export interface Judged {
  readonly severity: Severity;
  readonly words: string;
}

/**
 * Judges a count of `things`: over its limit an error, in the last fifth before it a warning with
 * the margin that is left, over a figure of older documents a note. Absent when there is room.
 */
export function judgeUsage(
  { count, limit, formerLimit }: Usage,
  things: string,
): Judged | undefined {
  if (count > limit) {
    const words = `${count} ${things}, ${count - limit} more than the ${limit} that Azure takes`;
    return { severity: "error", words };
  }
  const words = `${count} of at most ${limit} ${things}: ${limit - count} left`;
  if (count >= limit * closeShare) return { severity: "warning", words };
  return formerLimit !== undefined && count > formerLimit
    ? { severity: "info", words: `${words}; older documents allow ${formerLimit}` }
    : undefined;
}
