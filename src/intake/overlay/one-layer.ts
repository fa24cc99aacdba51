import { isEqualJson, type Report, type Resource } from "../../arm/index.ts";
import { createDiagnostic } from "../../diagnostic/index.ts";

/**
 * The resources of one layer, one per id: the later of two is taken, and one of the background never
 * before another. Diagnostics: `resource-duplicate` when contents differ. Contents are compared only
 * where an id repeats.
 */
export function joinLayer(
  resources: Iterable<Resource>,
  report: Report,
): ReadonlyMap<string, Resource> {
  const joined = new Map<string, Resource>();
  for (const resource of resources) {
    const first = joined.get(resource.id.key);
    const isBackground = resource.extent === "background";
    if (first !== undefined && !isBackground && first.extent !== "background") {
      compare(first, resource, report);
    }
    if (first !== undefined && isBackground) continue;
    joined.set(resource.id.key, resource);
  }
  return joined;
}

function compare(first: Resource, later: Resource, report: Report): void {
  if (isEqualJson(first.body, later.body)) return;
  const parameters = { id: later.id.text };
  report(
    createDiagnostic("resource-duplicate", later.place, parameters, { related: [first.place] }),
  );
}
