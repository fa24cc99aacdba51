import { isJsonObject, isUnknown, type JsonObject } from "../../../arm/index.ts";

/**
 * The target with everything that additions bring: objects are merged by property; lists by the
 * `name` of their entries, else by their `id`, and what is not there yet is appended in order.
 * Where two say something about one value, the later one counts.
 *
 * Cost: linear in all that is merged, however many additions one target has.
 */
export function addTo(target: JsonObject, additions: readonly JsonObject[]): JsonObject {
  return additions.length === 0 ? target : mergeObjects([target, ...additions]);
}

function mergeAll(values: readonly unknown[]): unknown {
  if (values.length < 2) return values[0];
  if (values.every((value) => Array.isArray(value))) return mergeLists(values);
  const objects = values.filter(isPlainObject);
  return objects.length === values.length ? mergeObjects(objects) : values.at(-1);
}

function mergeObjects(objects: readonly JsonObject[]): JsonObject {
  const properties = new Map<string, unknown[]>();
  for (const object of objects) {
    for (const [name, value] of Object.entries(object)) push(properties, name, value);
  }
  return Object.fromEntries([...properties].map(([name, values]) => [name, mergeAll(values)]));
}

function mergeLists(lists: readonly (readonly unknown[])[]): readonly unknown[] {
  const entries = new Map<unknown, unknown[]>();
  for (const entry of lists.flat(1)) push(entries, keyOf(entry), entry);
  return [...entries.values()].map(mergeAll);
}

// Names and ids in Azure are equal without regard to case. What has neither is equal to itself.
function keyOf(entry: unknown): unknown {
  if (isUnknown(entry)) return `unknown ${entry.$unknown}`;
  if (!isJsonObject(entry)) return Array.isArray(entry) ? entry : `value ${entry}`;
  const { name, id } = entry;
  if (typeof name === "string") return `name ${name.toLowerCase()}`;
  if (typeof id === "string") return `id ${id.toLowerCase()}`;
  return isUnknown(id) ? `unknown id ${id.$unknown}` : entry;
}

function isPlainObject(value: unknown): value is JsonObject {
  return isJsonObject(value) && !isUnknown(value);
}

function push<K>(map: Map<K, unknown[]>, key: K, value: unknown): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
