import type { Key } from "./key.ts";

/**
 * Finds what a map holds under a name, in lower case: resources of that name in whatever group, in
 * the order of their keys. The map must iterate in that order, as all maps of a model do, and hold
 * nothing that is inside something else that it holds. Cost: one look-up for each resource group;
 * the groups are found once, without going over all resources.
 */
export function findCalled<T>(things: ReadonlyMap<Key, T>, name: string): readonly T[] {
  if (name === "" || name.includes("/")) return [];
  return scopesOf(things).flatMap((scope) => things.get(`${scope}${name}` as Key) ?? []);
}

/** Whether the last segment of a key is a name; names are compared in lower case. */
export function isCalled(key: Key, name: string): boolean {
  const at = key.length - name.length - 1;
  return key.charCodeAt(at) === slash && key.endsWith(name) && !name.includes("/");
}

const slash = 47;

// Keys up to their last slash, each once: there are few, and many keys share one.
const knownScopes = new WeakMap<ReadonlyMap<Key, unknown>, readonly string[]>();

function scopesOf(things: ReadonlyMap<Key, unknown>): readonly string[] {
  const known = knownScopes.get(things);
  if (known !== undefined) return known;
  const keys = [...things.keys()];
  const scopes: string[] = [];
  for (let at = 0; at < keys.length; ) {
    const key = keys[at] as Key;
    const scope = key.slice(0, key.lastIndexOf("/") + 1);
    scopes.push(scope);
    at = endOfScope(keys, at, scope);
  }
  knownScopes.set(things, scopes);
  return scopes;
}

// Leaps that double until one goes too far, then a binary search inside the last leap.
function endOfScope(keys: readonly Key[], start: number, scope: string): number {
  let low = start;
  let step = 1;
  while (keys[low + step]?.startsWith(scope) === true) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, keys.length);
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]?.startsWith(scope) === true) low = middle;
    else high = middle;
  }
  return high;
}
