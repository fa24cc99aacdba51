import { isJsonObject, isUnknown, type JsonObject } from "../../arm/index.ts";

/**
 * Merges what an addition says into the body of its target: objects by property, lists by the name
 * of their entries, else by their id; entries that the target does not have yet are appended. A
 * mark of an unknown value is replaced as a whole. Returns a new object.
 */
export function mergeBody(target: JsonObject, added: JsonObject): JsonObject {
  const merged: Record<string, unknown> = { ...target };
  for (const name of Object.keys(added)) {
    const before = Object.hasOwn(target, name) ? target[name] : undefined;
    const value = mergeValue(before, added[name]);
    // To set this one would change the object; nothing of Azure's is called so.
    if (name !== "__proto__") merged[name] = value;
  }
  return merged;
}

function mergeValue(target: unknown, added: unknown): unknown {
  if (Array.isArray(target) && Array.isArray(added)) return mergeList(target, added);
  const isPair = isJsonObject(target) && isJsonObject(added);
  return isPair && !isUnknown(target) && !isUnknown(added) ? mergeBody(target, added) : added;
}

function mergeList(target: readonly unknown[], added: readonly unknown[]): readonly unknown[] {
  const merged = [...target];
  const places = new Map<string, number>();
  for (const [index, entry] of target.entries()) {
    const key = keyOf(entry);
    if (key !== undefined && !places.has(key)) places.set(key, index);
  }
  for (const entry of added) {
    const key = keyOf(entry);
    const place = key === undefined ? undefined : places.get(key);
    if (place !== undefined) merged[place] = mergeValue(merged[place], entry);
    else merged.push(entry);
  }
  return merged;
}

function keyOf(entry: unknown): string | undefined {
  if (!isJsonObject(entry)) return undefined;
  for (const name of ["name", "id"]) {
    const value = Object.hasOwn(entry, name) ? entry[name] : undefined;
    if (typeof value === "string") return `${name} ${value.toLowerCase()}`;
  }
  return undefined;
}
