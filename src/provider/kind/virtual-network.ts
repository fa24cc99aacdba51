import { typeKeys } from "../../arm/index.ts";
import { checkAddressSpace } from "../check/address-space.ts";
import { checkEncryption } from "../check/encryption.ts";
import { checkReferences } from "../check/references.ts";
import { disconnectRemotes } from "../peering/disconnect.ts";
import type { Field, Showing } from "../shape/field.ts";
import {
  before,
  childList,
  choice,
  derived,
  flag,
  part,
  parts,
  provisioningState,
  reference,
  resourceGuid,
  since,
  text,
  texts,
  whole,
} from "../shape/forms.ts";
import { defineKind, listed } from "./define.ts";
import type { Kind } from "./kind.ts";

/** `addressSpace`, as Azure writes it wherever it stands. */
export const addressSpaceFields: readonly Field[] = [
  texts("addressPrefixes"),
  since("2024-05-01", parts("ipamPoolPrefixAllocations", [], { otherwise: [] })),
];

/** Microsoft.Network/virtualNetworks. */
export const virtualNetwork: Kind = defineKind({
  type: "Microsoft.Network/virtualNetworks",
  frame: ["name", "id", "etag", "type", "location", "tags", "extendedLocation", "properties"],
  properties: [
    provisioningState(),
    resourceGuid(),
    part("addressSpace", addressSpaceFields),
    part("encryption", [
      flag("enabled"),
      choice("enforcement", ["AllowUnencrypted", "DropUnencrypted"]),
    ]),
    since("2024-03-01", choice("privateEndpointVNetPolicies", ["Disabled", "Basic"], "Disabled")),
    part("dhcpOptions", [texts("dnsServers", [])]),
    whole("flowTimeoutInMinutes"),
    childList("subnets"),
    childList("virtualNetworkPeerings"),
    flag("enableDdosProtection", false),
    part("bgpCommunities", [text("virtualNetworkCommunity"), derived("regionalCommunity", region)]),
    before("2021-01-01", flag("enableVmProtection", false)),
    reference("ddosProtectionPlan", "ddosProtectionPlans"),
    reference("defaultPublicNatGateway", "natGateways"),
  ],
  children: [
    listed("subnets", typeKeys.subnet),
    // ROUTING.md 10.2: a request for the network leaves its peerings alone.
    listed("virtualNetworkPeerings", typeKeys.peering, { isOnlyShown: true }),
  ],
  checks: [checkAddressSpace, checkEncryption, checkReferences],
  cascade: disconnectRemotes,
});

// Every region has a community of its own; which one is Azure's to say.
function region({ kept }: Showing): unknown {
  return kept["regionalCommunity"] ?? "12076:50006";
}
