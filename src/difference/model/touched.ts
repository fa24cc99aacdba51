import type { Key, Model } from "../../model/index.ts";
import { hasEqualMeaning } from "./equal-meaning.ts";

/** The parts of a model that are maps by key. */
type MapName = {
  [K in keyof Model]: Model[K] extends ReadonlyMap<Key, unknown> ? K : never;
}[keyof Model];

/** What does not mean the same in two models, by the maps of the model. */
export interface Touched {
  /** Keys of what is only on one side or not equal; empty sets where nothing is. */
  readonly of: (map: MapName) => ReadonlySet<Key>;
  /** Whether switches or service tags differ, which count for everything. */
  readonly isEverywhere: boolean;
}

/** Finds what two models do not share. Cost: linear; each map is compared when first asked for. */
export function findTouched(before: Model, after: Model): Touched {
  const found = new Map<MapName, ReadonlySet<Key>>();
  return {
    of: (map) => {
      const known = found.get(map) ?? touchedKeys(before[map], after[map]);
      found.set(map, known);
      return known;
    },
    isEverywhere:
      !hasEqualMeaning(before.behavior, after.behavior) ||
      before.serviceTags?.edition !== after.serviceTags?.edition,
  };
}

function touchedKeys(
  before: ReadonlyMap<Key, unknown>,
  after: ReadonlyMap<Key, unknown>,
): ReadonlySet<Key> {
  const touched = new Set<Key>();
  for (const [key, value] of after) {
    if (!hasEqualMeaning(before.get(key), value)) touched.add(key);
  }
  for (const key of before.keys()) if (!after.has(key)) touched.add(key);
  return touched;
}
