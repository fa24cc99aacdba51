import { addition, light, mapping } from "./define.ts";
import { blocks, itself, known, type Row, reference, within } from "./fields.ts";
import { hubRouting, internetSecurity } from "./hub-routing.ts";
import { below, idFrom } from "./identity.ts";
import type { Addition, Family, Mapping } from "./mapping.ts";
import { routerExports, routerProperties } from "./route-server.ts";

const wan: Mapping = mapping({
  terraform: "azurerm_virtual_wan",
  type: "Microsoft.Network/virtualWans",
  properties: [
    ["type", "type"],
    ["disable_vpn_encryption", "disableVpnEncryption"],
    ["allow_branch_to_branch_traffic", "allowBranchToBranchTraffic"],
    ["allow_vnet_to_vnet_traffic", "allowVnetToVnetTraffic"],
    ["office365_local_breakout_category", "office365LocalBreakoutCategory"],
  ],
});

const hub: Mapping = mapping({
  terraform: "azurerm_virtual_hub",
  type: "Microsoft.Network/virtualHubs",
  properties: [
    reference("virtual_wan_id", "virtualWan"),
    ["address_prefix", "addressPrefix"],
    ...routerProperties,
    ["virtual_router_auto_scale_min_capacity", "virtualRouterAutoScaleConfiguration.minCapacity"],
    blocks("route", "routeTable.routes", [
      ["address_prefixes", "addressPrefixes"],
      ["next_hop_ip_address", "nextHopIpAddress"],
    ]),
  ],
  exports: {
    ...routerExports,
    default_route_table_id: { idSuffix: "/hubRouteTables/defaultRouteTable" },
  },
});

const hubConnection: Mapping = mapping({
  terraform: "azurerm_virtual_hub_connection",
  type: "Microsoft.Network/virtualHubs/hubVirtualNetworkConnections",
  id: below("virtual_hub_id", "hubVirtualNetworkConnections"),
  properties: [
    reference("remote_virtual_network_id", "remoteVirtualNetwork"),
    // The provider misspelt these itself, and has dropped them since.
    ["hub_to_vitual_network_traffic_allowed", "allowHubToRemoteVnetTransit"],
    ["vitual_network_to_hub_gateways_traffic_allowed", "allowRemoteVnetToUseHubVnetGateways"],
    internetSecurity,
    hubRouting("routing", [
      within("vnetRoutes", [
        blocks("static_vnet_route", "staticRoutes", [
          ["name", "name"],
          ["address_prefixes", "addressPrefixes"],
          ["next_hop_ip_address", "nextHopIpAddress"],
        ]),
        [
          "static_vnet_local_route_override_criteria",
          "staticRoutesConfig.vnetLocalRouteOverrideCriteria",
        ],
        ["static_vnet_propagate_static_routes_enabled", "staticRoutesConfig.propagateStaticRoutes"],
      ]),
    ]),
  ],
});

const tableRoute: readonly Row[] = [
  ["name", "name"],
  ["destinations_type", "destinationType"],
  ["destinations", "destinations"],
  ["next_hop_type", "nextHopType"],
  ["next_hop", "nextHop"],
];

const routeTable: Mapping = mapping({
  terraform: "azurerm_virtual_hub_route_table",
  type: "Microsoft.Network/virtualHubs/hubRouteTables",
  id: below("virtual_hub_id", "hubRouteTables"),
  properties: [["labels", "labels"], blocks(known("route"), "routes", tableRoute)],
});

const routeOfTable: Addition = addition({
  terraform: "azurerm_virtual_hub_route_table_route",
  target: idFrom("route_table_id"),
  properties: [blocks(itself, "routes", tableRoute)],
});

const routingIntent: Mapping = mapping({
  terraform: "azurerm_virtual_hub_routing_intent",
  type: "Microsoft.Network/virtualHubs/routingIntent",
  id: below("virtual_hub_id", "routingIntent"),
  properties: [
    blocks("routing_policy", "routingPolicies", [
      ["name", "name"],
      ["destinations", "destinations"],
      ["next_hop", "nextHop"],
    ]),
  ],
});

const routeMatch: readonly Row[] = [
  ["as_path", "asPath"],
  ["community", "community"],
  ["route_prefix", "routePrefix"],
];

const routeMap: Mapping = mapping({
  terraform: "azurerm_route_map",
  type: "Microsoft.Network/virtualHubs/routeMaps",
  id: below("virtual_hub_id", "routeMaps"),
  properties: [
    blocks("rule", "rules", [
      ["name", "name"],
      ["next_step_if_matched", "nextStepIfMatched"],
      blocks("match_criterion", "matchCriteria", [
        ["match_condition", "matchCondition"],
        ...routeMatch,
      ]),
      blocks("action", "actions", [
        ["type", "type"],
        blocks("parameter", "parameters", routeMatch),
      ]),
    ]),
  ],
});

const securityPartner: Mapping = mapping({
  terraform: "azurerm_virtual_hub_security_partner_provider",
  type: "Microsoft.Network/securityPartnerProviders",
  properties: [
    reference("virtual_hub_id", "virtualHub"),
    ["security_provider_name", "securityProviderName"],
  ],
});

/** Virtual WANs, their hubs and what hubs are connected to; gateways stand in `hub-gateway.ts`. */
export const virtualWan: Family = {
  mappings: [
    wan,
    hub,
    hubConnection,
    routeTable,
    routingIntent,
    routeMap,
    securityPartner,
    light("azurerm_vpn_server_configuration", "Microsoft.Network/vpnServerConfigurations"),
    light(
      "azurerm_vpn_server_configuration_policy_group",
      "Microsoft.Network/vpnServerConfigurations/configurationPolicyGroups",
      below("vpn_server_configuration_id", "configurationPolicyGroups"),
    ),
  ],
  additions: [routeOfTable],
};
