import { type Behavior, type BehaviorKey, behaviorSwitches } from "../model/index.ts";
import type { Router } from "./router.ts";

/** A switch value that would give another answer. */
export interface Sensitivity<T> {
  readonly key: BehaviorKey;
  readonly value: string;
  readonly answer: T;
}

/**
 * Tries every other value of every switch, one at a time, and gives those whose answer differs.
 *
 * `ask` is run once per value, on a router that shares all indexes that no switch touches; `isSame`
 * compares with the present answer.
 */
export function findSensitivities<T>(
  router: Router,
  ask: (router: Router) => T,
  isSame: (a: T, b: T) => boolean,
): readonly Sensitivity<T>[] {
  const present = ask(router);
  return alternatives(router.model.behavior).flatMap(({ key, value }) => {
    const answer = ask(router.withBehavior({ ...router.model.behavior, [key]: value }));
    return isSame(present, answer) ? [] : [{ key, value, answer }];
  });
}

/** Every value of every switch that is not the present one. */
export function alternatives(
  behavior: Behavior,
): readonly { readonly key: BehaviorKey; readonly value: string }[] {
  return (Object.keys(behaviorSwitches) as BehaviorKey[]).flatMap((key) =>
    behaviorSwitches[key].values
      .filter((value) => value !== behavior[key])
      .map((value) => ({ key, value })),
  );
}
