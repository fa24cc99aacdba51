import { typeKeys } from "../../arm/index.ts";
import { checkReferences } from "../check/references.ts";
import { failUnprovisioned } from "../gateway/circuit-state.ts";
import { routingConfiguration } from "../hub/routing-configuration.ts";
import { completeVpnGateway } from "../hub/vpn-gateway.ts";
import { platform } from "../shape/constant.ts";
import { elements } from "../shape/elements.ts";
import type { Field } from "../shape/field.ts";
import {
  asked,
  childList,
  fixed,
  lasting,
  part,
  provisioningState,
  reference,
  references,
  resourceGuid,
} from "../shape/forms.ts";
import { atFirst } from "../shape/moment.ts";
import { secret } from "../shape/secret.ts";
import { defineChild, defineKind, listed } from "./define.ts";
import type { Kind } from "./kind.ts";

/** Microsoft.Network/vpnGateways. */
export const vpnGateway: Kind = defineKind({
  type: "Microsoft.Network/vpnGateways",
  hasEtagHeader: false,
  properties: [
    provisioningState(),
    childList("connections"),
    reference("virtualHub"),
    bgpSettings(),
    asked("vpnGatewayScaleUnit", 1),
    fixed("packetCaptureDiagnosticState", "None"),
    atFirst(lasting("ipConfigurations", []), () => []),
    asked("natRules", []),
    asked("enableBgpRouteTranslationForNat", false),
    asked("isRoutingPreferenceInternet", false),
  ],
  children: [listed("connections", typeKeys.vpnConnection, { segment: "vpnConnections" })],
  checks: [checkReferences],
  complete: completeVpnGateway,
});

/** Microsoft.Network/vpnGateways/vpnConnections. */
export const vpnConnection: Kind = defineChild({
  type: "Microsoft.Network/vpnGateways/vpnConnections",
  hasEtagHeader: false,
  properties: [
    provisioningState(),
    reference("remoteVpnSite"),
    routingConfiguration(),
    asked("enableInternetSecurity", false),
    elements({
      name: "vpnLinkConnections",
      type: "Microsoft.Network/vpnGateways/vpnConnections/vpnLinkConnections",
      properties: [
        provisioningState(),
        reference("vpnSiteLink"),
        ...tunnelFields(),
        asked("vpnLinkConnectionMode", "Default"),
        asked("vpnGatewayCustomBgpAddresses", []),
        references("ingressNatRules"),
        references("egressNatRules"),
      ],
    }),
    ...tunnelFields(),
  ],
  checks: [checkReferences],
});

function tunnelFields(): readonly Field[] {
  return [
    asked("connectionBandwidth"),
    secret("sharedKey"),
    asked("vpnConnectionProtocolType"),
    asked("enableBgp"),
    asked("enableRateLimiting"),
    asked("useLocalAzureIpAddress"),
    asked("usePolicyBasedTrafficSelectors"),
    asked("routingWeight"),
    asked("dpdTimeoutSeconds"),
    asked("ipsecPolicies"),
    asked("trafficSelectorPolicies"),
    platform("connectionStatus", "Connected"),
    platform("ingressBytesTransferred", 0),
    platform("egressBytesTransferred", 0),
  ];
}

/** Microsoft.Network/vpnSites. */
export const vpnSite: Kind = defineKind({
  type: "Microsoft.Network/vpnSites",
  properties: [
    provisioningState(),
    reference("virtualWan"),
    asked("deviceProperties"),
    asked("ipAddress"),
    asked("addressSpace"),
    asked("bgpProperties"),
    asked("isSecuritySite", false),
    asked("o365Policy"),
    elements({
      name: "vpnSiteLinks",
      type: "Microsoft.Network/vpnSites/vpnSiteLinks",
      properties: [
        provisioningState(),
        asked("ipAddress"),
        asked("fqdn"),
        asked("bgpProperties"),
        asked("linkProperties"),
      ],
      otherwise: [],
    }),
  ],
  checks: [checkReferences],
});

/** Microsoft.Network/expressRouteGateways. */
export const expressRouteGateway: Kind = defineKind({
  type: "Microsoft.Network/expressRouteGateways",
  hasEtagHeader: false,
  properties: [
    provisioningState(),
    resourceGuid(),
    reference("virtualHub"),
    childList("expressRouteConnections"),
    asked("autoScaleConfiguration"),
    asked("allowNonVirtualWanTraffic"),
  ],
  children: [listed("expressRouteConnections", typeKeys.expressRouteConnection)],
  checks: [checkReferences],
});

/** Microsoft.Network/expressRouteGateways/expressRouteConnections. */
export const expressRouteConnection: Kind = defineChild({
  type: "Microsoft.Network/expressRouteGateways/expressRouteConnections",
  hasEtagHeader: false,
  frame: ["name", "id", "etag", "type", "properties"],
  properties: [
    provisioningState(),
    resourceGuid(),
    routingConfiguration(),
    reference("expressRouteCircuitPeering"),
    secret("authorizationKey"),
    asked("routingWeight", 0),
    asked("enableInternetSecurity", false),
    asked("expressRouteGatewayBypass", false),
    asked("enablePrivateLinkFastPath"),
  ],
  checks: [checkReferences],
  complete: failUnprovisioned,
});

/** Microsoft.Network/p2svpnGateways. */
export const pointToSiteGateway: Kind = defineKind({
  type: "Microsoft.Network/p2svpnGateways",
  hasEtagHeader: false,
  properties: [
    provisioningState(),
    reference("virtualHub"),
    elements({
      name: "p2SConnectionConfigurations",
      type: "Microsoft.Network/p2sVpnGateways/p2sConnectionConfigurations",
      properties: [
        provisioningState(),
        asked("vpnClientAddressPool"),
        routingConfiguration(),
        asked("enableInternetSecurity", false),
        references("configurationPolicyGroupAssociations"),
      ],
      otherwise: [],
    }),
    asked("vpnGatewayScaleUnit", 1),
    reference("vpnServerConfiguration"),
    asked("customDnsServers", []),
    asked("isRoutingPreferenceInternet", false),
  ],
  checks: [checkReferences],
});

// What Azure tells of the instances is there when the operation has ended.
function bgpSettings(): Field {
  const form = part(
    "bgpSettings",
    [asked("asn", 65515), asked("peerWeight", 0), lasting("bgpPeeringAddresses")],
    { isAlways: true },
  );
  return atFirst(form, (shown) => {
    const { bgpPeeringAddresses: _late, ...rest } = shown as Readonly<Record<string, unknown>>;
    return rest;
  });
}
