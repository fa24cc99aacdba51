import { checkBgpConnection, checkHubIpConfiguration, checkHubRouteTable } from "../check/hub.ts";
import { checkHubConnection, checkRoutingIntent } from "../check/hub-connection.ts";
import { checkReferences } from "../check/references.ts";
import { completeHubIpConfiguration, releaseRouterAddresses } from "../hub/route-server.ts";
import { routingConfiguration } from "../hub/routing-configuration.ts";
import { platform } from "../shape/constant.ts";
import { asked, lasting, provisioningState, reference, resourceGuid } from "../shape/forms.ts";
import { defineChild } from "./define.ts";
import type { Kind } from "./kind.ts";

const type = "Microsoft.Network/virtualHubs";
// Unlike others, children of hubs write their type before their properties.
const frame = ["name", "id", "etag", "type", "properties"];

/** Microsoft.Network/virtualHubs/ipConfigurations: the place of a Route Server. */
export const hubIpConfiguration: Kind = defineChild({
  type: `${type}/ipConfigurations`,
  frame,
  properties: [
    provisioningState(),
    lasting("privateIPAddress"),
    asked("privateIPAllocationMethod", "Dynamic"),
    reference("publicIPAddress"),
    reference("subnet"),
  ],
  checks: [checkReferences, checkHubIpConfiguration],
  complete: completeHubIpConfiguration,
  cascade: releaseRouterAddresses,
});

/** Microsoft.Network/virtualHubs/bgpConnections. */
export const bgpConnection: Kind = defineChild({
  type: `${type}/bgpConnections`,
  frame,
  properties: [
    provisioningState(),
    asked("peerIp"),
    asked("peerAsn"),
    reference("hubVirtualNetworkConnection"),
    lasting("connectionState"),
  ],
  checks: [checkReferences, checkBgpConnection],
});

/** Microsoft.Network/virtualHubs/hubRouteTables. */
export const hubRouteTable: Kind = defineChild({
  type: `${type}/hubRouteTables`,
  frame: ["name", "id", "etag", "properties", "type"],
  properties: [
    provisioningState(),
    asked("routes", []),
    asked("labels", []),
    lasting("associatedConnections", []),
    lasting("propagatingConnections", []),
  ],
  checks: [checkReferences, checkHubRouteTable],
});

/** Microsoft.Network/virtualHubs/hubVirtualNetworkConnections. */
export const hubConnection: Kind = defineChild({
  type: `${type}/hubVirtualNetworkConnections`,
  frame: ["name", "id", "etag", "properties", "type"],
  properties: [
    provisioningState(),
    resourceGuid(),
    routingConfiguration(),
    reference("remoteVirtualNetwork"),
    asked("allowHubToRemoteVnetTransit", true),
    asked("allowRemoteVnetToUseHubVnetGateways", true),
    // VW-5: virtual networks take the default route unless they say otherwise.
    asked("enableInternetSecurity", true),
    platform("connectivityStatus", "Connected"),
  ],
  checks: [checkReferences, checkHubConnection],
});

/** Microsoft.Network/virtualHubs/routingIntent. */
export const routingIntent: Kind = defineChild({
  type: `${type}/routingIntent`,
  frame: ["name", "id", "etag", "properties", "type"],
  properties: [provisioningState(), asked("routingPolicies", [])],
  checks: [checkRoutingIntent],
});

/** Microsoft.Network/virtualHubs/routeMaps. */
export const routeMap: Kind = defineChild({
  type: `${type}/routeMaps`,
  properties: [
    provisioningState(),
    asked("rules", []),
    asked("associatedInboundConnections", []),
    asked("associatedOutboundConnections", []),
  ],
});
