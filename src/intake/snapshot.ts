import type { Resource, Snapshot } from "../arm/index.ts";
import { createDiagnostic, type Diagnostic } from "../diagnostic/index.ts";
import { isEqualJson } from "./equal.ts";
import { checkPages } from "./export/page.ts";
import type { ReadResult } from "./reading.ts";

/**
 * Lays read results over each other. Each layer holds the results of one input that the user named.
 *
 * A later layer replaces resources of an earlier one whole and in silence; captures and diagnostics
 * add up in order. Diagnostics: `list-incomplete`; `resource-duplicate` for one id with different contents inside one
 * layer; the later one is taken. Cost: n log n in the number of resources; contents are compared
 * only where an id repeats inside a layer.
 */
export function createSnapshot(layers: readonly (readonly ReadResult[])[]): Snapshot {
  const merged = new Map<string, Resource>();
  const duplicates: Diagnostic[] = [];
  for (const layer of layers) {
    for (const [key, resource] of mergeLayer(layer, duplicates)) merged.set(key, resource);
  }
  const results = layers.flat();
  const gaps = layers.flatMap((layer) => checkPages(layer.flatMap(({ pages }) => pages)));
  return {
    resources: sortByKey(merged),
    captures: results.flatMap((result) => result.captures),
    diagnostics: [...results.flatMap((result) => result.diagnostics), ...gaps, ...duplicates],
  };
}

function sortByKey(resources: ReadonlyMap<string, Resource>): ReadonlyMap<string, Resource> {
  const sorted = new Map<string, Resource>();
  for (const key of [...resources.keys()].sort()) {
    const resource = resources.get(key);
    if (resource !== undefined) sorted.set(key, resource);
  }
  return sorted;
}

function mergeLayer(
  layer: readonly ReadResult[],
  duplicates: Diagnostic[],
): ReadonlyMap<string, Resource> {
  const merged = new Map<string, Resource>();
  for (const { resources } of layer) {
    for (const resource of resources) {
      const first = merged.get(resource.id.key);
      if (first !== undefined && !isEqualJson(first.body, resource.body)) {
        duplicates.push(reportDuplicate(first, resource));
      }
      merged.set(resource.id.key, resource);
    }
  }
  return merged;
}

function reportDuplicate(first: Resource, later: Resource): Diagnostic {
  const parameters = { id: later.id.text };
  return createDiagnostic("resource-duplicate", later.place, parameters, {
    related: [first.place],
  });
}
