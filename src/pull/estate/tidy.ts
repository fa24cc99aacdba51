import { type JsonObject, type Resource, typeKeys } from "../../arm/index.ts";

/**
 * Takes away what one way of asking gives and another does not: lists of machines name the
 * extensions of each, which stand beside them as resources of their own.
 */
export function tidy(resource: Resource): Resource {
  const { typeKey, body } = resource;
  const named = body["resources"];
  if (typeKey !== typeKeys.virtualMachine || !Array.isArray(named)) return resource;
  const { resources: _, ...rest } = body;
  const told = named.filter(saysMore);
  return { ...resource, body: told.length === 0 ? rest : { ...rest, resources: told } };
}

function saysMore(value: unknown): boolean {
  return typeof value === "object" && value !== null && "properties" in (value as JsonObject);
}
