import { isJsonObject, type JsonObject, typeKeys } from "../../arm/index.ts";
import type { Referrer } from "../estate/row.ts";
import type { Showing } from "../shape/field.ts";

/** What stands in a subnet, as the subnet says it. */
export interface Occupants {
  /** `{ id }` of each IP configuration. */
  readonly configurations: readonly JsonObject[];
  /** Each private endpoint. */
  readonly endpoints: readonly JsonObject[];
}

/**
 * Finds what stands in a subnet: whoever names it from an element of a list. Cost: linear in the
 * bodies of those who do.
 */
export function occupants({ estate, row }: Pick<Showing, "estate" | "row">): Occupants {
  const configurations: JsonObject[] = [];
  const endpoints: JsonObject[] = [];
  for (const referrer of estate.referrersOf(row.id.key)) {
    const { typeKey, id } = referrer.row;
    if (typeKey === typeKeys.privateEndpoint) endpoints.push({ id: id.text });
    else {
      const element = elementIdOf(referrer);
      if (element !== undefined) configurations.push({ id: element });
    }
  }
  return { configurations, endpoints };
}

// `properties.ipConfigurations[0].properties.subnet` belongs to the element `ipConfigurations/NAME`.
function elementIdOf({ row, steps }: Referrer): string | undefined {
  const [properties, list, index] = steps;
  // A route server's configuration is a child: the row itself.
  if (list === "subnet" && row.typeKey === typeKeys.hubIpConfiguration) return row.id.text;
  if (properties !== "properties" || typeof list !== "string" || typeof index !== "number") {
    return undefined;
  }
  if (!holders.has(list)) return undefined;
  const inner = row.body["properties"];
  const elements: unknown = isJsonObject(inner) ? inner[list] : undefined;
  const element: unknown = Array.isArray(elements) ? elements[index] : undefined;
  const name = isJsonObject(element) ? element["name"] : undefined;
  return typeof name === "string" ? `${row.id.text}/${list}/${name}` : undefined;
}

// Lists whose elements take addresses of a subnet.
const holders: ReadonlySet<string> = new Set([
  "ipConfigurations",
  "frontendIPConfigurations",
  "gatewayIPConfigurations",
  "managementIpConfiguration",
]);
