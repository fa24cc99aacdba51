import type { Field } from "./field.ts";

/**
 * A property with a few known values, which Azure takes in any casing and writes in one; values that
 * nobody has listed stay as they were asked for.
 */
export function spelled(name: string, spellings: readonly string[], otherwise?: string): Field {
  const byKey = new Map(spellings.map((one) => [one.toLowerCase(), one]));
  return {
    name,
    settle: (wanted) =>
      typeof wanted === "string"
        ? (byKey.get(wanted.toLowerCase()) ?? wanted)
        : (wanted ?? otherwise),
    show: (kept) => kept,
  };
}
