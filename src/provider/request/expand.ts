import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import type { EstateView } from "../estate/view.ts";
import { showElement } from "./element.ts";
import { type ShowOptions, showRow } from "./show.ts";

/**
 * A body in which the references that `$expand` names are shown whole, as far as they lead
 * somewhere: `subnets/ipConfigurations`, `ipConfiguration`. Cost: that of showing what is named, once
 * for each reference.
 */
export function expandBody(estate: EstateView, body: JsonObject, options: ShowOptions): JsonObject {
  let expanded: unknown = body;
  for (const path of options.expand ?? []) {
    expanded = expand({ estate, options }, expanded, path.split("/"));
  }
  return isJsonObject(expanded) ? expanded : body;
}

interface Looking {
  readonly estate: EstateView;
  readonly options: ShowOptions;
}

function expand(at: Looking, value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => expand(at, one, path));
  if (!isJsonObject(value)) return value;
  const whole = isReference(value) ? (resolve(at, value) ?? value) : value;
  const [first, ...rest] = path;
  const { properties } = whole;
  if (first === undefined || !isJsonObject(properties)) return whole;
  const wanted = first.toLowerCase();
  const inner = Object.entries(properties).map(([name, one]): [string, unknown] => [
    name,
    name.toLowerCase() === wanted ? expand(at, one, rest) : one,
  ]);
  return { ...whole, properties: Object.fromEntries(inner) };
}

function isReference(value: JsonObject): boolean {
  return typeof value["id"] === "string" && Object.keys(value).length === 1;
}

function resolve({ estate, options }: Looking, { id }: JsonObject): JsonObject | undefined {
  const key = String(id).toLowerCase();
  const row = estate.find(key);
  return row === undefined ? showElement(estate, key, options) : showRow(estate, row, options);
}
