/** The part of Node's process that a stopper needs. */
export interface Stoppable {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  off(signal: NodeJS.Signals, listener: () => void): unknown;
  exit(code: number): unknown;
}

/** The code of a process that Ctrl-C has ended, by the custom of shells. */
const interrupted = 130;

// A key press reaches a program twice when npx or a shell passes it on.
const sameKeyMs = 300;

/**
 * Makes Ctrl-C end a process at once, until somebody calls what this gives: then the promise
 * resolves at the first SIGINT, SIGTERM or SIGHUP, and only a second Ctrl-C ends the process.
 */
export function createStopper(
  target: Stoppable,
  now: () => number = Date.now,
): () => Promise<void> {
  const end = (): void => {
    target.exit(interrupted);
  };
  target.on("SIGINT", end);
  return () => {
    target.off("SIGINT", end);
    return new Promise((resolve) => {
      let askedAt: number | undefined;
      const ask = (): void => {
        askedAt ??= now();
        resolve();
      };
      target.on("SIGTERM", ask);
      target.on("SIGHUP", ask);
      target.on("SIGINT", () => {
        if (askedAt !== undefined && now() - askedAt > sameKeyMs) end();
        ask();
      });
    });
  };
}
