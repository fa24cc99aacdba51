import {
  type Behavior,
  type BehaviorKey,
  behaviorSwitches,
  isBehaviorKey,
  isBehaviorValue,
} from "../../model/index.ts";
import { suggest } from "../nearest.ts";
import { UsageError } from "../usage-error.ts";

/**
 * Reads the values of `--behavior KEY=VALUE`; a later one wins. Throws `UsageError` with the
 * nearest words.
 */
export function readBehavior(texts: readonly string[]): Partial<Behavior> {
  const chosen: Partial<Record<BehaviorKey, string>> = {};
  for (const text of texts) {
    const [key, value] = readPair(text);
    chosen[key] = value;
  }
  // Each value was checked against its own switch.
  return chosen as Partial<Behavior>;
}

function readPair(text: string): readonly [BehaviorKey, string] {
  const equals = text.indexOf("=");
  const key = equals < 0 ? text : text.slice(0, equals);
  if (!isBehaviorKey(key)) {
    const hint = suggest(key, Object.keys(behaviorSwitches));
    throw new UsageError(`--behavior: '${key}' is not a switch`, hint || "See trueroute behavior.");
  }
  const value = text.slice(key.length + 1);
  const { values } = behaviorSwitches[key];
  if (equals >= 0 && isBehaviorValue(key, value)) return [key, value];
  const problem = equals < 0 ? `'${key}' has no value` : `'${value}' is not a value of ${key}`;
  throw new UsageError(`--behavior: ${problem}`, `Write ${key}= and one of ${values.join(", ")}.`);
}
