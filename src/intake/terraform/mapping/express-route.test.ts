import { expect, test } from "vitest";
import { expectMappings, idIn, mapResource } from "../../../../test/map-terraform.ts";
import { createUnknown } from "../../../arm/index.ts";

const later = createUnknown("known after apply");
const peering = idIn("expressRouteCircuits/c/peerings/AzurePrivatePeering");

expectMappings([
  [
    "a circuit of a service provider",
    "azurerm_express_route_circuit",
    {
      sku: [{ tier: "Standard", family: "MeteredData" }],
      service_provider_name: "Equinix",
      peering_location: "Amsterdam",
      bandwidth_in_mbps: 1000,
      bandwidth_in_gbps: null,
      express_route_port_id: null,
      service_key: "secret",
      service_provider_provisioning_state: later,
    },
    "Microsoft.Network/expressRouteCircuits/x",
    {
      serviceProviderProperties: {
        serviceProviderName: "Equinix",
        peeringLocation: "Amsterdam",
        bandwidthInMbps: 1000,
      },
    },
  ],
  [
    "a circuit on ports of the customer's own",
    "azurerm_express_route_circuit",
    {
      sku: [{ tier: "Premium", family: "UnlimitedData" }],
      express_route_port_id: idIn("expressRoutePorts/p"),
      bandwidth_in_gbps: 5,
      authorization_key: "secret",
    },
    "Microsoft.Network/expressRouteCircuits/x",
    { expressRoutePort: { id: idIn("expressRoutePorts/p") }, bandwidthInGbps: 5 },
  ],
  [
    "private peering as 2.x plans it",
    "azurerm_express_route_circuit_peering",
    {
      name: null,
      peering_type: "AzurePrivatePeering",
      express_route_circuit_name: "c",
      primary_peer_address_prefix: "192.168.10.16/30",
      secondary_peer_address_prefix: "192.168.10.20/30",
      peer_asn: 65010,
      vlan_id: 100,
      shared_key: "secret",
      azure_asn: later,
      route_filter_id: null,
      microsoft_peering_config: [],
    },
    "Microsoft.Network/expressRouteCircuits/c/peerings/AzurePrivatePeering",
    {
      peeringType: "AzurePrivatePeering",
      vlanId: 100,
      peerASN: 65010,
      primaryPeerAddressPrefix: "192.168.10.16/30",
      secondaryPeerAddressPrefix: "192.168.10.20/30",
    },
  ],
  [
    "Microsoft peering as 4.x reads it back",
    "azurerm_express_route_circuit_peering",
    {
      peering_type: "MicrosoftPeering",
      express_route_circuit_name: "c",
      ipv4_enabled: true,
      vlan_id: 300,
      azure_asn: 12076,
      route_filter_id: idIn("routeFilters/f"),
      microsoft_peering_config: [
        {
          advertised_public_prefixes: ["203.0.113.0/24"],
          customer_asn: 64511,
          routing_registry_name: "RIPENCC",
        },
      ],
      ipv6: [
        {
          primary_peer_address_prefix: "2002:db01::/126",
          secondary_peer_address_prefix: "2003:db01::/126",
          enabled: false,
          microsoft_peering: [{ advertised_public_prefixes: ["2002:db01::/126"] }],
        },
      ],
    },
    "Microsoft.Network/expressRouteCircuits/c/peerings/MicrosoftPeering",
    {
      peeringType: "MicrosoftPeering",
      state: "Enabled",
      vlanId: 300,
      azureASN: 12076,
      routeFilter: { id: idIn("routeFilters/f") },
      microsoftPeeringConfig: {
        advertisedPublicPrefixes: ["203.0.113.0/24"],
        customerASN: 64511,
        routingRegistryName: "RIPENCC",
      },
      ipv6PeeringConfig: {
        state: "Disabled",
        primaryPeerAddressPrefix: "2002:db01::/126",
        secondaryPeerAddressPrefix: "2003:db01::/126",
        microsoftPeeringConfig: { advertisedPublicPrefixes: ["2002:db01::/126"] },
      },
    },
  ],
  [
    "a connection of two circuits",
    "azurerm_express_route_circuit_connection",
    {
      peering_id: peering,
      peer_peering_id: peering.replace("/c/", "/d/"),
      address_prefix_ipv4: "192.169.9.0/29",
      authorization_key: "secret",
    },
    "Microsoft.Network/expressRouteCircuits/c/peerings/AzurePrivatePeering/connections/x",
    {
      expressRouteCircuitPeering: { id: peering },
      peerExpressRouteCircuitPeering: { id: peering.replace("/c/", "/d/") },
      addressPrefix: "192.169.9.0/29",
    },
  ],
  [
    "an authorization, whose key stays out",
    "azurerm_express_route_circuit_authorization",
    { express_route_circuit_name: "c", authorization_key: "secret" },
    "Microsoft.Network/expressRouteCircuits/c/authorizations/x",
    undefined,
  ],
  [
    "a pair of ports",
    "azurerm_express_route_port",
    { peering_location: "Amsterdam", guid: later },
    "Microsoft.Network/expressRoutePorts/x",
    undefined,
  ],
  [
    "an authorization for ports",
    "azurerm_express_route_port_authorization",
    { express_route_port_name: "p", authorization_key: "secret" },
    "Microsoft.Network/expressRoutePorts/p/authorizations/x",
    undefined,
  ],
  [
    "a filter of routes",
    "azurerm_route_filter",
    { rule: [{ name: "r" }] },
    "Microsoft.Network/routeFilters/x",
    undefined,
  ],
  [
    "a gateway of a hub",
    "azurerm_express_route_gateway",
    { virtual_hub_id: idIn("virtualHubs/h"), scale_units: 1, allow_non_virtual_wan_traffic: true },
    "Microsoft.Network/expressRouteGateways/x",
    {
      virtualHub: { id: idIn("virtualHubs/h") },
      autoScaleConfiguration: { bounds: { min: 1 } },
      allowNonVirtualWanTraffic: true,
    },
  ],
  [
    "a connection to a hub as 3.x plans it",
    "azurerm_express_route_connection",
    {
      express_route_gateway_id: idIn("expressRouteGateways/g"),
      express_route_circuit_peering_id: peering,
      enable_internet_security: true,
      routing_weight: 0,
      routing: later,
    },
    "Microsoft.Network/expressRouteGateways/g/expressRouteConnections/x",
    {
      expressRouteCircuitPeering: { id: peering },
      enableInternetSecurity: true,
      routingWeight: 0,
    },
  ],
  [
    "a connection to a hub as later 4.x plans it",
    "azurerm_express_route_connection",
    {
      express_route_gateway_id: idIn("expressRouteGateways/g"),
      express_route_circuit_peering_id: peering,
      internet_security_enabled: false,
      routing: [
        {
          associated_route_table_id: idIn("virtualHubs/h/hubRouteTables/t"),
          propagated_route_table: [
            { labels: ["a"], route_table_ids: [idIn("virtualHubs/h/hubRouteTables/t")] },
          ],
        },
      ],
    },
    "Microsoft.Network/expressRouteGateways/g/expressRouteConnections/x",
    {
      expressRouteCircuitPeering: { id: peering },
      enableInternetSecurity: false,
      routingConfiguration: {
        associatedRouteTable: { id: idIn("virtualHubs/h/hubRouteTables/t") },
        propagatedRouteTables: {
          labels: ["a"],
          ids: [{ id: idIn("virtualHubs/h/hubRouteTables/t") }],
        },
      },
    },
  ],
]);

test("the name of a circuit's SKU is its tier and family", () => {
  const sku = [{ tier: "Standard", family: "MeteredData" }];
  expect(mapResource(["azurerm_express_route_circuit", { sku }]).body["sku"]).toEqual({
    name: "Standard_MeteredData",
    tier: "Standard",
    family: "MeteredData",
  });
});
