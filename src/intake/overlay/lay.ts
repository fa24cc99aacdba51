import {
  type ListedChild,
  listedChildOf,
  listedChildrenOf,
  type Resource,
} from "../../arm/index.ts";
import { childrenAlone, childrenInside, childrenOf, type Ground } from "./ground.ts";
import { listOf, nameOnly } from "./list.ts";
import { mergeResource } from "./merge.ts";

/**
 * Lays resources, one per id, over what is there.
 *
 * A whole resource replaces, a partial one is merged, one of the background counts where nothing
 * is. Both forms of a child are one child, and what is laid wins in either form: a child that comes
 * alone leaves its name in the parent below, and a parent that comes with a list decides about the
 * children that stood alone. A parent and children that come together are left as they are.
 * Cost: linear in what is there and what is laid.
 */
export function lay(ground: Ground, resources: readonly Resource[]): void {
  layKnown(
    ground,
    resources.filter(({ extent }) => extent !== "background"),
  );
  const background = resources.filter(({ extent }) => extent === "background");
  if (background.length > 0) layKnown(ground, withoutKnown(ground, background));
}

function layKnown(ground: Ground, resources: readonly Resource[]): void {
  const alone = childrenAlone(ground.values());
  for (const resource of resources) {
    if (listedChildOf(resource.typeKey) === undefined) layParent(ground, resource, alone);
  }
  const together = new Map(resources.map((resource) => [resource.id.key, resource]));
  for (const [key, children] of childrenAlone(resources)) {
    layChildren(ground, { children, key, together: together.get(key) });
  }
}

// Of what is there in any form, the background tells nothing new.
function withoutKnown(ground: Ground, resources: readonly Resource[]): readonly Resource[] {
  const inside = new Set<string>();
  for (const key of childrenAlone(resources).keys()) {
    const parent = ground.get(key);
    if (parent === undefined) continue;
    for (const rule of listedChildrenOf(parent.typeKey)) {
      for (const child of childrenInside(parent, rule).keys()) inside.add(child);
    }
  }
  return resources.filter(({ id }) => !ground.has(id.key) && !inside.has(id.key));
}

function layParent(
  ground: Ground,
  resource: Resource,
  alone: ReadonlyMap<string, readonly Resource[]>,
): void {
  const { key } = resource.id;
  const below = ground.get(key);
  const children = alone.get(key) ?? [];
  if (below === undefined && children.length === 0) {
    ground.set(key, withoutExtent(resource));
    return;
  }
  const rules = listedChildrenOf(resource.typeKey);
  if (resource.extent === "partial") {
    const merged = mergeAlone(ground, resource, { rules, children });
    ground.set(
      key,
      below === undefined ? withoutExtent(resource) : mergeResource(below, resource, merged),
    );
    return;
  }
  for (const rule of rules) keepChildren(ground, { rule, resource, below, children });
  ground.set(key, withoutExtent(resource));
}

interface Family {
  readonly rules: readonly ListedChild[];
  /** Those that stand alone below. */
  readonly children: readonly Resource[];
}

/** Merges what a partial parent says of children that stand alone; gives their keys. */
function mergeAlone(ground: Ground, parent: Resource, family: Family): ReadonlySet<string> {
  const merged = new Set<string>();
  if (family.children.length === 0) return merged;
  const byKey = new Map(family.children.map((child) => [child.id.key, child]));
  for (const rule of family.rules) {
    for (const { resource, isBare } of childrenOf(parent, rule)) {
      const below = byKey.get(resource.id.key);
      if (below === undefined) continue;
      merged.add(resource.id.key);
      if (!isBare) ground.set(resource.id.key, mergeResource(below, resource));
    }
  }
  return merged;
}

/**
 * What becomes of the children below when their parent comes whole: its list decides which are
 * left, and what it only names or has no list for stays as it was.
 */
function keepChildren(
  ground: Ground,
  family: {
    readonly rule: ListedChild;
    readonly resource: Resource;
    readonly below: Resource | undefined;
    readonly children: readonly Resource[];
  },
): void {
  const { rule, resource, below, children } = family;
  const isListed = listOf(resource, rule) !== undefined;
  const named = childrenInside(resource, rule);
  const stays = (key: string) => !isListed || named.get(key)?.isBare === true;
  for (const { id, typeKey } of children) {
    if (listedChildOf(typeKey) === rule && !stays(id.key)) ground.delete(id.key);
  }
  for (const [key, child] of childrenInside(below, rule)) {
    if (!child.isBare && stays(key) && !ground.has(key)) ground.set(key, child.resource);
  }
}

/** Lays children that come alone; `together` is their parent when it comes with them. */
function layChildren(
  ground: Ground,
  group: {
    readonly children: readonly Resource[];
    readonly key: string;
    readonly together: Resource | undefined;
  },
): void {
  const { children, key, together } = group;
  for (const rule of listedChildrenOf(ground.get(key)?.typeKey ?? "")) {
    layKind(ground, { rule, key, together, children: childrenOfRule(children, rule) });
  }
  if (!ground.has(key)) for (const child of children) layOne(ground, child, undefined);
}

function childrenOfRule(children: readonly Resource[], rule: ListedChild): readonly Resource[] {
  return children.filter(({ typeKey }) => listedChildOf(typeKey) === rule);
}

function layKind(
  ground: Ground,
  kind: {
    readonly rule: ListedChild;
    readonly key: string;
    readonly together: Resource | undefined;
    readonly children: readonly Resource[];
  },
): void {
  const { rule, key, together, children } = kind;
  const parent = ground.get(key);
  if (parent === undefined || children.length === 0) return;
  const inside = childrenInside(parent, rule);
  const comesInside = childrenInside(together, rule);
  const moved = new Set<string>();
  for (const child of children) {
    const twin = inside.get(child.id.key);
    layOne(ground, child, twin?.isBare === false ? twin.resource : undefined);
    if (comesInside.get(child.id.key)?.isBare !== false) moved.add(child.id.key);
  }
  ground.set(key, nameOnly(parent, rule, moved));
}

function layOne(ground: Ground, resource: Resource, inside: Resource | undefined): void {
  const below = ground.get(resource.id.key) ?? inside;
  const isMerged = resource.extent === "partial" && below !== undefined;
  ground.set(resource.id.key, isMerged ? mergeResource(below, resource) : withoutExtent(resource));
}

// How much it said has been settled.
function withoutExtent(resource: Resource): Resource {
  if (resource.extent === undefined) return resource;
  const { extent: _, ...rest } = resource;
  return rest;
}
