import { isJsonObject, type JsonObject } from "./resource.ts";

/** A property of a JSON object and the steps that lead to it. */
export interface FoundProperty {
  readonly value: unknown;
  readonly steps: readonly string[];
}

/**
 * Finds a property in `properties` or beside it, without regard to case; `undefined` when there is
 * none.
 */
export function findProperty(holder: unknown, name: string): FoundProperty | undefined {
  if (!isJsonObject(holder)) return undefined;
  const inner = holder["properties"];
  if (isJsonObject(inner)) {
    const found = findName(inner, name);
    if (found !== undefined) return { value: inner[found], steps: ["properties", found] };
  }
  const found = findName(holder, name);
  return found === undefined ? undefined : { value: holder[found], steps: [found] };
}

/** The value that `findProperty` finds. Allocates nothing. */
export function peekProperty(holder: unknown, name: string): unknown {
  if (!isJsonObject(holder)) return undefined;
  const inner = holder["properties"];
  if (isJsonObject(inner)) {
    const found = findName(inner, name);
    if (found !== undefined) return inner[found];
  }
  const found = findName(holder, name);
  return found === undefined ? undefined : holder[found];
}

// The exact name nearly always hits. The scan is for the casings of other clients; comparing
// lengths first keeps it cheap for the many properties that are simply absent.
function findName(object: JsonObject, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  let wanted: string | undefined;
  for (const key in object) {
    if (key.length !== name.length) continue;
    wanted ??= name.toLowerCase();
    if (key.toLowerCase() === wanted && Object.hasOwn(object, key)) return key;
  }
  return undefined;
}

/** The property of the object itself, without regard to case: PowerShell writes `Id` for `id`. */
export function peekOwn(object: JsonObject, name: string): unknown {
  const found = findName(object, name);
  return found === undefined ? undefined : object[found];
}
