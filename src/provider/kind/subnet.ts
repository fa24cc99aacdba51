import { checkReferences } from "../check/references.ts";
import { checkReservedSubnet } from "../check/reserved-subnet.ts";
import {
  checkSubnetInUse,
  checkSubnetPrefixes,
  refuseRemovalInUse,
} from "../check/subnet-prefix.ts";
import { elements } from "../shape/elements.ts";
import { asked, derived, parts, provisioningState, reference, references } from "../shape/forms.ts";
import { occupants } from "../subnet/occupants.ts";
import { defineChild } from "./define.ts";
import type { Kind } from "./kind.ts";

/** Microsoft.Network/virtualNetworks/subnets. */
export const subnet: Kind = defineChild({
  type: "Microsoft.Network/virtualNetworks/subnets",
  properties: [
    provisioningState(),
    asked("addressPrefix"),
    asked("addressPrefixes"),
    asked("ipamPoolPrefixAllocations", []),
    reference("networkSecurityGroup"),
    reference("routeTable"),
    reference("natGateway"),
    parts("serviceEndpoints", [
      provisioningState(),
      asked("service"),
      asked("locations", ["*"]),
      reference("networkIdentifier"),
    ]),
    references("serviceEndpointPolicies"),
    derived("ipConfigurations", (at) => orAbsent(occupants(at).configurations)),
    derived("privateEndpoints", (at) => orAbsent(occupants(at).endpoints)),
    elements({
      name: "delegations",
      type: "Microsoft.Network/virtualNetworks/subnets/delegations",
      properties: [provisioningState(), asked("serviceName"), asked("actions")],
      otherwise: [],
    }),
    asked("privateEndpointNetworkPolicies", "Disabled"),
    asked("privateLinkServiceNetworkPolicies", "Enabled"),
    asked("defaultOutboundAccess"),
    asked("sharingScope"),
  ],
  checks: [checkReferences, checkSubnetPrefixes, checkSubnetInUse, checkReservedSubnet],
  removalChecks: [refuseRemovalInUse],
});

function orAbsent(list: readonly unknown[]): readonly unknown[] | undefined {
  return list.length === 0 ? undefined : list;
}
