import type { Report, Resource } from "../arm/index.ts";
import { createDiagnostic, type Place } from "../diagnostic/index.ts";
import { type AssignedAddress, createProvision } from "../provision/index.ts";
import {
  type Ground,
  isDesired,
  joinLayer,
  remove,
  removeNamed,
  settleRemoval,
} from "./overlay/index.ts";
import type { ReadResult } from "./reading.ts";

/** How templates and plans lie over what is there. */
export type LayMode = "incremental" | "complete";

/**
 * Lays what the plans of a layer say: what they delete goes first, then each resource is put as
 * Azure would put it. Gives whether there was anything. Diagnostics: `resource-duplicate`,
 * `addresses-assigned`.
 */
export function layPlans(
  ground: Ground,
  layer: readonly ReadResult[],
  { mode, report }: { readonly mode: LayMode; readonly report: Report },
): boolean {
  const removed = new Set(layer.flatMap(({ removals }) => removals.map(({ id }) => id.key)));
  remove(ground, removed);
  const isAny = putDesired(ground, layer, { mode, report });
  settleRemoval(ground, removed);
  return isAny;
}

function putDesired(
  ground: Ground,
  layer: readonly ReadResult[],
  { mode, report }: { readonly mode: LayMode; readonly report: Report },
): boolean {
  const resources = layer.flatMap((result) => result.resources.filter(isDesired));
  const desired = joinLayer(resources, report);
  const [first] = resources;
  if (first === undefined) return false;
  if (mode === "complete") removeNamed(ground, desired.values());
  reportAssigned(putAll(ground, desired), first.place, report);
  return true;
}

/** Puts resources over what is there; gives the addresses that were given on the way. */
export function putAll(
  ground: Ground,
  desired: ReadonlyMap<string, Resource>,
): readonly AssignedAddress[] {
  const provision = createProvision(ground.values(), desired.values());
  for (const resource of parentsFirst(desired)) {
    for (const result of provision.put(resource)) ground.set(result.id.key, result);
  }
  for (const key of provision.removed) ground.delete(key);
  return provision.assigned;
}

// A plan lists its resources by name. Putting a parent after its child would take the child away.
function parentsFirst(desired: ReadonlyMap<string, Resource>): readonly Resource[] {
  const byDepth: Resource[][] = [];
  for (const resource of desired.values()) {
    const depth = resource.id.names.length;
    const same = byDepth[depth];
    if (same === undefined) byDepth[depth] = [resource];
    else same.push(resource);
  }
  return byDepth.flat();
}

/** Says that addresses were given as Azure gives them, once for all. */
export function reportAssigned(
  assigned: readonly AssignedAddress[],
  { file }: Place,
  report: Report,
): void {
  const [first] = assigned;
  if (first === undefined) return;
  const place = { resource: "", pointer: "", file, filePointer: "" };
  const addresses =
    assigned.length === 1 ? "1 private address" : `${assigned.length} private addresses`;
  const example = `${first.address} for ${first.resource}`;
  report(createDiagnostic("addresses-assigned", place, { addresses, example }));
}
