import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { memberOf } from "./member.ts";

/** One entry of a list named `copy` inside properties or variables: it makes a property. */
export type PropertyCopy = JsonObject & { readonly name: string };

/**
 * Whether a member is a list of copies and no property that happens to be called so. ARM treats
 * every such list as copies.
 */
export function isPropertyCopy(name: string, value: unknown): value is readonly PropertyCopy[] {
  return (
    name.toLowerCase() === "copy" &&
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(
      (entry) =>
        isJsonObject(entry) &&
        typeof entry["name"] === "string" &&
        memberOf(entry, "count") !== undefined,
    )
  );
}

/** What a copy repeats, and how often. */
export function copyOf(copy: JsonObject): { readonly count: unknown; readonly input: unknown } {
  return { count: memberOf(copy, "count"), input: memberOf(copy, "input") ?? null };
}
