import { checkReferences } from "../check/references.ts";
import { checkReservedSubnet } from "../check/reserved-subnet.ts";
import {
  checkSubnetInUse,
  checkSubnetPrefixes,
  refuseRemovalInUse,
} from "../check/subnet-prefix.ts";
import { elements } from "../shape/elements.ts";
import {
  asked,
  choice,
  derived,
  fixed,
  flag,
  parts,
  provisioningState,
  reference,
  references,
  since,
  text,
  texts,
} from "../shape/forms.ts";
import { occupants } from "../subnet/occupants.ts";
import { defineChild } from "./define.ts";
import type { Kind } from "./kind.ts";

/** Microsoft.Network/virtualNetworks/subnets. */
export const subnet: Kind = defineChild({
  type: "Microsoft.Network/virtualNetworks/subnets",
  properties: [
    provisioningState(),
    text("addressPrefix"),
    texts("addressPrefixes"),
    choice("sharingScope", ["Tenant", "DelegatedServices"]),
    since("2024-01-01", parts("ipamPoolPrefixAllocations", [], { otherwise: [] })),
    reference("networkSecurityGroup", "networkSecurityGroups"),
    reference("routeTable", "routeTables"),
    reference("natGateway", "natGateways"),
    asked("networkIntentPolicies"),
    asked("serviceAssociationLinks"),
    references("serviceEndpointPolicies", undefined, "serviceEndpointPolicies"),
    parts("serviceEndpoints", [
      provisioningState(),
      text("service"),
      texts("locations", ["*"]),
      reference("networkIdentifier", "publicIPAddresses"),
    ]),
    derived("ipConfigurations", (at) => orAbsent(occupants(at).configurations)),
    derived("privateEndpoints", (at) => orAbsent(occupants(at).endpoints)),
    derived("privateLinkIpConfigurations", (at) => orAbsent(occupants(at).privateLinks)),
    derived("applicationGatewayIPConfigurations", (at) => {
      return orAbsent(occupants(at).applicationGateways);
    }),
    elements({
      name: "delegations",
      type: "Microsoft.Network/virtualNetworks/subnets/delegations",
      properties: [
        fixed("provisioningState", "Succeeded"),
        text("serviceName"),
        derived("actions", ({ kept }) => kept["actions"] ?? actionsOf(kept["serviceName"])),
      ],
      otherwise: [],
    }),
    since(
      "2019-04-01",
      choice(
        "privateEndpointNetworkPolicies",
        ["Disabled", "Enabled", "NetworkSecurityGroupEnabled", "RouteTableEnabled"],
        "Disabled",
      ),
    ),
    since(
      "2019-04-01",
      choice("privateLinkServiceNetworkPolicies", ["Enabled", "Disabled"], "Enabled"),
    ),
    flag("defaultOutboundAccess"),
  ],
  checks: [checkReferences, checkSubnetPrefixes, checkSubnetInUse, checkReservedSubnet],
  removalChecks: [refuseRemovalInUse],
});

// What a service asks for, as far as it has been seen; most ask for this.
function actionsOf(service: unknown): readonly string[] {
  const known = typeof service === "string" ? actions.get(service.toLowerCase()) : undefined;
  return known ?? ["Microsoft.Network/virtualNetworks/subnets/join/action"];
}

const actions: ReadonlyMap<string, readonly string[]> = new Map([
  ["microsoft.web/serverfarms", ["Microsoft.Network/virtualNetworks/subnets/action"]],
  ["microsoft.web/hostingenvironments", ["Microsoft.Network/virtualNetworks/subnets/action"]],
  [
    "microsoft.sql/managedinstances",
    [
      "Microsoft.Network/virtualNetworks/subnets/join/action",
      "Microsoft.Network/virtualNetworks/subnets/prepareNetworkPolicies/action",
      "Microsoft.Network/virtualNetworks/subnets/unprepareNetworkPolicies/action",
    ],
  ],
]);

function orAbsent(list: readonly unknown[]): readonly unknown[] | undefined {
  return list.length === 0 ? undefined : list;
}
