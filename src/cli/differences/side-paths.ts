import { checkPaths, namedSnapshots } from "../estate/read-snapshot.ts";
import type { DiffOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

/** The layers of both sides. */
export interface SidePaths {
  /** Under both. */
  readonly ground: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * Tells which paths belong to which side: one operand is the later side, two are both. Snapshots of
 * the environment lie under the sides only where no earlier side is named. Throws `UsageError` when
 * nothing is left to compare.
 */
export function sidePaths(session: Session<DiffOptions>, operands: readonly string[]): SidePaths {
  const { options } = session;
  if (operands.length > 2) {
    throw new UsageError(
      `${operands.length} paths are too many`,
      "Name one side with one path; further layers with --before PATH or --after PATH.",
    );
  }
  const [first, second] = operands;
  const isPair = second !== undefined;
  const before = [...(isPair && first !== undefined ? [first] : []), ...(options.before ?? [])];
  const after = [...(isPair ? [second] : operands), ...(options.after ?? [])];
  const isOnItsOwn = options.snapshot === undefined && before.length > 0;
  const ground = isOnItsOwn ? [] : namedSnapshots(session);
  checkPaths([...ground, ...before, ...after]);
  checkSides(session, { ground, before, after });
  return { ground, before, after };
}

function checkSides({ options }: Session<DiffOptions>, { ground, before, after }: SidePaths): void {
  const isRemoving = (options.remove ?? []).length > 0;
  if (ground.length + before.length === 0) {
    throw new UsageError(
      "nothing was given to compare with",
      "Name both sides, trueroute diff BEFORE AFTER; or what lies under both, trueroute diff -s EXPORT PLAN.",
    );
  }
  if (after.length === 0 && !isRemoving && (before.length === 0 || ground.length === 0)) {
    throw new UsageError(
      "the later side is missing",
      "Name it: trueroute diff BEFORE AFTER, or trueroute diff -s EXPORT PLAN.",
    );
  }
}
