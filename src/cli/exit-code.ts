/** Exit codes of every command. */
export const exitCode = {
  answered: 0,
  /** Answered, and the answer has findings or a failed assertion. */
  found: 1,
  /** Bad usage, or input that could not be read. */
  badInput: 2,
  /** Under `--strict`: answered, and the answer rests on assumptions. */
  assumed: 3,
  /** A bug of trueroute. */
  internal: 4,
} as const;

/** What an exit code depends on. */
export interface Verdict {
  readonly hasFindings: boolean;
  readonly hasAssumptions: boolean;
}

/**
 * Gives the code of an answer. Assumptions weigh more than findings: a finding that is assumed is
 * not sure.
 */
export function exitCodeOf(verdict: Verdict, { strict }: { readonly strict?: boolean }): number {
  if (strict === true && verdict.hasAssumptions) return exitCode.assumed;
  return verdict.hasFindings ? exitCode.found : exitCode.answered;
}
