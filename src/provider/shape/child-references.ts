import type { Field } from "./field.ts";
import { derived } from "./forms.ts";

/** A property that names the children of a type, and does not show them. */
export function childReferences(name: string, typeKey: string): Field {
  return derived(name, ({ estate, row }) =>
    estate.childrenOf(row.id.key, typeKey).map(({ id }) => ({ id: id.text })),
  );
}
