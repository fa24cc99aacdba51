import { typeKeys } from "../../arm/index.ts";
import { checkAddressSpace } from "../check/address-space.ts";
import { checkEncryption } from "../check/encryption.ts";
import { disconnectRemotes } from "../peering/disconnect.ts";
import type { Field } from "../shape/field.ts";
import {
  asked,
  childList,
  dropped,
  part,
  provisioningState,
  reference,
  resourceGuid,
} from "../shape/forms.ts";
import { defineKind, listed } from "./define.ts";
import type { Kind } from "./kind.ts";

/** `addressSpace`, as Azure writes it wherever it stands. */
export const addressSpaceFields: readonly Field[] = [
  asked("addressPrefixes"),
  asked("ipamPoolPrefixAllocations", []),
];

/** Microsoft.Network/virtualNetworks. */
export const virtualNetwork: Kind = defineKind({
  type: "Microsoft.Network/virtualNetworks",
  properties: [
    provisioningState(),
    resourceGuid(),
    part("addressSpace", addressSpaceFields),
    asked("flowTimeoutInMinutes"),
    asked("bgpCommunities"),
    asked("encryption"),
    asked("privateEndpointVNetPolicies", "Disabled"),
    part("dhcpOptions", [asked("dnsServers", [])]),
    childList("subnets"),
    childList("virtualNetworkPeerings"),
    asked("enableDdosProtection", false),
    dropped("enableVmProtection"),
    reference("ddosProtectionPlan"),
  ],
  children: [
    listed("subnets", typeKeys.subnet),
    // ROUTING.md 10.2: a request for the network leaves its peerings alone.
    listed("virtualNetworkPeerings", typeKeys.peering, { isOnlyShown: true }),
  ],
  checks: [checkAddressSpace, checkEncryption],
  cascade: disconnectRemotes,
});
