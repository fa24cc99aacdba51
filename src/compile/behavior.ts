import { createDiagnostic } from "../diagnostic/index.ts";
import {
  type Behavior,
  type BehaviorKey,
  behaviorSwitches,
  defaultBehavior,
  isBehaviorKey,
  isBehaviorValue,
} from "../model/index.ts";
import { readItems, type Sources } from "./sources.ts";

/**
 * Reads the behavior switches of a snapshot. Several resources add up, a later id wins; `chosen`
 * wins over all of them.
 * Diagnostics: `behavior-unknown`, `behavior-value-unknown`.
 */
export function lowerBehavior(sources: Sources, chosen: Partial<Behavior> = {}): Behavior {
  const written: Partial<Record<BehaviorKey, string>> = {};
  for (const { key, value, place } of readItems(sources, "behavior").flatMap(
    ({ body }) => body.entries,
  )) {
    if (!isBehaviorKey(key)) {
      const known = Object.keys(behaviorSwitches).join(", ");
      sources.report(createDiagnostic("behavior-unknown", place, { key, known }));
    } else if (isBehaviorValue(key, value)) {
      written[key] = value;
    } else {
      const parameters = {
        key,
        value,
        values: behaviorSwitches[key].values.join(", "),
        fallback: behaviorSwitches[key].values[0],
      };
      sources.report(createDiagnostic("behavior-value-unknown", place, parameters));
    }
  }
  // Each value was checked against its own switch above.
  return { ...defaultBehavior, ...(written as Partial<Behavior>), ...chosen };
}
