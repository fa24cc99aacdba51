import { namesBack } from "../subnet/attached.ts";
import type { Field } from "./field.ts";
import { derived } from "./forms.ts";

/** A property that names whoever names the resource: `{ id }` of each resource of a type. */
export function namedBy(
  name: string,
  typeKey: string,
  options: { readonly otherwise?: readonly unknown[] } = {},
): Field {
  return derived(name, (at) => namesBack(at, (one) => one === typeKey) ?? options.otherwise);
}

/** The same for a property that holds one. */
export function namedByOne(name: string, typeKey: string): Field {
  return derived(name, (at) => {
    const all = namesBack(at, (one) => one === typeKey);
    return Array.isArray(all) ? all[0] : undefined;
  });
}
