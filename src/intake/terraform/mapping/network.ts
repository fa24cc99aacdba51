import { choice, plain, references, texts, wrapped } from "./convert.ts";
import { addition, light, mapping } from "./define.ts";
import {
  blocks,
  constant,
  either,
  firstOf,
  inside,
  known,
  named,
  nameOf,
  orElse,
  type Row,
  reference,
} from "./fields.ts";
import { type Identity, idFrom, inGroup } from "./identity.ts";
import type { Family } from "./mapping.ts";

const virtualNetwork = "Microsoft.Network/virtualNetworks";
const subnet = `${virtualNetwork}/subnets`;
const peering = `${virtualNetwork}/virtualNetworkPeerings`;

// An id without a provider.
const groupId: Identity = (attributes, { subscription }) => {
  const name = nameOf(attributes, "name");
  return name === undefined ? undefined : `/subscriptions/${subscription}/resourceGroups/${name}`;
};

// The oldest names ask whether private endpoints are exempt from policies, as the command line does.
const enabled = choice({ true: "Enabled", false: "Disabled" });
const exempt = choice({ true: "Disabled", false: "Enabled" });

const endpointPolicies = "privateEndpointNetworkPolicies";
const servicePolicies = "privateLinkServiceNetworkPolicies";

// Of subnets that are resources and of those inside a network.
const subnetRows: readonly Row[] = [
  [either("address_prefixes", "address_prefix"), "addressPrefixes", texts],
  ["default_outbound_access_enabled", "defaultOutboundAccess"],
  // Up to 4.x, and from 5.0.
  ["service_endpoints", "serviceEndpoints", wrapped("service")],
  blocks("service_endpoint", "serviceEndpoints", [
    ["service", "service"],
    reference("network_identifier", "networkIdentifier"),
  ]),
  ["service_endpoint_policy_ids", "serviceEndpointPolicies", references],
  blocks(
    "delegation",
    "delegations",
    named([
      inside("service_delegation", [
        ["name", "serviceName"],
        ["actions", "actions"],
      ]),
    ]),
  ),
];

/** Resource groups, virtual networks and what is in them. */
export const network: Family = {
  mappings: [
    light("azurerm_resource_group", "Microsoft.Resources/resourceGroups", groupId),
    mapping({
      terraform: "azurerm_virtual_network",
      type: virtualNetwork,
      properties: [
        ["address_space", "addressSpace.addressPrefixes", texts],
        blocks("ip_address_pool", "addressSpace.ipamPoolPrefixAllocations", [
          reference("id", "pool"),
          ["number_of_ip_addresses", "numberOfIpAddresses"],
          [known("allocated_ip_address_prefixes"), "allocatedAddressPrefixes"],
        ]),
        ["dns_servers", "dhcpOptions.dnsServers", texts],
        ["bgp_community", "bgpCommunities.virtualNetworkCommunity"],
        ["flow_timeout_in_minutes", "flowTimeoutInMinutes"],
        ["private_endpoint_vnet_policies", "privateEndpointVNetPolicies"],
        [known("guid"), "resourceGuid"],
        inside("ddos_protection_plan", [
          reference("id", "ddosProtectionPlan"),
          ["enable", "enableDdosProtection"],
        ]),
        inside("encryption", [
          constant("encryption.enabled", true),
          ["enforcement", "encryption.enforcement"],
        ]),
        blocks(
          "subnet",
          "subnets",
          named([
            ...subnetRows,
            reference("security_group", "networkSecurityGroup"),
            reference("route_table_id", "routeTable"),
            ["private_endpoint_network_policies", endpointPolicies],
            ["private_link_service_network_policies_enabled", servicePolicies, enabled],
          ]),
        ),
      ],
      exports: {
        guid: { pointer: "/properties/resourceGuid" },
        "subnet[*].id": { idSuffix: "/subnets/{name}" },
      },
    }),
    mapping({
      terraform: "azurerm_subnet",
      type: subnet,
      id: inGroup(subnet, "virtual_network_name", "name"),
      properties: [
        ...subnetRows,
        blocks("ip_address_pool", "ipamPoolPrefixAllocations", [
          reference("id", "pool"),
          ["number_of_ip_addresses", "numberOfIpAddresses"],
          [known("allocated_ip_address_prefixes"), "allocatedAddressPrefixes"],
        ]),
        // From 5.0 on. Those that can only be written are in configurations, never in states.
        reference(
          either("network_security_group_id_wo", "network_security_group_id"),
          "networkSecurityGroup",
        ),
        reference(either("route_table_id_wo", "route_table_id"), "routeTable"),
        // From late 3.x on, 3.x, 2.x and 3.x. In a plan of 3.x none is known where none is written,
        // and then that version writes `Enabled`.
        orElse(
          firstOf(
            ["private_endpoint_network_policies", endpointPolicies, plain],
            ["private_endpoint_network_policies_enabled", endpointPolicies, enabled],
            ["enforce_private_link_endpoint_network_policies", endpointPolicies, exempt],
          ),
          endpointPolicies,
          "Enabled",
        ),
        firstOf(
          ["private_link_service_network_policies_enabled", servicePolicies, enabled],
          ["enforce_private_link_service_network_policies", servicePolicies, exempt],
        ),
        ["sharing_scope", "sharingScope"],
      ],
      exports: {
        address_prefix: { pointer: "/properties/addressPrefixes/0" },
        "address_prefixes[*]": { pointer: "/properties/addressPrefixes/*" },
      },
    }),
    mapping({
      terraform: "azurerm_virtual_network_peering",
      type: peering,
      id: inGroup(peering, "virtual_network_name", "name"),
      properties: [
        reference("remote_virtual_network_id", "remoteVirtualNetwork"),
        ["allow_virtual_network_access", "allowVirtualNetworkAccess"],
        ["allow_forwarded_traffic", "allowForwardedTraffic"],
        ["allow_gateway_transit", "allowGatewayTransit"],
        ["use_remote_gateways", "useRemoteGateways"],
        ["peer_complete_virtual_networks_enabled", "peerCompleteVnets"],
        ["only_ipv6_peering_enabled", "enableOnlyIPv6Peering"],
        ["local_subnet_names", "localSubnetNames", texts],
        ["remote_subnet_names", "remoteSubnetNames", texts],
      ],
    }),
  ],
  additions: [
    addition({
      terraform: "azurerm_virtual_network_dns_servers",
      target: idFrom("virtual_network_id"),
      properties: [["dns_servers", "dhcpOptions.dnsServers", texts]],
    }),
    addition({
      terraform: "azurerm_subnet_route_table_association",
      target: idFrom("subnet_id"),
      properties: [reference("route_table_id", "routeTable")],
    }),
    addition({
      terraform: "azurerm_subnet_network_security_group_association",
      target: idFrom("subnet_id"),
      properties: [reference("network_security_group_id", "networkSecurityGroup")],
    }),
    addition({
      terraform: "azurerm_subnet_nat_gateway_association",
      target: idFrom("subnet_id"),
      properties: [reference("nat_gateway_id", "natGateway")],
    }),
  ],
};
