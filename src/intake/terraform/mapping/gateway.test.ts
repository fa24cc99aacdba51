import { expect, test } from "vitest";
import { expectMappings, idIn, mapResource } from "../../../../test/map-terraform.ts";
import { createUnknown } from "../../../arm/index.ts";
import { findExport } from "./export.ts";
import { mappingOf } from "./index.ts";

const subnet = idIn("virtualNetworks/v/subnets/GatewaySubnet");
const address = idIn("publicIPAddresses/p1");
const later = createUnknown("known after apply");

expectMappings([
  [
    "a VPN gateway as 2.x plans it",
    "azurerm_virtual_network_gateway",
    {
      type: "Vpn",
      vpn_type: "RouteBased",
      sku: "VpnGw1",
      active_active: false,
      enable_bgp: true,
      generation: later,
      default_local_network_gateway_id: null,
      ip_configuration: [
        {
          name: "vnetGatewayConfig",
          private_ip_address_allocation: "Dynamic",
          subnet_id: subnet,
          public_ip_address_id: address,
        },
      ],
      bgp_settings: [{ asn: 65010, peer_weight: 0, peering_address: later }],
      vpn_client_configuration: [
        {
          address_space: ["172.16.0.0/24"],
          root_certificate: [{ name: "r", public_cert_data: "cert" }],
          radius_server_secret: "secret",
        },
      ],
      custom_route: [{ address_prefixes: ["10.9.0.0/16"] }],
    },
    "Microsoft.Network/virtualNetworkGateways/x",
    {
      gatewayType: "Vpn",
      vpnType: "RouteBased",
      sku: { name: "VpnGw1", tier: "VpnGw1" },
      activeActive: false,
      enableBgp: true,
      ipConfigurations: [
        {
          name: "vnetGatewayConfig",
          properties: {
            privateIPAllocationMethod: "Dynamic",
            subnet: { id: subnet },
            publicIPAddress: { id: address },
          },
        },
      ],
      bgpSettings: { asn: 65010, peerWeight: 0 },
      vpnClientConfiguration: { vpnClientAddressPool: { addressPrefixes: ["172.16.0.0/24"] } },
      customRoutes: { addressPrefixes: ["10.9.0.0/16"] },
    },
  ],
  [
    "a VPN gateway as 3.x reads it back, its addresses in another order than its configurations",
    "azurerm_virtual_network_gateway",
    {
      id: idIn("virtualNetworkGateways/x"),
      type: "Vpn",
      enable_bgp: true,
      active_active: true,
      remote_vnet_traffic_enabled: true,
      virtual_wan_traffic_enabled: false,
      ip_sec_replay_protection_enabled: true,
      default_local_network_gateway_id: idIn("localNetworkGateways/site"),
      ip_configuration: [
        { name: "first", subnet_id: subnet },
        { name: "second", subnet_id: subnet },
      ],
      bgp_settings: [
        {
          asn: 65515,
          peering_addresses: [
            {
              ip_configuration_name: "second",
              default_addresses: ["10.0.0.5"],
              tunnel_ip_addresses: ["192.0.2.5"],
              apipa_addresses: [],
            },
            {
              ip_configuration_name: "first",
              default_addresses: ["10.0.0.4"],
              tunnel_ip_addresses: ["192.0.2.4"],
              apipa_addresses: ["169.254.21.2"],
            },
          ],
        },
      ],
    },
    "Microsoft.Network/virtualNetworkGateways/x",
    {
      gatewayType: "Vpn",
      enableBgp: true,
      activeActive: true,
      allowRemoteVnetTraffic: true,
      allowVirtualWanTraffic: false,
      disableIPSecReplayProtection: false,
      gatewayDefaultSite: { id: idIn("localNetworkGateways/site") },
      ipConfigurations: [
        { name: "first", properties: { subnet: { id: subnet } } },
        { name: "second", properties: { subnet: { id: subnet } } },
      ],
      bgpSettings: {
        asn: 65515,
        bgpPeeringAddresses: [
          {
            ipconfigurationId: idIn("virtualNetworkGateways/x/ipConfigurations/first"),
            customBgpIpAddresses: ["169.254.21.2"],
            defaultBgpIpAddresses: ["10.0.0.4"],
            tunnelIpAddresses: ["192.0.2.4"],
          },
          {
            ipconfigurationId: idIn("virtualNetworkGateways/x/ipConfigurations/second"),
            defaultBgpIpAddresses: ["10.0.0.5"],
            tunnelIpAddresses: ["192.0.2.5"],
          },
        ],
      },
    },
  ],
  [
    "an ExpressRoute gateway as 4.x plans it",
    "azurerm_virtual_network_gateway",
    {
      type: "ExpressRoute",
      vpn_type: "RouteBased",
      sku: "ErGwScale",
      bgp_enabled: false,
      minimum_scale_unit: 1,
      maximum_scale_unit: 5,
      bgp_settings: later,
      ip_configuration: [{ name: "a", subnet_id: subnet, public_ip_address_id: "" }],
    },
    "Microsoft.Network/virtualNetworkGateways/x",
    {
      gatewayType: "ExpressRoute",
      vpnType: "RouteBased",
      sku: { name: "ErGwScale", tier: "ErGwScale" },
      enableBgp: false,
      autoScaleConfiguration: { bounds: { min: 1, max: 5 } },
      ipConfigurations: [{ name: "a", properties: { subnet: { id: subnet } } }],
    },
  ],
  [
    "a NAT rule",
    "azurerm_virtual_network_gateway_nat_rule",
    {
      virtual_network_gateway_id: idIn("virtualNetworkGateways/g"),
      mode: "EgressSnat",
      type: "Static",
      external_mapping: [{ address_space: "10.1.0.0/26", port_range: "" }],
      internal_mapping: [{ address_space: "10.3.0.0/26" }],
    },
    "Microsoft.Network/virtualNetworkGateways/g/natRules/x",
    {
      mode: "EgressSnat",
      type: "Static",
      externalMappings: [{ addressSpace: "10.1.0.0/26" }],
      internalMappings: [{ addressSpace: "10.3.0.0/26" }],
    },
  ],
  [
    "a connection to a site as 2.x plans it",
    "azurerm_virtual_network_gateway_connection",
    {
      type: "IPsec",
      virtual_network_gateway_id: idIn("virtualNetworkGateways/g"),
      local_network_gateway_id: idIn("localNetworkGateways/site"),
      peer_virtual_network_gateway_id: null,
      express_route_circuit_id: null,
      enable_bgp: true,
      routing_weight: 10,
      shared_key: "secret",
      authorization_key: "secret",
      use_policy_based_traffic_selectors: true,
      traffic_selector_policy: [
        { local_address_cidrs: ["10.0.0.0/16"], remote_address_cidrs: ["192.168.0.0/16"] },
      ],
    },
    "Microsoft.Network/connections/x",
    {
      connectionType: "IPsec",
      virtualNetworkGateway1: { id: idIn("virtualNetworkGateways/g") },
      localNetworkGateway2: { id: idIn("localNetworkGateways/site") },
      enableBgp: true,
      routingWeight: 10,
      usePolicyBasedTrafficSelectors: true,
      trafficSelectorPolicies: [
        { localAddressRanges: ["10.0.0.0/16"], remoteAddressRanges: ["192.168.0.0/16"] },
      ],
    },
  ],
  [
    "a connection to another network as 3.x plans it",
    "azurerm_virtual_network_gateway_connection",
    {
      type: "Vnet2Vnet",
      virtual_network_gateway_id: idIn("virtualNetworkGateways/g"),
      peer_virtual_network_gateway_id: idIn("virtualNetworkGateways/h"),
      enable_bgp: false,
      connection_mode: "Default",
      egress_nat_rule_ids: [idIn("virtualNetworkGateways/g/natRules/r")],
    },
    "Microsoft.Network/connections/x",
    {
      connectionType: "Vnet2Vnet",
      virtualNetworkGateway1: { id: idIn("virtualNetworkGateways/g") },
      virtualNetworkGateway2: { id: idIn("virtualNetworkGateways/h") },
      enableBgp: false,
      connectionMode: "Default",
      egressNatRules: [{ id: idIn("virtualNetworkGateways/g/natRules/r") }],
    },
  ],
  [
    "a connection to a circuit as 4.x plans it",
    "azurerm_virtual_network_gateway_connection",
    {
      type: "ExpressRoute",
      virtual_network_gateway_id: idIn("virtualNetworkGateways/g"),
      express_route_circuit_id: idIn("expressRouteCircuits/c"),
      bgp_enabled: false,
      express_route_gateway_bypass: true,
      private_link_fast_path_enabled: true,
    },
    "Microsoft.Network/connections/x",
    {
      connectionType: "ExpressRoute",
      virtualNetworkGateway1: { id: idIn("virtualNetworkGateways/g") },
      peer: { id: idIn("expressRouteCircuits/c") },
      enableBgp: false,
      expressRouteGatewayBypass: true,
      enablePrivateLinkFastPath: true,
    },
  ],
  [
    "a site",
    "azurerm_local_network_gateway",
    {
      gateway_address: "203.0.113.7",
      gateway_fqdn: null,
      address_space: ["192.168.0.0/16"],
      bgp_settings: [{ asn: 65010, bgp_peering_address: "192.168.0.254", peer_weight: 0 }],
    },
    "Microsoft.Network/localNetworkGateways/x",
    {
      gatewayIpAddress: "203.0.113.7",
      localNetworkAddressSpace: { addressPrefixes: ["192.168.0.0/16"] },
      bgpSettings: { asn: 65010, bgpPeeringAddress: "192.168.0.254", peerWeight: 0 },
    },
  ],
]);

test("what a plan says of the second instance of a new gateway stands in the second place", () => {
  const { body } = mapResource([
    "azurerm_virtual_network_gateway",
    {
      ip_configuration: [{ name: "a" }, { name: "b" }],
      bgp_settings: [
        {
          peering_addresses: [{ ip_configuration_name: "b", apipa_addresses: ["169.254.21.2"] }],
        },
      ],
    },
  ]);
  expect(body).toMatchObject({
    properties: {
      bgpSettings: { bgpPeeringAddresses: [{}, { customBgpIpAddresses: ["169.254.21.2"] }] },
    },
  });
});

test("location and tags stand beside the properties", () => {
  const attributes = { location: "westeurope", tags: { a: "b" }, gateway_address: "203.0.113.7" };
  const { body } = mapResource(["azurerm_local_network_gateway", attributes]);
  expect(body).toMatchObject({ location: "westeurope", tags: { a: "b" } });
});

test("the address of an instance is found by the index of the instance", () => {
  const mapping = mappingOf("azurerm_virtual_network_gateway");
  const path = ["bgp_settings", 0, "peering_addresses", 1, "default_addresses", 0];
  expect(mapping && findExport(mapping, path, {})).toMatchObject({
    pointer: "/properties/bgpSettings/bgpPeeringAddresses/1/defaultBgpIpAddresses/0",
  });
});
