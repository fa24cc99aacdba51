import { formatPointer, type Place, placeBelow } from "../diagnostic/index.ts";
import type { Resource } from "./resource.ts";

/** A step of a JSON pointer: a name, or an index of a list. */
export type Step = string | number;

/**
 * The place of a value inside a resource. Where several inputs made the resource, it is the place in
 * the one that the value came from. Cost: proportional to the number of steps.
 */
export function placeIn(
  { place, parts }: Pick<Resource, "place" | "parts">,
  steps: readonly Step[],
): Place {
  if (parts !== undefined) {
    for (let depth = steps.length; depth > 0; depth -= 1) {
      const part = parts.get(formatPointer(steps.slice(0, depth)));
      if (part !== undefined) return placeBelow(part, ...steps.slice(depth));
    }
  }
  return placeBelow(place, ...steps);
}

/**
 * The parts of the elements of a list, by index and as seen from the element; empty when the list
 * has none.
 */
export function partsOfElements(
  { parts }: Pick<Resource, "parts">,
  listPointer: string,
): ReadonlyMap<number, ReadonlyMap<string, Place>> {
  const byIndex = new Map<number, Map<string, Place>>();
  for (const [pointer, place] of parts ?? []) {
    if (!pointer.startsWith(`${listPointer}/`)) continue;
    const inside = pointer.slice(listPointer.length + 1);
    const end = inside.indexOf("/");
    if (end < 0) continue;
    const index = Number(inside.slice(0, end));
    const known = byIndex.get(index);
    if (known === undefined) byIndex.set(index, new Map([[inside.slice(end), place]]));
    else known.set(inside.slice(end), place);
  }
  return byIndex;
}
