import { isJsonObject, type JsonObject } from "../../arm/index.ts";

const nothing: JsonObject = {};

/** A property of what may be an object; null counts as absent, and so does what is inherited. */
export function at(value: unknown, name: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, name) ? (value[name] ?? undefined) : undefined;
}

/** The property as an object; the empty one where it is something else. */
export function objectAt(value: unknown, name: string): JsonObject {
  const property = at(value, name);
  return isJsonObject(property) ? property : nothing;
}

/** The property as a list; the empty one where it is something else. */
export function listAt(value: unknown, name: string): readonly unknown[] {
  const property = at(value, name);
  return Array.isArray(property) ? property : [];
}

/** The property as a text that is not empty. */
export function textAt(value: unknown, name: string): string | undefined {
  const property = at(value, name);
  return typeof property === "string" && property !== "" ? property : undefined;
}
