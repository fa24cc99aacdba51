import { expect, test } from "vitest";
import { complaintsAbout, inNetwork, mapped } from "../../../../test/mapped.ts";
import { createUnknown, type JsonObject } from "../../../arm/index.ts";

const place = { name: "n", resource_group_name: "g" };
const later = createUnknown("azurerm_network_security_group.a.id");
const nsg = `${inNetwork}/networkSecurityGroups/nsg`;
const table = `${inNetwork}/routeTables/rt`;

type Row = readonly [name: string, type: string, attributes: JsonObject, body: JsonObject];

const networks: readonly Row[] = [
  [
    "2.x: subnets inside have one prefix",
    "azurerm_virtual_network",
    {
      ...place,
      location: "westeurope",
      tags: { env: "test" },
      address_space: ["10.0.0.0/16"],
      dns_servers: [],
      bgp_community: "",
      guid: createUnknown("azurerm_virtual_network.n.guid"),
      ddos_protection_plan: [],
      subnet: [{ name: "a", address_prefix: "10.0.1.0/24", security_group: nsg, id: later }],
    },
    {
      location: "westeurope",
      tags: { env: "test" },
      properties: {
        addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
        subnets: [
          {
            name: "a",
            properties: { addressPrefixes: ["10.0.1.0/24"], networkSecurityGroup: { id: nsg } },
          },
        ],
      },
    },
  ],
  [
    "4.x: subnets inside have everything",
    "azurerm_virtual_network",
    {
      ...place,
      address_space: ["10.0.0.0/16", "fd00::/48"],
      dns_servers: ["10.0.0.4"],
      encryption: [{ enforcement: "AllowUnencrypted" }],
      flow_timeout_in_minutes: 4,
      private_endpoint_vnet_policies: "Disabled",
      ddos_protection_plan: [{ id: `${inNetwork}/ddosProtectionPlans/d`, enable: true }],
      ip_address_pool: [],
      subnet: [
        {
          name: "a",
          address_prefixes: ["10.0.1.0/24"],
          default_outbound_access_enabled: false,
          delegation: [
            { name: "d", service_delegation: [{ name: "Microsoft.Web/serverFarms", actions: [] }] },
          ],
          private_endpoint_network_policies: "RouteTableEnabled",
          private_link_service_network_policies_enabled: true,
          route_table_id: table,
          security_group: later,
          service_endpoints: ["Microsoft.Storage"],
          service_endpoint_policy_ids: [`${inNetwork}/serviceEndpointPolicies/p`],
        },
      ],
    },
    {
      properties: {
        addressSpace: { addressPrefixes: ["10.0.0.0/16", "fd00::/48"] },
        dhcpOptions: { dnsServers: ["10.0.0.4"] },
        encryption: { enabled: true, enforcement: "AllowUnencrypted" },
        flowTimeoutInMinutes: 4,
        privateEndpointVNetPolicies: "Disabled",
        ddosProtectionPlan: { id: `${inNetwork}/ddosProtectionPlans/d` },
        enableDdosProtection: true,
        subnets: [
          {
            name: "a",
            properties: {
              addressPrefixes: ["10.0.1.0/24"],
              defaultOutboundAccess: false,
              delegations: [
                { name: "d", properties: { serviceName: "Microsoft.Web/serverFarms" } },
              ],
              networkSecurityGroup: { id: later },
              privateEndpointNetworkPolicies: "RouteTableEnabled",
              privateLinkServiceNetworkPolicies: "Enabled",
              routeTable: { id: table },
              serviceEndpointPolicies: [{ id: `${inNetwork}/serviceEndpointPolicies/p` }],
              serviceEndpoints: [{ service: "Microsoft.Storage" }],
            },
          },
        ],
      },
    },
  ],
  [
    "4.x: addresses out of a pool",
    "azurerm_virtual_network",
    { ...place, ip_address_pool: [{ id: "/p", number_of_ip_addresses: "256" }] },
    {
      properties: {
        addressSpace: {
          ipamPoolPrefixAllocations: [{ pool: { id: "/p" }, numberOfIpAddresses: "256" }],
        },
      },
    },
  ],
  [
    "servers of their own",
    "azurerm_virtual_network_dns_servers",
    { virtual_network_id: `${inNetwork}/virtualNetworks/n`, dns_servers: ["10.0.0.4"] },
    { properties: { dhcpOptions: { dnsServers: ["10.0.0.4"] } } },
  ],
  [
    "a resource group",
    "azurerm_resource_group",
    { name: "g", location: "westeurope", managed_by: "" },
    { location: "westeurope" },
  ],
];

const subnetPlace = { ...place, virtual_network_name: "v" };
const policies = "privateEndpointNetworkPolicies";

const subnets: readonly Row[] = [
  [
    "2.0: one prefix, and true means that policies do not count",
    "azurerm_subnet",
    {
      ...subnetPlace,
      address_prefix: "10.0.1.0/24",
      enforce_private_link_endpoint_network_policies: true,
      enforce_private_link_service_network_policies: false,
      service_endpoints: [],
      delegation: [],
    },
    {
      properties: {
        addressPrefixes: ["10.0.1.0/24"],
        [policies]: "Disabled",
        privateLinkServiceNetworkPolicies: "Enabled",
      },
    },
  ],
  [
    "2.99: a list of prefixes, of which the single one is read back",
    "azurerm_subnet",
    {
      ...subnetPlace,
      address_prefix: createUnknown("azurerm_subnet.n.address_prefix"),
      address_prefixes: ["10.0.1.0/24", "fd00::/64"],
      enforce_private_link_endpoint_network_policies: false,
    },
    { properties: { addressPrefixes: ["10.0.1.0/24", "fd00::/64"], [policies]: "Enabled" } },
  ],
  [
    "3.x: enabled",
    "azurerm_subnet",
    {
      ...subnetPlace,
      address_prefixes: ["10.0.1.0/24"],
      enforce_private_link_endpoint_network_policies: later,
      private_endpoint_network_policies_enabled: true,
      service_endpoints: ["Microsoft.Sql", "Microsoft.Storage"],
      delegation: [
        { name: "d", service_delegation: [{ name: "Microsoft.Web/serverFarms", actions: ["x"] }] },
      ],
    },
    {
      properties: {
        addressPrefixes: ["10.0.1.0/24"],
        [policies]: "Enabled",
        serviceEndpoints: [{ service: "Microsoft.Sql" }, { service: "Microsoft.Storage" }],
        delegations: [
          { name: "d", properties: { serviceName: "Microsoft.Web/serverFarms", actions: ["x"] } },
        ],
      },
    },
  ],
  [
    "3.x: a plan where nothing is written of policies",
    "azurerm_subnet",
    { ...subnetPlace, address_prefixes: ["10.0.1.0/24"] },
    { properties: { addressPrefixes: ["10.0.1.0/24"], [policies]: "Enabled" } },
  ],
  [
    "4.x: policies by name",
    "azurerm_subnet",
    {
      ...subnetPlace,
      address_prefixes: ["10.0.1.0/24"],
      default_outbound_access_enabled: false,
      private_endpoint_network_policies: "NetworkSecurityGroupEnabled",
      private_link_service_network_policies_enabled: false,
      service_endpoints: null,
    },
    {
      properties: {
        addressPrefixes: ["10.0.1.0/24"],
        defaultOutboundAccess: false,
        [policies]: "NetworkSecurityGroupEnabled",
        privateLinkServiceNetworkPolicies: "Disabled",
      },
    },
  ],
  [
    "5.x: endpoints as blocks, and a table of its own",
    "azurerm_subnet",
    {
      ...subnetPlace,
      address_prefixes: ["10.0.1.0/24"],
      private_endpoint_network_policies: "Disabled",
      service_endpoint: [{ service: "Microsoft.Storage", network_identifier: null }],
      route_table_id: table,
      network_security_group_id_wo: nsg,
      network_security_group_id: later,
    },
    {
      properties: {
        addressPrefixes: ["10.0.1.0/24"],
        [policies]: "Disabled",
        serviceEndpoints: [{ service: "Microsoft.Storage" }],
        routeTable: { id: table },
        networkSecurityGroup: { id: nsg },
      },
    },
  ],
  [
    "a route table",
    "azurerm_subnet_route_table_association",
    { subnet_id: `${inNetwork}/virtualNetworks/v/subnets/n`, route_table_id: table },
    { properties: { routeTable: { id: table } } },
  ],
  [
    "a security group that is not known",
    "azurerm_subnet_network_security_group_association",
    { subnet_id: `${inNetwork}/virtualNetworks/v/subnets/n`, network_security_group_id: nsg },
    { properties: { networkSecurityGroup: { id: nsg } } },
  ],
  [
    "a NAT gateway",
    "azurerm_subnet_nat_gateway_association",
    {
      subnet_id: `${inNetwork}/virtualNetworks/v/subnets/n`,
      nat_gateway_id: `${inNetwork}/natGateways/ng`,
    },
    { properties: { natGateway: { id: `${inNetwork}/natGateways/ng` } } },
  ],
];

const remote = `${inNetwork}/virtualNetworks/w`;

const peerings: readonly Row[] = [
  [
    "2.x",
    "azurerm_virtual_network_peering",
    {
      ...subnetPlace,
      remote_virtual_network_id: remote,
      allow_virtual_network_access: true,
      allow_forwarded_traffic: false,
      allow_gateway_transit: true,
      use_remote_gateways: false,
    },
    {
      properties: {
        remoteVirtualNetwork: { id: remote },
        allowVirtualNetworkAccess: true,
        allowForwardedTraffic: false,
        allowGatewayTransit: true,
        useRemoteGateways: false,
      },
    },
  ],
  [
    "4.x: of subnets",
    "azurerm_virtual_network_peering",
    {
      ...subnetPlace,
      remote_virtual_network_id: remote,
      peer_complete_virtual_networks_enabled: false,
      only_ipv6_peering_enabled: true,
      local_subnet_names: ["a"],
      remote_subnet_names: ["b"],
      triggers: { x: "y" },
    },
    {
      properties: {
        remoteVirtualNetwork: { id: remote },
        peerCompleteVnets: false,
        enableOnlyIPv6Peering: true,
        localSubnetNames: ["a"],
        remoteSubnetNames: ["b"],
      },
    },
  ],
];

test.each([...networks, ...subnets, ...peerings])("%s: %s", (_, type, attributes, body) => {
  const result = mapped(type, attributes);
  expect(result.body).toEqual(body);
  expect(complaintsAbout(result)).toEqual([]);
});

test.each([
  ["azurerm_resource_group", place, inNetwork.replace(/g\/providers.*$/, "n")],
  ["azurerm_virtual_network", place, `${inNetwork}/virtualNetworks/n`],
  ["azurerm_subnet", subnetPlace, `${inNetwork}/virtualNetworks/v/subnets/n`],
  [
    "azurerm_virtual_network_peering",
    subnetPlace,
    `${inNetwork}/virtualNetworks/v/virtualNetworkPeerings/n`,
  ],
])("the id of %s", (type, attributes, id) => {
  expect(mapped(type, attributes).id).toBe(id);
});
