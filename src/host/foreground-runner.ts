import type { Environment } from "./user-data-folder.ts";

/** How a program in the foreground ended. */
export type ForegroundResult =
  | { readonly kind: "ended"; readonly code: number }
  /** It was not started; `reason` completes "it could not be started: ...". */
  | { readonly kind: "failed"; readonly reason: string };

/**
 * Programs that get the terminal to themselves, as a port: the shells get Node's, tests get one of
 * their own.
 */
export interface ForegroundRunner {
  /** The path of a program that `environment`'s path leads to; `undefined`: there is none. */
  find(program: string, environment: Environment): Promise<string | undefined>;
  /**
   * Runs a program in our place: it has our standard streams, our terminal and our signals, and
   * exactly this environment. Never rejects. When a signal ends it, the same ends us, so that a shell
   * sees what it would see without us.
   *
   * @param path as `find` gives it
   */
  run(path: string, args: readonly string[], environment: Environment): Promise<ForegroundResult>;
}

/** Finds no program. */
export const noForeground: ForegroundRunner = {
  find: async () => undefined,
  run: async () => ({ kind: "failed", reason: "there are no programs" }),
};
