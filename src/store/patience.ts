import { setTimeout as sleep } from "node:timers/promises";
import { UnknownOutcome } from "./commit-changes.ts";
import type { Engine } from "./engine.ts";
import { StoreError } from "./store-error.ts";

/** How long to wait before each further try, in milliseconds: a database that restarts takes seconds. */
const waits: readonly number[] = [50, 200, 500, 1_000, 2_000];

/**
 * Does what asks a database, and tries again where the connection was lost and nothing can have
 * come of it. Rejects with `StoreError` or, for a bug, with what was thrown.
 */
export async function withPatience<T>(engine: Engine, action: () => Promise<T>): Promise<T> {
  for (const wait of waits) {
    try {
      return await action();
    } catch (error) {
      if (!engine.isLost(error)) throw explain(engine, error);
    }
    await sleep(wait);
  }
  try {
    return await action();
  } catch (error) {
    throw explain(engine, error);
  }
}

function explain(engine: Engine, error: unknown): unknown {
  if (error instanceof StoreError) return error;
  if (!(error instanceof UnknownOutcome)) return engine.explain(error);
  if (!engine.isLost(error.cause)) return engine.explain(error.cause);
  return new StoreError(
    "uncertain",
    `the connection to ${engine.name} was lost while a change was written; it may have been written or not`,
    "Look whether the change is there, and make it again where it is not.",
    error.cause,
  );
}
