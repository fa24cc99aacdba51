import { findProperty, isJsonObject, type JsonObject, peekProperty } from "../arm/index.ts";

/**
 * A copy of a resource, or of an element that has `properties`, with one property set: where it
 * stands already, else in `properties`. What does not change is shared.
 */
export function withProperty(holder: JsonObject, name: string, value: unknown): JsonObject {
  const { properties } = holder;
  // Nearly always it is there under its own name, or nothing of it is.
  if (isJsonObject(properties) && Object.hasOwn(properties, name)) {
    return { ...holder, properties: { ...properties, [name]: value } };
  }
  const [first = "properties", second] = findProperty(holder, name)?.steps ?? ["properties", name];
  if (second === undefined) return { ...holder, [first]: value };
  const inner = holder[first];
  return { ...holder, [first]: { ...(isJsonObject(inner) ? inner : {}), [second]: value } };
}

/** The property as a text that is not empty. */
export function textAt(holder: unknown, name: string): string | undefined {
  const value = peekProperty(holder, name);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The property as an array; empty when it is none. */
export function listAt(holder: unknown, name: string): readonly unknown[] {
  const value = peekProperty(holder, name);
  return Array.isArray(value) ? value : [];
}

/** The property as an id: the text itself, or the `id` of a reference. */
export function idAt(holder: unknown, name: string): string | undefined {
  const value = peekProperty(holder, name);
  const id = isJsonObject(value) ? peekProperty(value, "id") : value;
  return typeof id === "string" && id !== "" ? id : undefined;
}

/** The form in which ids are compared. */
export function keyOfId(id: string): string {
  return (id.endsWith("/") ? id.slice(0, -1) : id).toLowerCase();
}

/** The name of an element of a list, as it is compared. */
export function nameKeyOf(element: unknown): string | undefined {
  if (!isJsonObject(element)) return undefined;
  const [name, id] = [peekProperty(element, "name"), peekProperty(element, "id")];
  const text = typeof name === "string" ? name : typeof id === "string" ? id : undefined;
  return text?.split("/").at(-1)?.toLowerCase();
}
