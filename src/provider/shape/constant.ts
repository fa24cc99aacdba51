import type { Field } from "./field.ts";

/**
 * A property that Azure alone decides and that is the same everywhere here; what a snapshot says of
 * it is kept.
 */
export function platform(name: string, value: unknown): Field {
  return {
    name,
    settle: (wanted, { kept, isImport }) => (isImport ? (wanted ?? kept) : kept),
    show: (kept) => kept ?? value,
  };
}
