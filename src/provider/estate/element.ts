import { isJsonObject } from "../../arm/index.ts";
import type { Referrer } from "./row.ts";

/**
 * The id of the innermost element of named lists that holds a place in a body, such as
 * `NIC/ipConfigurations/NAME` for `properties.ipConfigurations[0].properties.subnet`; the row's own
 * id when no element holds it.
 */
export function holderIdOf({ row, steps }: Referrer): string {
  let id = row.id.text;
  let value: unknown = row.body;
  for (let index = 0; index + 2 < steps.length; index += 3) {
    const [properties, list, at] = steps.slice(index, index + 3);
    if (properties !== "properties" || typeof list !== "string" || typeof at !== "number") break;
    const inner: unknown = isJsonObject(value) ? value["properties"] : undefined;
    const elements: unknown = isJsonObject(inner) ? inner[list] : undefined;
    const element: unknown = Array.isArray(elements) ? elements[at] : undefined;
    const name = isJsonObject(element) ? element["name"] : undefined;
    if (typeof name !== "string") break;
    id = `${id}/${segmentOf(row.typeKey, list)}/${name}`;
    value = element;
  }
  return id;
}

/** The segment of the ids of a list's elements: its name, but for a few types. */
export function segmentOf(typeKey: string, list: string): string {
  return list === "ipConfigurations" ? (configurations.get(typeKey) ?? list) : list;
}

const configurations: ReadonlyMap<string, string> = new Map([
  ["microsoft.network/azurefirewalls", "azureFirewallIpConfigurations"],
  ["microsoft.network/bastionhosts", "bastionHostIpConfigurations"],
]);
