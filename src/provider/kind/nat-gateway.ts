import { typeKeys } from "../../arm/index.ts";
import { refuseNatGatewayInUse } from "../check/in-use.ts";
import { checkPublicHolders } from "../check/public-holder.ts";
import { checkReferences } from "../check/references.ts";
import { checkZones } from "../check/zones.ts";
import { fromType, holders } from "../reference/held-by.ts";
import {
  choice,
  part,
  provisioningState,
  reference,
  references,
  resourceGuid,
  texts,
  whole,
} from "../shape/forms.ts";
import { defineKind } from "./define.ts";
import type { Kind } from "./kind.ts";

/** Microsoft.Network/natGateways. */
export const natGateway: Kind = defineKind({
  type: "Microsoft.Network/natGateways",
  frame: ["name", "id", "etag", "type", "location", "tags", "zones", "properties", "sku"],
  top: [
    texts("zones"),
    part(
      "sku",
      [
        choice("name", ["Standard", "StandardV2"], "Standard"),
        choice("tier", ["Regional", "Global"], "Regional"),
      ],
      { isAlways: true },
    ),
  ],
  properties: [
    provisioningState(),
    resourceGuid(),
    whole("idleTimeoutInMinutes", 4),
    references("publicIpAddresses", undefined, "publicIPAddresses"),
    references("publicIpAddressesV6", undefined, "publicIPAddresses"),
    references("publicIpPrefixes", undefined, "publicIPPrefixes"),
    references("publicIpPrefixesV6", undefined, "publicIPPrefixes"),
    reference("sourceVirtualNetwork", "virtualNetworks"),
    holders("subnets", fromType(typeKeys.subnet)),
  ],
  checks: [checkReferences, checkZones, checkPublicHolders],
  removalChecks: [refuseNatGatewayInUse],
});
