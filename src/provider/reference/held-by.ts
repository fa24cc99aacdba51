import { holderIdOf } from "../estate/element.ts";
import type { Referrer } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import type { Field } from "../shape/field.ts";
import { derived } from "../shape/forms.ts";

/** Which of those that name a resource or an element count. */
export type Counts = (referrer: Referrer) => boolean;

/**
 * `{ id }` of whatever names a resource or an element: the innermost element, else the resource. In
 * the order of making; absent when there is none.
 */
export function heldBy(
  { estate, id }: { readonly estate: EstateView; readonly id: string },
  counts: Counts,
): readonly { readonly id: string }[] | undefined {
  const ids = new Set(estate.referrersOf(id.toLowerCase()).filter(counts).map(holderIdOf));
  return ids.size === 0 ? undefined : [...ids].map((one) => ({ id: one }));
}

/** A list of back references. */
export function holders(name: string, counts: Counts): Field {
  return derived(name, (at) => heldBy(at, counts));
}

/** One back reference: the first. */
export function holder(name: string, counts: Counts): Field {
  return derived(name, (at) => heldBy(at, counts)?.[0]);
}

/** Elements of a list, such as `loadBalancingRules` or `pathRules`. */
export function fromList(list: string): Counts {
  return (referrer) => holderIdOf(referrer).split("/").at(-2) === list;
}

/** Rows of a type that name it from a property of some name. */
export function fromType(typeKey: string, property?: string): Counts {
  return ({ row, steps }) =>
    row.typeKey === typeKey && (property === undefined || steps.includes(property));
}
