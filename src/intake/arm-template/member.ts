import { isJsonObject, type JsonObject } from "../../arm/index.ts";

/** The name under which an object has a member, whatever its case; ARM compares so. */
export function memberName(object: JsonObject, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  const wanted = name.toLowerCase();
  return Object.keys(object).find((key) => key.toLowerCase() === wanted);
}

/** The member of that name, whatever its case; null counts as none. */
export function memberOf(object: JsonObject, name: string): unknown {
  const found = memberName(object, name);
  return found === undefined ? undefined : (object[found] ?? undefined);
}

/** The member that a path of names leads to. */
export function memberAt(object: JsonObject, ...names: readonly string[]): unknown {
  let at: unknown = object;
  for (const name of names) at = isJsonObject(at) ? memberOf(at, name) : undefined;
  return at;
}
