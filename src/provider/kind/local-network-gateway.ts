import { checkLocalNetworkGateway } from "../check/local-network-gateway.ts";
import { asked, part, provisioningState, resourceGuid } from "../shape/forms.ts";
import { defineKind } from "./define.ts";
import type { Kind } from "./kind.ts";

/** Microsoft.Network/localNetworkGateways. */
export const localNetworkGateway: Kind = defineKind({
  type: "Microsoft.Network/localNetworkGateways",
  properties: [
    provisioningState(),
    resourceGuid(),
    part("localNetworkAddressSpace", [asked("addressPrefixes", [])], { isAlways: true }),
    asked("gatewayIpAddress"),
    asked("fqdn"),
    part("bgpSettings", [asked("asn"), asked("bgpPeeringAddress"), asked("peerWeight", 0)]),
  ],
  checks: [checkLocalNetworkGateway],
});
