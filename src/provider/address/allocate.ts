import { isJsonObject, type JsonObject, type Resource } from "../../arm/index.ts";
import { createProvision } from "../../provision/index.ts";
import { findMentions } from "../estate/references.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import type { Completing } from "../kind/kind.ts";

/**
 * Gives a private address to each element of a list that asks for one, as Azure does: the first that
 * is free in the subnet. Cost: linear in what stands in the subnets that the row names.
 */
export function allocateAddresses(list: string): (at: Completing) => undefined {
  return ({ draft, row }) => {
    const provision = createProvision(neighbors(draft, row));
    const [completed] = provision.put(toResource(row));
    const given = completed === undefined ? [] : elementsOf(completed.body, list);
    if (given.length > 0) draft.put(withAddresses(row, list, given));
    return undefined;
  };
}

// The subnets that the row names, and all that stands in them.
function neighbors(estate: EstateView, row: Row): readonly Resource[] {
  const found = new Map<string, Resource>();
  for (const { target } of findMentions(row.body)) {
    const named = estate.find(target);
    if (named === undefined || found.has(target) || named.root === row.root) continue;
    found.set(target, toResource(named));
    for (const { row: other } of estate.referrersOf(target)) {
      if (other.id.key !== row.id.key) found.set(other.id.key, toResource(other));
    }
  }
  return [...found.values()];
}

/** A row as the pure folders know resources. */
export function toResource({ id, typeKey, body }: Row): Resource {
  const place = { resource: id.text, pointer: "", file: "", filePointer: "" };
  return { id, typeKey, body, place };
}

function withAddresses(row: Row, list: string, given: readonly unknown[]): Row {
  const { properties } = row.body;
  if (!isJsonObject(properties)) return row;
  const elements = elementsOf(row.body, list).map((element, index): unknown => {
    const address = addressOf(given[index]);
    if (!isJsonObject(element) || address === undefined) return element;
    const { properties: inner } = element;
    const rest = isJsonObject(inner) ? inner : {};
    return { ...element, properties: { ...rest, privateIPAddress: address } };
  });
  return { ...row, body: { ...row.body, properties: { ...properties, [list]: elements } } };
}

function elementsOf(body: JsonObject, list: string): readonly unknown[] {
  const { properties } = body;
  const value = isJsonObject(properties) ? properties[list] : undefined;
  return Array.isArray(value) ? value : [];
}

// A mark in place of an address says that the subnet has none left: checks have refused that before.
function addressOf(element: unknown): string | undefined {
  const inner = isJsonObject(element) ? element["properties"] : undefined;
  const address = isJsonObject(inner) ? inner["privateIPAddress"] : undefined;
  return typeof address === "string" ? address : undefined;
}
