import { findProperty, isJsonObject, isUnknown, type JsonObject } from "../arm/index.ts";

/**
 * Lays what is written over what was there: objects property by property, everything else whole.
 *
 * Names meet without regard to case, and in `properties` or beside it. Recursion is as deep as the
 * values. What does not change is shared.
 */
export function mergeBodies(before: JsonObject, written: JsonObject): JsonObject {
  let body = before;
  for (const [name, value] of Object.entries(written)) {
    if (name === "properties" && isJsonObject(value)) {
      for (const [inner, innerValue] of Object.entries(value)) {
        body = lay(body, findProperty(body, inner)?.steps ?? ["properties", inner], innerValue);
      }
    } else {
      body = lay(body, findProperty(body, name)?.steps ?? [name], value);
    }
  }
  return body;
}

function lay(body: JsonObject, steps: readonly string[], value: unknown): JsonObject {
  const [step, ...rest] = steps;
  if (step === undefined) return body;
  const there = Object.hasOwn(body, step) ? body[step] : undefined;
  if (rest.length > 0) {
    return { ...body, [step]: lay(isJsonObject(there) ? there : {}, rest, value) };
  }
  return { ...body, [step]: mergeValues(there, value) };
}

function mergeValues(before: unknown, written: unknown): unknown {
  const areBoth = isJsonObject(before) && isJsonObject(written);
  return areBoth && !isUnknown(before) && !isUnknown(written)
    ? mergeBodies(before, written)
    : written;
}
