import { isJsonObject, type JsonObject } from "../arm/index.ts";

/**
 * The field of that name, in ARM's spelling (`id`) or that of PowerShell objects (`Id`); null
 * counts as absent.
 *
 * Only for the few fields by which a shape is recognized: contents are read by `arm`.
 */
export function fieldOf(object: JsonObject, name: string): unknown {
  return ownValue(object, name) ?? ownValue(object, name.charAt(0).toUpperCase() + name.slice(1));
}

/** The field as a text; anything else, and the empty text, count as absent. */
export function textOf(object: JsonObject, name: string): string | undefined {
  const value = fieldOf(object, name);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The field as an array; anything else counts as absent. */
export function listOf(object: JsonObject, name: string): readonly unknown[] | undefined {
  const value = fieldOf(object, name);
  return Array.isArray(value) ? value : undefined;
}

/** The field as an id: the text itself, or the `id` of a reference. */
export function idOf(object: JsonObject, name: string): string | undefined {
  const value = fieldOf(object, name);
  return isJsonObject(value) ? textOf(value, "id") : textOf(object, name);
}

// A JSON text may name a property `constructor` or `__proto__`; what an object inherits is not its
// contents.
function ownValue(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? (object[name] ?? undefined) : undefined;
}

/** The field as texts, a single text counting as a list of one; `undefined` when it is neither. */
export function textsOf(object: JsonObject, name: string): readonly string[] | undefined {
  const value = fieldOf(object, name);
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.every((element) => typeof element === "string") ? list : undefined;
}

/** Names the kind of a value without showing it, for messages. */
export function describeKind(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  return isJsonObject(value) ? "an object" : `a ${typeof value}`;
}
