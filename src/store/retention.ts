/**
 * For how many revisions the deletion of a key is remembered. A server that has not read for longer
 * reads everything again.
 */
export const keptRevisions = 10_000;

/** How often, in revisions, what is no longer remembered is thrown away. */
const pruneInterval = 1_000;

/**
 * The newest revision whose deletions may be forgotten with the commit that makes `revision`;
 * undefined where it is not this commit's turn.
 */
export function floorAt(revision: number, kept: number): number | undefined {
  const isTurn = revision % Math.min(pruneInterval, kept) === 0;
  return isTurn && revision > kept ? revision - kept : undefined;
}

/** Whether a reader at `since` needs everything, not only what has changed. */
export function needsWhole(
  since: number,
  { revision, floor }: { readonly revision: number; readonly floor: number },
): boolean {
  return since === 0 || since < floor || since > revision;
}
