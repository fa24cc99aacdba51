/** What became of another program. */
export type ProcessResult =
  | {
      readonly kind: "ended";
      readonly code: number;
      readonly stdout: string;
      readonly stderr: string;
    }
  | { readonly kind: "absent" }
  /** It was not started or did not end; `reason` completes "it was stopped: ...". */
  | { readonly kind: "failed"; readonly reason: string };

/**
 * Other programs of the machine, as a port: the shells get Node's, tests get one of their own.
 */
export interface ProcessRunner {
  /**
   * Runs a program that is found on the path, or named by its absolute path, without a shell, and
   * collects what it writes. Never rejects.
   */
  run(program: string, args: readonly string[]): Promise<ProcessResult>;
}

/** Has no program at all. */
export const noProcesses: ProcessRunner = { run: async () => ({ kind: "absent" }) };
