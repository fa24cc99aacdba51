import { type JsonObject, typeKeys } from "../../arm/index.ts";
import { holderIdOf } from "../estate/element.ts";
import type { Referrer } from "../estate/row.ts";
import type { Showing } from "../shape/field.ts";

/** What stands in a subnet, as the subnet says it. */
export interface Occupants {
  /** `{ id }` of each IP configuration. */
  readonly configurations: readonly JsonObject[];
  /** Each private endpoint. */
  readonly endpoints: readonly JsonObject[];
  /** Each application gateway's seat. */
  readonly applicationGateways: readonly JsonObject[];
  /** Each configuration by which an application gateway offers private links. */
  readonly privateLinks: readonly JsonObject[];
  /** Whatever else is in it and is not told of, such as scale sets. */
  readonly others: readonly JsonObject[];
}

/**
 * Finds what stands in a subnet: whoever names it as its `subnet`. Cost: linear in the bodies of
 * those who do.
 */
export function occupants({ estate, row }: Pick<Showing, "estate" | "row">): Occupants {
  const found: Record<keyof Occupants, JsonObject[]> = {
    configurations: [],
    endpoints: [],
    applicationGateways: [],
    privateLinks: [],
    others: [],
  };
  for (const referrer of estate.referrersOf(row.id.key)) {
    const place = placeOf(referrer);
    if (place !== undefined) found[place].push({ id: holderIdOf(referrer) });
  }
  return found;
}

function placeOf(referrer: Referrer): keyof Occupants | undefined {
  const { row, steps } = referrer;
  if (String(steps.at(-1)).toLowerCase() !== "subnet") return undefined;
  if (row.typeKey === typeKeys.privateEndpoint) return "endpoints";
  // A route server's configuration is a child: the row itself.
  if (row.typeKey === typeKeys.hubIpConfiguration) return "configurations";
  const [, list, , , inner] = steps;
  if (list === "gatewayIPConfigurations") return "applicationGateways";
  if (list === "privateLinkConfigurations" && inner === "ipConfigurations") return "privateLinks";
  if (typeof list === "string" && holders.has(list)) return "configurations";
  return quiet.has(row.typeKey) ? undefined : "others";
}

// Lists whose elements take addresses of a subnet, and the one that stands alone.
const holders: ReadonlySet<string> = new Set([
  "ipConfigurations",
  "frontendIPConfigurations",
  "managementIpConfiguration",
]);

// These name a subnet without being in it: addresses of a back end, network profiles' plans.
const quiet: ReadonlySet<string> = new Set([
  "microsoft.network/networkprofiles",
  "microsoft.network/loadbalancers",
  "microsoft.network/loadbalancers/backendaddresspools",
]);
