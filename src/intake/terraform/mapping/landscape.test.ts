// One network, planned and as a template asks for it: what is read of both is the same.
import { expect, test } from "vitest";
import {
  createResource,
  decodeAll,
  idIn,
  mapPlan,
  type Planned,
} from "../../../../test/map-terraform.ts";
import { createUnknown, type JsonObject, type Resource } from "../../../arm/index.ts";

const later = createUnknown("known after apply");

const network = idIn("virtualNetworks/hub");
const gatewaySubnet = `${network}/subnets/GatewaySubnet`;
const routerSubnet = `${network}/subnets/RouteServerSubnet`;
const spoke = idIn("virtualNetworks/spoke");
const hub = idIn("virtualHubs/vhub");
const table = `${hub}/hubRouteTables/spokes`;
const firewall = idIn("azureFirewalls/fw");
const policy = idIn("firewallPolicies/rules");

const plan: readonly Planned[] = [
  ["azurerm_virtual_network", { name: "hub", address_space: ["10.0.0.0/16"], subnet: [] }],
  ["azurerm_virtual_network", { name: "spoke", address_space: ["10.1.0.0/16"], subnet: [] }],
  [
    "azurerm_subnet",
    {
      name: "GatewaySubnet",
      virtual_network_name: "hub",
      address_prefixes: ["10.0.0.0/27"],
      private_endpoint_network_policies: "Disabled",
    },
  ],
  [
    "azurerm_subnet",
    {
      name: "RouteServerSubnet",
      virtual_network_name: "hub",
      address_prefixes: ["10.0.0.32/27"],
      private_endpoint_network_policies: "Disabled",
    },
  ],
  ["azurerm_public_ip", { name: "p1", allocation_method: "Static", ip_address: later }],
  ["azurerm_public_ip", { name: "p2", allocation_method: "Static", ip_address: later }],
  [
    "azurerm_virtual_network_gateway",
    {
      name: "vpn",
      type: "Vpn",
      vpn_type: "RouteBased",
      sku: "VpnGw2AZ",
      active_active: true,
      bgp_enabled: true,
      ip_configuration: [
        {
          name: "one",
          private_ip_address_allocation: "Dynamic",
          subnet_id: gatewaySubnet,
          public_ip_address_id: idIn("publicIPAddresses/p1"),
        },
        {
          name: "two",
          private_ip_address_allocation: "Dynamic",
          subnet_id: gatewaySubnet,
          public_ip_address_id: idIn("publicIPAddresses/p2"),
        },
      ],
      bgp_settings: [{ asn: 65515, peer_weight: later, peering_addresses: later }],
    },
  ],
  [
    "azurerm_local_network_gateway",
    {
      name: "site",
      gateway_address: "203.0.113.7",
      address_space: ["192.168.0.0/16"],
      bgp_settings: [{ asn: 65010, bgp_peering_address: "192.168.0.254", peer_weight: later }],
    },
  ],
  [
    "azurerm_virtual_network_gateway_connection",
    {
      name: "to-site",
      type: "IPsec",
      virtual_network_gateway_id: idIn("virtualNetworkGateways/vpn"),
      local_network_gateway_id: idIn("localNetworkGateways/site"),
      bgp_enabled: true,
      routing_weight: later,
      use_policy_based_traffic_selectors: later,
    },
  ],
  [
    "azurerm_route_server",
    {
      name: "rs",
      sku: "Standard",
      subnet_id: routerSubnet,
      branch_to_branch_traffic_enabled: true,
      hub_routing_preference: "ExpressRoute",
      virtual_router_ips: later,
      virtual_router_asn: later,
    },
  ],
  [
    "azurerm_route_server_bgp_connection",
    {
      name: "nva",
      route_server_id: idIn("virtualHubs/rs"),
      peer_asn: 65501,
      peer_ip: "10.0.1.4",
    },
  ],
  ["azurerm_virtual_wan", { name: "wan", type: "Standard" }],
  [
    "azurerm_virtual_hub",
    {
      name: "vhub",
      location: "westeurope",
      virtual_wan_id: idIn("virtualWans/wan"),
      address_prefix: "10.100.0.0/23",
      hub_routing_preference: "ASPath",
      default_route_table_id: later,
    },
  ],
  ["azurerm_virtual_hub_route_table", { name: "spokes", virtual_hub_id: hub, labels: ["s"] }],
  [
    "azurerm_virtual_hub_route_table_route",
    {
      name: "out",
      route_table_id: table,
      destinations_type: "CIDR",
      destinations: ["0.0.0.0/0"],
      next_hop_type: "ResourceId",
      next_hop: firewall,
    },
  ],
  [
    "azurerm_virtual_hub_connection",
    {
      name: "spoke",
      virtual_hub_id: hub,
      remote_virtual_network_id: spoke,
      internet_security_enabled: true,
      routing: [
        {
          associated_route_table_id: table,
          propagated_route_table: [{ labels: ["none"], route_table_ids: [table] }],
          static_vnet_local_route_override_criteria: "Contains",
          static_vnet_propagate_static_routes_enabled: true,
          static_vnet_route: [
            { name: "on", address_prefixes: ["10.2.0.0/16"], next_hop_ip_address: "10.1.0.4" },
          ],
        },
      ],
    },
  ],
  [
    "azurerm_vpn_gateway",
    { name: "hub-vpn", virtual_hub_id: hub, scale_unit: 1, bgp_settings: later },
  ],
  [
    "azurerm_vpn_site",
    { name: "branch", virtual_wan_id: idIn("virtualWans/wan"), address_cidrs: ["172.16.0.0/16"] },
  ],
  [
    "azurerm_vpn_gateway_connection",
    {
      name: "branch",
      vpn_gateway_id: idIn("vpnGateways/hub-vpn"),
      remote_vpn_site_id: idIn("vpnSites/branch"),
      internet_security_enabled: false,
      routing: later,
      vpn_link: [{ name: "l", bgp_enabled: true }],
    },
  ],
  ["azurerm_firewall_policy", { name: "rules", sku: "Standard", threat_intelligence_mode: "Off" }],
  [
    "azurerm_firewall_policy_rule_collection_group",
    {
      name: "group",
      firewall_policy_id: policy,
      priority: 500,
      network_rule_collection: [
        {
          name: "allow",
          priority: 100,
          action: "Allow",
          rule: [
            {
              name: "web",
              protocols: ["TCP"],
              source_addresses: ["10.0.0.0/8"],
              destination_addresses: ["*"],
              destination_ports: ["443"],
            },
          ],
        },
      ],
    },
  ],
  [
    "azurerm_firewall",
    {
      name: "fw",
      sku_name: "AZFW_Hub",
      sku_tier: "Standard",
      firewall_policy_id: policy,
      virtual_hub: [{ virtual_hub_id: hub, public_ip_count: 1, private_ip_address: later }],
    },
  ],
];

function planned(id: string, properties: JsonObject, beside: JsonObject = {}): Resource {
  return createResource({ id, properties, ...beside });
}

function gatewayConfiguration(name: string, address: string): JsonObject {
  return {
    name,
    properties: {
      privateIPAllocationMethod: "Dynamic",
      subnet: { id: gatewaySubnet },
      publicIPAddress: { id: idIn(`publicIPAddresses/${address}`) },
    },
  };
}

const template: readonly Resource[] = [
  planned(network, { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } }),
  planned(spoke, { addressSpace: { addressPrefixes: ["10.1.0.0/16"] } }),
  planned(gatewaySubnet, { addressPrefix: "10.0.0.0/27" }),
  planned(routerSubnet, { addressPrefix: "10.0.0.32/27" }),
  planned(idIn("publicIPAddresses/p1"), { publicIPAllocationMethod: "Static" }),
  planned(idIn("publicIPAddresses/p2"), { publicIPAllocationMethod: "Static" }),
  planned(idIn("virtualNetworkGateways/vpn"), {
    gatewayType: "Vpn",
    vpnType: "RouteBased",
    sku: { name: "VpnGw2AZ", tier: "VpnGw2AZ" },
    activeActive: true,
    enableBgp: true,
    ipConfigurations: [gatewayConfiguration("one", "p1"), gatewayConfiguration("two", "p2")],
    bgpSettings: { asn: 65515 },
  }),
  planned(idIn("localNetworkGateways/site"), {
    gatewayIpAddress: "203.0.113.7",
    localNetworkAddressSpace: { addressPrefixes: ["192.168.0.0/16"] },
    bgpSettings: { asn: 65010, bgpPeeringAddress: "192.168.0.254" },
  }),
  planned(idIn("connections/to-site"), {
    connectionType: "IPsec",
    virtualNetworkGateway1: { id: idIn("virtualNetworkGateways/vpn"), properties: {} },
    localNetworkGateway2: { id: idIn("localNetworkGateways/site"), properties: {} },
    enableBgp: true,
    sharedKey: "secret",
  }),
  planned(idIn("virtualHubs/rs"), {
    sku: "Standard",
    allowBranchToBranchTraffic: true,
    hubRoutingPreference: "ExpressRoute",
  }),
  planned(idIn("virtualHubs/rs/ipConfigurations/ipConfig1"), { subnet: { id: routerSubnet } }),
  planned(idIn("virtualHubs/rs/bgpConnections/nva"), { peerIp: "10.0.1.4", peerAsn: 65501 }),
  planned(idIn("virtualWans/wan"), { type: "Standard" }),
  planned(
    hub,
    {
      virtualWan: { id: idIn("virtualWans/wan") },
      addressPrefix: "10.100.0.0/23",
      hubRoutingPreference: "ASPath",
    },
    { location: "westeurope" },
  ),
  planned(table, {
    labels: ["s"],
    routes: [
      {
        name: "out",
        destinationType: "CIDR",
        destinations: ["0.0.0.0/0"],
        nextHopType: "ResourceId",
        nextHop: firewall,
      },
    ],
  }),
  planned(`${hub}/hubVirtualNetworkConnections/spoke`, {
    remoteVirtualNetwork: { id: spoke },
    enableInternetSecurity: true,
    routingConfiguration: {
      associatedRouteTable: { id: table },
      propagatedRouteTables: { labels: ["none"], ids: [{ id: table }] },
      vnetRoutes: {
        staticRoutes: [
          { name: "on", addressPrefixes: ["10.2.0.0/16"], nextHopIpAddress: "10.1.0.4" },
        ],
      },
    },
  }),
  planned(idIn("vpnGateways/hub-vpn"), { virtualHub: { id: hub }, vpnGatewayScaleUnit: 1 }),
  planned(idIn("vpnSites/branch"), {
    virtualWan: { id: idIn("virtualWans/wan") },
    addressSpace: { addressPrefixes: ["172.16.0.0/16"] },
  }),
  planned(idIn("vpnGateways/hub-vpn/vpnConnections/branch"), {
    remoteVpnSite: { id: idIn("vpnSites/branch") },
    vpnLinkConnections: [{ name: "l", properties: { enableBgp: true } }],
  }),
  planned(policy, { sku: { tier: "Standard" }, threatIntelMode: "Off" }),
  planned(`${policy}/ruleCollectionGroups/group`, {
    priority: 500,
    ruleCollections: [
      {
        ruleCollectionType: "FirewallPolicyFilterRuleCollection",
        name: "allow",
        priority: 100,
        action: { type: "Allow" },
        rules: [
          {
            ruleType: "NetworkRule",
            name: "web",
            ipProtocols: ["TCP"],
            sourceAddresses: ["10.0.0.0/8"],
            destinationAddresses: ["*"],
            destinationPorts: ["443"],
          },
        ],
      },
    ],
  }),
  planned(firewall, {
    sku: { name: "AZFW_Hub", tier: "Standard" },
    virtualHub: { id: hub },
    hubIPAddresses: { publicIPs: { count: 1 } },
    firewallPolicy: { id: policy },
  }),
];

test("a plan with gateways, a Route Server and hubs is read as the template of that network", () => {
  const fromPlan = decodeAll(mapPlan(plan).values());
  const fromTemplate = decodeAll(template);
  expect(Object.keys(fromPlan).sort()).toEqual(Object.keys(fromTemplate).sort());
  expect(fromPlan).toEqual(fromTemplate);
});
