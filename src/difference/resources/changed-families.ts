import { hasListedPlace, isEqualJson, type Resource } from "../../arm/index.ts";

/** The resources of one side, by id key. */
export type Resources = ReadonlyMap<string, Resource>;

/** Resources of both sides that have to be compared in full. */
export interface Suspects {
  readonly before: readonly Resource[];
  readonly after: readonly Resource[];
}

/**
 * Picks the resources whose JSON is not the same on both sides, with the parents and children that
 * may say the same in another form. Cost: one look-up for each resource, a comparison of values where
 * the two sides do not share the object, and nothing more for what is equal.
 */
export function findSuspects(before: Resources, after: Resources): Suspects {
  const roots = new Set<string>();
  for (const [key, resource] of after) {
    const was = before.get(key);
    if (was === undefined || !isSame(was, resource)) addRoots(roots, resource);
  }
  for (const [key, resource] of before) if (!after.has(key)) addRoots(roots, resource);
  if (roots.size === 0) return { before: [], after: [] };
  return { before: membersOf(before, roots), after: membersOf(after, roots) };
}

function isSame(a: Resource, b: Resource): boolean {
  return a === b || a.body === b.body || isEqualJson(a.body, b.body);
}

// A child may stand in its parent on one side and alone on the other.
function addRoots(roots: Set<string>, resource: Resource): void {
  roots.add(resource.id.key);
  if (hasListedPlace(resource) && resource.id.parent !== undefined) {
    roots.add(resource.id.parent.toLowerCase());
  }
}

function membersOf(resources: Resources, roots: ReadonlySet<string>): readonly Resource[] {
  const members: Resource[] = [];
  for (const [key, resource] of resources) {
    if (roots.has(key) || isChildOf(resource, roots)) members.push(resource);
  }
  return members;
}

function isChildOf(resource: Resource, roots: ReadonlySet<string>): boolean {
  const { parent } = resource.id;
  return parent !== undefined && hasListedPlace(resource) && roots.has(parent.toLowerCase());
}
