import { expect, test } from "vitest";
import { expectMappings, idIn } from "../../../../test/map-terraform.ts";
import { createUnknown } from "../../../arm/index.ts";
import { findExport } from "./export.ts";
import { mappingOf } from "./index.ts";

const later = createUnknown("known after apply");
const hub = idIn("virtualHubs/h");
const table = `${hub}/hubRouteTables/t`;
const site = idIn("vpnSites/s");
const gateway = idIn("vpnGateways/g");

expectMappings([
  [
    "a gateway as 2.x plans it",
    "azurerm_vpn_gateway",
    { virtual_hub_id: hub, scale_unit: 1, routing_preference: later, bgp_settings: later },
    "Microsoft.Network/vpnGateways/x",
    { virtualHub: { id: hub }, vpnGatewayScaleUnit: 1 },
  ],
  [
    "a gateway as 4.x reads it back",
    "azurerm_vpn_gateway",
    {
      virtual_hub_id: hub,
      scale_unit: 2,
      routing_preference: "Internet",
      bgp_route_translation_for_nat_enabled: false,
      bgp_settings: [
        {
          asn: 65515,
          peer_weight: 0,
          bgp_peering_address: "10.100.0.12,10.100.0.13",
          instance_0_bgp_peering_address: [
            {
              custom_ips: ["169.254.21.5"],
              default_ips: ["10.100.0.12"],
              ip_configuration_id: "Instance0",
              tunnel_ips: ["10.100.0.4", "192.0.2.4"],
            },
          ],
          instance_1_bgp_peering_address: [
            { custom_ips: [], default_ips: ["10.100.0.13"], ip_configuration_id: "Instance1" },
          ],
        },
      ],
      ip_configuration: [
        { id: "Instance0", private_ip_address: "10.100.0.4", public_ip_address: "192.0.2.4" },
      ],
    },
    "Microsoft.Network/vpnGateways/x",
    {
      virtualHub: { id: hub },
      vpnGatewayScaleUnit: 2,
      isRoutingPreferenceInternet: true,
      enableBgpRouteTranslationForNat: false,
      bgpSettings: {
        asn: 65515,
        peerWeight: 0,
        bgpPeeringAddress: "10.100.0.12,10.100.0.13",
        bgpPeeringAddresses: [
          {
            ipconfigurationId: "Instance0",
            customBgpIpAddresses: ["169.254.21.5"],
            defaultBgpIpAddresses: ["10.100.0.12"],
            tunnelIpAddresses: ["10.100.0.4", "192.0.2.4"],
          },
          { ipconfigurationId: "Instance1", defaultBgpIpAddresses: ["10.100.0.13"] },
        ],
      },
      ipConfigurations: [
        { id: "Instance0", privateIpAddress: "10.100.0.4", publicIpAddress: "192.0.2.4" },
      ],
    },
  ],
  [
    "a NAT rule",
    "azurerm_vpn_gateway_nat_rule",
    {
      vpn_gateway_id: gateway,
      mode: "IngressSnat",
      external_mapping: [{ address_space: "192.168.21.0/26" }],
    },
    "Microsoft.Network/vpnGateways/g/natRules/x",
    { mode: "IngressSnat", externalMappings: [{ addressSpace: "192.168.21.0/26" }] },
  ],
  [
    "a connection as 2.x plans it, with tables in a list of ids",
    "azurerm_vpn_gateway_connection",
    {
      vpn_gateway_id: gateway,
      remote_vpn_site_id: site,
      internet_security_enabled: false,
      routing: [{ associated_route_table: table, propagated_route_tables: [table] }],
      vpn_link: [
        {
          name: "l",
          vpn_site_link_id: `${site}/vpnSiteLinks/l`,
          shared_key: "secret",
          bgp_enabled: true,
          route_weight: 0,
        },
      ],
    },
    "Microsoft.Network/vpnGateways/g/vpnConnections/x",
    {
      remoteVpnSite: { id: site },
      enableInternetSecurity: false,
      routingConfiguration: {
        associatedRouteTable: { id: table },
        propagatedRouteTables: { ids: [{ id: table }] },
      },
      vpnLinkConnections: [
        {
          name: "l",
          properties: {
            vpnSiteLink: { id: `${site}/vpnSiteLinks/l` },
            enableBgp: true,
            routingWeight: 0,
          },
        },
      ],
    },
  ],
  [
    "a connection as 3.x and 4.x plan it",
    "azurerm_vpn_gateway_connection",
    {
      vpn_gateway_id: gateway,
      remote_vpn_site_id: site,
      internet_security_enabled: true,
      routing: [
        {
          associated_route_table: table,
          propagated_route_table: [{ route_table_ids: [table], labels: ["a"] }],
        },
      ],
      traffic_selector_policy: [
        { local_address_ranges: ["10.0.0.0/16"], remote_address_ranges: ["192.168.0.0/16"] },
      ],
      vpn_link: [],
    },
    "Microsoft.Network/vpnGateways/g/vpnConnections/x",
    {
      remoteVpnSite: { id: site },
      enableInternetSecurity: true,
      routingConfiguration: {
        associatedRouteTable: { id: table },
        propagatedRouteTables: { ids: [{ id: table }], labels: ["a"] },
      },
      trafficSelectorPolicies: [
        { localAddressRanges: ["10.0.0.0/16"], remoteAddressRanges: ["192.168.0.0/16"] },
      ],
    },
  ],
  [
    "a site",
    "azurerm_vpn_site",
    {
      virtual_wan_id: idIn("virtualWans/w"),
      address_cidrs: ["192.168.0.0/16"],
      device_vendor: "Cisco",
      link: [
        {
          name: "l",
          ip_address: "203.0.113.7",
          speed_in_mbps: 100,
          bgp: [{ asn: 65010, peering_address: "192.168.0.254" }],
          id: later,
        },
      ],
    },
    "Microsoft.Network/vpnSites/x",
    {
      virtualWan: { id: idIn("virtualWans/w") },
      addressSpace: { addressPrefixes: ["192.168.0.0/16"] },
      deviceProperties: { deviceVendor: "Cisco" },
      vpnSiteLinks: [
        {
          name: "l",
          properties: {
            ipAddress: "203.0.113.7",
            linkProperties: { linkSpeedInMbps: 100 },
            bgpProperties: { asn: 65010, bgpPeeringAddress: "192.168.0.254" },
          },
        },
      ],
    },
  ],
  [
    "a gateway for clients as 2.0 plans it",
    "azurerm_point_to_site_vpn_gateway",
    {
      virtual_hub_id: hub,
      vpn_server_configuration_id: idIn("vpnServerConfigurations/c"),
      scale_unit: 1,
      connection_configuration: [
        { name: "a", vpn_client_address_pool: [{ address_prefixes: ["172.16.0.0/24"] }] },
      ],
    },
    "Microsoft.Network/p2sVpnGateways/x",
    {
      virtualHub: { id: hub },
      vpnServerConfiguration: { id: idIn("vpnServerConfigurations/c") },
      vpnGatewayScaleUnit: 1,
      p2SConnectionConfigurations: [
        {
          name: "a",
          properties: {
            enableInternetSecurity: false,
            vpnClientAddressPool: { addressPrefixes: ["172.16.0.0/24"] },
          },
        },
      ],
    },
  ],
  [
    "a gateway for clients as 4.x plans it",
    "azurerm_point_to_site_vpn_gateway",
    {
      virtual_hub_id: hub,
      routing_preference_internet_enabled: false,
      dns_servers: ["10.0.0.4"],
      connection_configuration: [
        {
          name: "a",
          internet_security_enabled: true,
          vpn_client_address_pool: [{ address_prefixes: ["172.16.0.0/24"] }],
          route: [
            {
              associated_route_table_id: table,
              propagated_route_table: [{ ids: [table], labels: ["a"] }],
            },
          ],
        },
      ],
    },
    "Microsoft.Network/p2sVpnGateways/x",
    {
      virtualHub: { id: hub },
      isRoutingPreferenceInternet: false,
      customDnsServers: ["10.0.0.4"],
      p2SConnectionConfigurations: [
        {
          name: "a",
          properties: {
            enableInternetSecurity: true,
            vpnClientAddressPool: { addressPrefixes: ["172.16.0.0/24"] },
            routingConfiguration: {
              associatedRouteTable: { id: table },
              propagatedRouteTables: { ids: [{ id: table }], labels: ["a"] },
            },
          },
        },
      ],
    },
  ],
]);

test("a link of a site is found by its name", () => {
  const mapping = mappingOf("azurerm_vpn_site");
  const attributes = { link: [{ name: "first" }, { name: "second" }] };
  expect(mapping && findExport(mapping, ["link", 1, "id"], attributes)).toEqual({
    idSuffix: "/vpnSiteLinks/second",
  });
});
