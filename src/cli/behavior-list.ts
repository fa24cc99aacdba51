import { behaviorSwitches } from "../model/index.ts";
import { printAnswer } from "./answer/print-answer.ts";
import { exitCode } from "./exit-code.ts";
import { suggest } from "./nearest.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** Lists switches with their values; no keys: all of them. */
export async function listBehavior(
  { io, options }: Session,
  keys: readonly string[],
): Promise<number> {
  const known = Object.keys(behaviorSwitches);
  for (const key of keys) {
    const isKnown = known.some((one) => isSameKey(one, key));
    if (!isKnown)
      throw new UsageError(
        `'${key}' is not a behavior switch`,
        suggest(key, known) || "See trueroute behavior.",
      );
  }
  const switches = Object.entries(behaviorSwitches)
    .filter(([key]) => keys.length === 0 || keys.some((one) => isSameKey(one, key)))
    .map(([key, { values, rule, about }]) => ({ key, values, default: values[0], rule, about }));
  await printAnswer(io, options, {
    json: () => ({ value: switches }),
    table: () => ({
      columns: ["Switch", "Default", "Other Values", "Rule", "About"],
      rows: switches.map(({ key, values, rule, about }) => [
        key,
        values[0],
        values.slice(1).join(", "),
        rule,
        about,
      ]),
    }),
  });
  return exitCode.answered;
}

function isSameKey(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
