import {
  type EmbeddedChild,
  embeddedChildren,
  type ListedChild,
  listedChildOf,
  listedChildrenOf,
  type Resource,
} from "../../arm/index.ts";

/** What lies below the next layer: resources by id key. It grows as layers are laid. */
export type Ground = Map<string, Resource>;

/** The children that a parent holds in one of its lists, in the order written. */
export function childrenOf(parent: Resource, rule: ListedChild): readonly EmbeddedChild[] {
  return embeddedChildren(parent, rule, ignore);
}

/** The children that a parent holds in one of its lists, by id key; of two copies the later. */
export function childrenInside(
  parent: Resource | undefined,
  rule: ListedChild,
): ReadonlyMap<string, EmbeddedChild> {
  if (parent === undefined) return new Map();
  return new Map(childrenOf(parent, rule).map((child) => [child.resource.id.key, child]));
}

/** Id keys of the children that a resource holds in its lists. */
export function childKeys(parent: Resource): readonly string[] {
  return listedChildrenOf(parent.typeKey).flatMap((rule) =>
    childrenOf(parent, rule).map(({ resource }) => resource.id.key),
  );
}

/**
 * Resources that could stand in a list of their parent and stand alone, by the parent's id key.
 */
export function childrenAlone(
  resources: Iterable<Resource>,
): ReadonlyMap<string, readonly Resource[]> {
  const byParent = new Map<string, Resource[]>();
  for (const resource of resources) {
    if (listedChildOf(resource.typeKey) === undefined) continue;
    const parent = parentKeyOf(resource);
    const known = byParent.get(parent);
    if (known === undefined) byParent.set(parent, [resource]);
    else known.push(resource);
  }
  return byParent;
}

/** Key of the resource that a child belongs to; empty when it is no child. */
export function parentKeyOf({ id }: Resource): string {
  return (id.parent ?? "").toLowerCase();
}

function ignore(): void {}
