import { isFactType, isJsonObject, type JsonObject, type Resource } from "../../arm/index.ts";

/**
 * Settles how much the resources of a later layer say: what Azure answered carries an `etag` or a
 * `provisioningState` and is whole; what carries neither was written by hand and says only what it
 * changes. Facts are whole, and what a reader has settled stays.
 */
export function settleExtents(resources: readonly Resource[]): readonly Resource[] {
  return resources.map((resource) =>
    resource.extent === undefined && !isWhole(resource)
      ? { ...resource, extent: "partial" }
      : resource,
  );
}

function isWhole({ typeKey, body }: Resource): boolean {
  if (isFactType(typeKey)) return true;
  const { properties } = body;
  return isAnswer(body) || (isJsonObject(properties) && isAnswer(properties));
}

const answered: ReadonlySet<string> = new Set(["etag", "provisioningstate"]);

function isAnswer(holder: JsonObject): boolean {
  return Object.keys(holder).some((name) => answered.has(name.toLowerCase()));
}

/** Whether a resource says what somebody asks for. */
export function isDesired({ extent }: Resource): boolean {
  return extent === "desired";
}
