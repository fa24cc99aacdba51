import type { Field, Showing } from "./field.ts";

/**
 * A field that shows something else in the answer to the request that makes the resource: Azure
 * decides some values only while the operation runs.
 */
export function atFirst(field: Field, first: (shown: unknown, at: Showing) => unknown): Field {
  return {
    ...field,
    show: (kept, at) => {
      const shown = field.show(kept, at);
      return at.moment === "made" ? first(shown, at) : shown;
    },
  };
}
