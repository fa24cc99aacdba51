import { expect, test } from "vitest";
import {
  expectAdditions,
  expectMappings,
  idIn,
  type MappingRow,
} from "../../../../test/map-terraform.ts";
import { createUnknown } from "../../../arm/index.ts";
import { findExport } from "./export.ts";
import { mappingOf } from "./index.ts";

const later = createUnknown("known after apply");
const hub = idIn("virtualHubs/h");
const table = `${hub}/hubRouteTables/t`;
const network = idIn("virtualNetworks/v");
const firewall = idIn("azureFirewalls/f");

const connection = "Microsoft.Network/virtualHubs/h/hubVirtualNetworkConnections/x";

const connections: readonly MappingRow[] = [
  [
    "a connection as early 2.x plans it",
    "azurerm_virtual_hub_connection",
    {
      virtual_hub_id: hub,
      remote_virtual_network_id: network,
      hub_to_vitual_network_traffic_allowed: true,
      vitual_network_to_hub_gateways_traffic_allowed: false,
      internet_security_enabled: true,
    },
    connection,
    {
      remoteVirtualNetwork: { id: network },
      allowHubToRemoteVnetTransit: true,
      allowRemoteVnetToUseHubVnetGateways: false,
      enableInternetSecurity: true,
    },
  ],
  [
    "a connection that says nothing of routing",
    "azurerm_virtual_hub_connection",
    { virtual_hub_id: hub, remote_virtual_network_id: network, routing: later },
    connection,
    { remoteVirtualNetwork: { id: network }, enableInternetSecurity: false },
  ],
  [
    "a connection with routing as 3.x plans it",
    "azurerm_virtual_hub_connection",
    {
      virtual_hub_id: hub,
      remote_virtual_network_id: network,
      internet_security_enabled: false,
      routing: [
        {
          associated_route_table_id: table,
          propagated_route_table: [{ labels: [], route_table_ids: [table] }],
          static_vnet_route: [
            { name: "r", address_prefixes: ["10.9.0.0/16"], next_hop_ip_address: "10.1.0.4" },
          ],
        },
      ],
    },
    connection,
    {
      remoteVirtualNetwork: { id: network },
      enableInternetSecurity: false,
      routingConfiguration: {
        associatedRouteTable: { id: table },
        propagatedRouteTables: { ids: [{ id: table }] },
        vnetRoutes: {
          staticRoutes: [
            { name: "r", addressPrefixes: ["10.9.0.0/16"], nextHopIpAddress: "10.1.0.4" },
          ],
        },
      },
    },
  ],
  [
    "a connection with routing as 4.x plans it",
    "azurerm_virtual_hub_connection",
    {
      virtual_hub_id: hub,
      remote_virtual_network_id: network,
      internet_security_enabled: true,
      routing: [
        {
          associated_route_table_id: table,
          inbound_route_map_id: `${hub}/routeMaps/in`,
          outbound_route_map_id: "",
          propagated_route_table: later,
          static_vnet_local_route_override_criteria: "Equal",
          static_vnet_propagate_static_routes_enabled: false,
          static_vnet_route: [],
        },
      ],
    },
    connection,
    {
      remoteVirtualNetwork: { id: network },
      enableInternetSecurity: true,
      routingConfiguration: {
        associatedRouteTable: { id: table },
        inboundRouteMap: { id: `${hub}/routeMaps/in` },
        vnetRoutes: {
          staticRoutesConfig: {
            vnetLocalRouteOverrideCriteria: "Equal",
            propagateStaticRoutes: false,
          },
        },
      },
    },
  ],
];

expectMappings([
  [
    "a virtual WAN",
    "azurerm_virtual_wan",
    { type: "Standard", allow_branch_to_branch_traffic: true, disable_vpn_encryption: false },
    "Microsoft.Network/virtualWans/x",
    { type: "Standard", allowBranchToBranchTraffic: true, disableVpnEncryption: false },
  ],
  [
    "a hub as 2.x plans it",
    "azurerm_virtual_hub",
    {
      virtual_wan_id: idIn("virtualWans/w"),
      address_prefix: "10.100.0.0/23",
      sku: null,
      default_route_table_id: later,
      route: [{ address_prefixes: ["10.9.0.0/16"], next_hop_ip_address: "10.1.0.4" }],
    },
    "Microsoft.Network/virtualHubs/x",
    {
      virtualWan: { id: idIn("virtualWans/w") },
      addressPrefix: "10.100.0.0/23",
      routeTable: {
        routes: [{ addressPrefixes: ["10.9.0.0/16"], nextHopIpAddress: "10.1.0.4" }],
      },
    },
  ],
  [
    "a hub as 4.x reads it back",
    "azurerm_virtual_hub",
    {
      virtual_wan_id: idIn("virtualWans/w"),
      address_prefix: "10.100.0.0/23",
      sku: "Standard",
      hub_routing_preference: "VpnGateway",
      branch_to_branch_traffic_enabled: false,
      virtual_router_auto_scale_min_capacity: 2,
      virtual_router_asn: 65515,
      virtual_router_ips: ["10.100.0.69", "10.100.0.68"],
      route: [],
    },
    "Microsoft.Network/virtualHubs/x",
    {
      virtualWan: { id: idIn("virtualWans/w") },
      addressPrefix: "10.100.0.0/23",
      sku: "Standard",
      hubRoutingPreference: "VpnGateway",
      allowBranchToBranchTraffic: false,
      virtualRouterAutoScaleConfiguration: { minCapacity: 2 },
      virtualRouterAsn: 65515,
      virtualRouterIps: ["10.100.0.69", "10.100.0.68"],
    },
  ],
  ...connections,
  [
    "a route table",
    "azurerm_virtual_hub_route_table",
    {
      virtual_hub_id: hub,
      labels: ["a"],
      route: [
        {
          name: "r",
          destinations_type: "CIDR",
          destinations: ["0.0.0.0/0"],
          next_hop_type: "ResourceId",
          next_hop: firewall,
        },
      ],
    },
    "Microsoft.Network/virtualHubs/h/hubRouteTables/x",
    {
      labels: ["a"],
      routes: [
        {
          name: "r",
          destinationType: "CIDR",
          destinations: ["0.0.0.0/0"],
          nextHopType: "ResourceId",
          nextHop: firewall,
        },
      ],
    },
  ],
  [
    "routing intent",
    "azurerm_virtual_hub_routing_intent",
    {
      virtual_hub_id: hub,
      routing_policy: [
        { name: "p", destinations: ["Internet", "PrivateTraffic"], next_hop: firewall },
      ],
    },
    "Microsoft.Network/virtualHubs/h/routingIntent/x",
    {
      routingPolicies: [
        { name: "p", destinations: ["Internet", "PrivateTraffic"], nextHop: firewall },
      ],
    },
  ],
  [
    "a route map",
    "azurerm_route_map",
    {
      virtual_hub_id: hub,
      rule: [
        {
          name: "r",
          next_step_if_matched: "Continue",
          match_criterion: [{ match_condition: "Contains", route_prefix: ["10.0.0.0/8"] }],
          action: [{ type: "Add", parameter: [{ as_path: ["22334"] }] }],
        },
      ],
    },
    "Microsoft.Network/virtualHubs/h/routeMaps/x",
    {
      rules: [
        {
          name: "r",
          nextStepIfMatched: "Continue",
          matchCriteria: [{ matchCondition: "Contains", routePrefix: ["10.0.0.0/8"] }],
          actions: [{ type: "Add", parameters: [{ asPath: ["22334"] }] }],
        },
      ],
    },
  ],
  [
    "a security partner",
    "azurerm_virtual_hub_security_partner_provider",
    { virtual_hub_id: hub, security_provider_name: "ZScaler" },
    "Microsoft.Network/securityPartnerProviders/x",
    { virtualHub: { id: hub }, securityProviderName: "ZScaler" },
  ],
  [
    "settings of client VPNs, whose certificates and secrets stay out",
    "azurerm_vpn_server_configuration",
    { vpn_authentication_types: ["Radius"], radius: [{ server: [{ secret: "secret" }] }] },
    "Microsoft.Network/vpnServerConfigurations/x",
    undefined,
  ],
  [
    "a group of clients",
    "azurerm_vpn_server_configuration_policy_group",
    { vpn_server_configuration_id: idIn("vpnServerConfigurations/c"), policy: [{ value: "v" }] },
    "Microsoft.Network/vpnServerConfigurations/c/configurationPolicyGroups/x",
    undefined,
  ],
]);

expectAdditions([
  [
    "a route adds to its table",
    "azurerm_virtual_hub_route_table_route",
    {
      route_table_id: table,
      name: "r",
      destinations_type: "CIDR",
      destinations: ["10.9.0.0/16"],
      next_hop_type: "ResourceId",
      next_hop: firewall,
    },
    "Microsoft.Network/virtualHubs/h/hubRouteTables/t",
    {
      routes: [
        {
          name: "r",
          destinationType: "CIDR",
          destinations: ["10.9.0.0/16"],
          nextHopType: "ResourceId",
          nextHop: firewall,
        },
      ],
    },
  ],
]);

test("the default route table of a hub is found below it", () => {
  const mapping = mappingOf("azurerm_virtual_hub");
  expect(mapping && findExport(mapping, ["default_route_table_id"], {})).toEqual({
    idSuffix: "/hubRouteTables/defaultRouteTable",
  });
});
