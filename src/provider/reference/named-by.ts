import type { Field } from "../shape/field.ts";
import { derived } from "../shape/forms.ts";
import { fromType, heldBy, holder } from "./held-by.ts";

/** A property that names the resources of a type that name this one; `otherwise` when none does. */
export function namedBy(
  name: string,
  typeKey: string,
  { otherwise }: { readonly otherwise?: readonly unknown[] } = {},
): Field {
  return derived(
    name,
    (at) => heldBy({ estate: at.estate, id: at.row.id.key }, fromType(typeKey)) ?? otherwise,
  );
}

/** The same for a property that holds one. */
export function namedByOne(name: string, typeKey: string): Field {
  return holder(name, fromType(typeKey));
}
