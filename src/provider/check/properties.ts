import { isJsonObject, type JsonObject, peekOwn } from "../../arm/index.ts";
import { type Prefix, parsePrefix } from "../../net/index.ts";
import type { Row } from "../estate/row.ts";

/** A property of a row, by its name in `properties`. */
export function propertyOf({ body }: Pick<Row, "body">, name: string): unknown {
  const { properties } = body;
  return isJsonObject(properties) ? peekOwn(properties, name) : undefined;
}

/** The elements of a list that are objects. */
export function objectsOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter((one) => isJsonObject(one)) : [];
}

/** The elements of a list that are texts. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/** The id of a reference. */
export function idOf(value: unknown): string | undefined {
  const id = isJsonObject(value) ? peekOwn(value, "id") : undefined;
  return typeof id === "string" ? id : undefined;
}

/** The key of a reference. */
export function keyOf(value: unknown): string | undefined {
  return idOf(value)?.toLowerCase().replace(/\/$/, "");
}

/** The prefixes of a virtual network, as written. */
export function spaceOf(row: Row): readonly string[] {
  const space = propertyOf(row, "addressSpace");
  return isJsonObject(space) ? textsOf(peekOwn(space, "addressPrefixes")) : [];
}

/** The prefixes of a subnet, as written. */
export function subnetPrefixesOf(row: Row): readonly string[] {
  const one = propertyOf(row, "addressPrefix");
  const several = textsOf(propertyOf(row, "addressPrefixes"));
  return typeof one === "string" && several.length === 0 ? [one] : several;
}

/** The texts that are prefixes. */
export function parsePrefixes(texts: readonly string[]): readonly Prefix[] {
  return texts.flatMap((text) => {
    const prefix = parsePrefix(text);
    return prefix === undefined ? [] : [prefix];
  });
}
