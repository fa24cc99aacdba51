import { listedChildrenOf, type Resource } from "../../arm/index.ts";
import type { Ground } from "./ground.ts";
import { childrenInside } from "./ground.ts";
import { takeOut } from "./list.ts";

/**
 * Takes resources away with everything below their ids: children of a resource, all resources of a
 * resource group or subscription. A child goes in both its forms.
 *
 * @param keys ids in lower case
 * @returns the keys that nothing had
 */
export function remove(ground: Ground, keys: ReadonlySet<string>): ReadonlySet<string> {
  const missed = new Set(keys);
  if (keys.size === 0) return missed;
  for (const key of [...ground.keys()]) {
    const hits = aboveOrSame(key).filter((one) => keys.has(one));
    for (const hit of hits) missed.delete(hit);
    if (hits.length > 0) ground.delete(key);
  }
  for (const [parentKey, children] of byParent(keys)) {
    for (const key of takeFrom(ground, parentKey, children)) missed.delete(key);
  }
  return missed;
}

/**
 * Takes away what is there of resources that come anew. Resource groups stay, and with them what
 * they hold.
 */
export function removeNamed(ground: Ground, resources: Iterable<Resource>): void {
  const keys = [...resources].map(({ id }) => id.key);
  remove(ground, new Set(keys.filter((key) => key.includes("/providers/"))));
}

function takeFrom(ground: Ground, key: string, children: ReadonlySet<string>): readonly string[] {
  const parent = ground.get(key);
  if (parent === undefined) return [];
  let current = parent;
  const found: string[] = [];
  for (const rule of listedChildrenOf(parent.typeKey)) {
    const inside = childrenInside(current, rule);
    const here = new Set([...children].filter((child) => inside.has(child)));
    if (here.size > 0) current = takeOut(current, rule, here);
    found.push(...here);
  }
  ground.set(key, current);
  return found;
}

/** The id key and those of everything above it. */
export function aboveOrSame(key: string): readonly string[] {
  const keys = [key];
  for (let end = key.lastIndexOf("/"); end > 0; end = key.lastIndexOf("/", end - 1)) {
    keys.push(key.slice(0, end));
  }
  return keys;
}

// A child's id is its parent's with a type and a name behind it.
function byParent(keys: ReadonlySet<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const key of keys) {
    const parent = key.split("/").slice(0, -2).join("/");
    const known = groups.get(parent);
    if (known === undefined) groups.set(parent, new Set([key]));
    else known.add(key);
  }
  return groups;
}
