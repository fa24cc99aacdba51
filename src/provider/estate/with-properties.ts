import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import type { Row } from "./row.ts";

/** A row with some properties set; `undefined` takes one out. */
export function withProperties(row: Row, changed: JsonObject): Row {
  const { properties } = row.body;
  const all = { ...(isJsonObject(properties) ? properties : {}), ...changed };
  const kept = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return { ...row, body: { ...row.body, properties: kept } };
}
