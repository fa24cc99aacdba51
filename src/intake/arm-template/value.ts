import type { Value } from "./expression/index.ts";

/** Every JSON that was parsed is a value of the template language; only what is absent is none. */
export function isValue(json: unknown): json is Value {
  return json !== undefined;
}
