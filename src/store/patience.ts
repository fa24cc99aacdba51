import { setTimeout as sleep } from "node:timers/promises";
import { UnknownOutcome } from "./commit-changes.ts";
import type { Engine } from "./engine.ts";
import { StoreError } from "./store-error.ts";

/**
 * Does what asks a database, and tries again where it failed for a reason that passes and nothing
 * can have come of it. Rejects with `StoreError`.
 */
export async function withPatience<T>(engine: Engine, action: () => Promise<T>): Promise<T> {
  for (const wait of engine.waits) {
    try {
      return await action();
    } catch (error) {
      if (!engine.isPassing(error)) throw explain(engine, error);
    }
    await sleep(wait);
  }
  try {
    return await action();
  } catch (error) {
    throw explain(engine, error);
  }
}

function explain(engine: Engine, error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  return error instanceof UnknownOutcome ? engine.explainEnd(error.cause) : engine.explain(error);
}

/** Waits that double from one millisecond to `longest` and together take `total`. */
export function doublingWaits(longest: number, total: number): readonly number[] {
  const waits: number[] = [];
  let [sum, next] = [0, 1];
  while (sum < total) {
    waits.push(next);
    sum += next;
    next = Math.min(next * 2, longest);
  }
  return waits;
}
