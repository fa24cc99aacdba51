import { isJsonObject, isUnknown, type JsonObject, placeholderOf } from "../../arm/index.ts";
import { parseStrictly } from "../text/strict-json.ts";
import { at, textAt } from "./json.ts";
import type { Attributes } from "./mapping/index.ts";

/** Whether a type of the azapi provider is a resource of ARM, whole or in part. */
export function isAzapi(type: string): boolean {
  return type === "azapi_resource" || type === "azapi_update_resource";
}

/** `Microsoft.Network/virtualNetworks` of `Microsoft.Network/virtualNetworks@2024-05-01`. */
export function azapiType(attributes: Attributes): string | undefined {
  return textAt(attributes, "type")?.split("@")[0];
}

/**
 * The id that azapi makes: below the parent, which is a scope for a type without a parent type.
 * `undefined` when the attributes do not tell it.
 */
export function azapiId(attributes: Attributes): string | undefined {
  const whole = textAt(attributes, "resource_id");
  if (whole !== undefined) return whole;
  const type = azapiType(attributes);
  const name = at(attributes, "name");
  const parent = textAt(attributes, "parent_id");
  if (type === undefined || parent === undefined) return undefined;
  const last = isUnknown(name) ? placeholderOf(name) : name;
  if (typeof last !== "string" || last === "") return undefined;
  const scope = parent.endsWith("/") ? parent.slice(0, -1) : parent;
  const segments = type.split("/");
  if (type.toLowerCase() === "microsoft.resources/resourcegroups") {
    return `${scope}/resourceGroups/${last}`;
  }
  const isChild = segments.length > 2 && /\/providers\/[^/]+\/[^/]+\/[^/]+/i.test(scope);
  return isChild ? `${scope}/${segments.at(-1)}/${last}` : `${scope}/providers/${type}/${last}`;
}

/** What azapi sends: the body, with the properties that it takes as attributes of its own. */
export function azapiBody(attributes: Attributes): JsonObject {
  const body = readBody(at(attributes, "body"));
  const own = Object.fromEntries(
    ["location", "tags"].flatMap((name) => {
      const value = at(attributes, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return { ...own, ...body };
}

/**
 * Version 1 of azapi has the body as a text in JSON, version 2 as a value, which a raw state wraps
 * together with its type. A body of which only Azure knows something is unknown as a whole in
 * version 1.
 */
function readBody(body: unknown): JsonObject {
  if (isUnknown(body)) return { properties: body };
  if (typeof body === "string") {
    const parsed = parseStrictly(body);
    return isJsonObject(parsed) ? parsed : {};
  }
  if (!isJsonObject(body)) return {};
  const names = Object.keys(body);
  const value = at(body, "value");
  const isWrapped = names.length === 2 && names.includes("type") && isJsonObject(value);
  return isWrapped ? value : body;
}
