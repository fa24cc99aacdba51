import { isJsonObject, type JsonObject } from "../../src/arm/index.ts";

/** What lists and Resource Graph do not tell: whether a connection is up. */
export function asListed(body: JsonObject): JsonObject {
  const { properties } = body;
  if (!isJsonObject(properties) || !Object.hasOwn(properties, "connectionStatus")) return body;
  const { connectionStatus: _, ...rest } = properties;
  return { ...body, properties: rest };
}
