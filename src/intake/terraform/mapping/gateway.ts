import { inverted, references } from "./convert.ts";
import { mapping } from "./define.ts";
import {
  attributeOf,
  blocks,
  either,
  entriesOf,
  inside,
  known,
  named,
  type Row,
  reference,
  within,
} from "./fields.ts";
import { below } from "./identity.ts";
import type { Attributes, Family, Mapping } from "./mapping.ts";

// Keys and certificates of clients and connections have no row: nothing here needs a secret.

const bgpInstance: readonly Row[] = [
  ["apipa_addresses", "customBgpIpAddresses"],
  [known("default_addresses"), "defaultBgpIpAddresses"],
  [known("tunnel_ip_addresses"), "tunnelIpAddresses"],
];

const gatewayMapping: Mapping = mapping({
  terraform: "azurerm_virtual_network_gateway",
  type: "Microsoft.Network/virtualNetworkGateways",
  properties: [
    ["type", "gatewayType"],
    ["vpn_type", "vpnType"],
    ["sku", "sku.name"],
    ["sku", "sku.tier"],
    ["generation", "vpnGatewayGeneration"],
    ["active_active", "activeActive"],
    [either("bgp_enabled", "enable_bgp"), "enableBgp"],
    ["private_ip_address_enabled", "enablePrivateIpAddress"],
    ["remote_vnet_traffic_enabled", "allowRemoteVnetTraffic"],
    ["virtual_wan_traffic_enabled", "allowVirtualWanTraffic"],
    ["bgp_route_translation_for_nat_enabled", "enableBgpRouteTranslationForNat"],
    ["dns_forwarding_enabled", "enableDnsForwarding"],
    ["ip_sec_replay_protection_enabled", "disableIPSecReplayProtection", inverted],
    ["minimum_scale_unit", "autoScaleConfiguration.bounds.min"],
    ["maximum_scale_unit", "autoScaleConfiguration.bounds.max"],
    reference("default_local_network_gateway_id", "gatewayDefaultSite"),
    blocks(
      "ip_configuration",
      "ipConfigurations",
      named([
        ["private_ip_address_allocation", "privateIPAllocationMethod"],
        reference("subnet_id", "subnet"),
        reference("public_ip_address_id", "publicIPAddress"),
      ]),
    ),
    inside("custom_route", [["address_prefixes", "customRoutes.addressPrefixes"]]),
    inside(known("bgp_settings"), [
      within("bgpSettings", [
        ["asn", "asn"],
        ["peer_weight", "peerWeight"],
        [known("peering_address"), "bgpPeeringAddress"],
      ]),
    ]),
    blocks(bgpInstancesOf, "bgpSettings.bgpPeeringAddresses", bgpInstance),
    inside("vpn_client_configuration", [
      within("vpnClientConfiguration", [
        ["address_space", "vpnClientAddressPool.addressPrefixes"],
        ["vpn_client_protocols", "vpnClientProtocols"],
        ["vpn_auth_types", "vpnAuthenticationTypes"],
        blocks(
          "virtual_network_gateway_client_connection",
          "vngClientConnectionConfigurations",
          named([["address_prefixes", "vpnClientAddressPool.addressPrefixes"]]),
        ),
      ]),
    ]),
  ],
  exports: {
    "bgp_settings[*].peering_address": { pointer: "/properties/bgpSettings/bgpPeeringAddress" },
    "bgp_settings[*].peering_addresses[*].default_addresses": {
      pointer: "/properties/bgpSettings/bgpPeeringAddresses/*/defaultBgpIpAddresses",
    },
    "bgp_settings[*].peering_addresses[*].default_addresses[*]": {
      pointer: "/properties/bgpSettings/bgpPeeringAddresses/*/defaultBgpIpAddresses/*",
    },
    "bgp_settings[*].peering_addresses[*].tunnel_ip_addresses": {
      pointer: "/properties/bgpSettings/bgpPeeringAddresses/*/tunnelIpAddresses",
    },
    "bgp_settings[*].peering_addresses[*].tunnel_ip_addresses[*]": {
      pointer: "/properties/bgpSettings/bgpPeeringAddresses/*/tunnelIpAddresses/*",
    },
  },
});

// ARM joins both lists by ids, which stand in no attribute. Without ids the place in the list
// counts, so the addresses come in the order of the configurations that they name.
function bgpInstancesOf(attributes: Attributes): unknown {
  const [settings] = entriesOf(attributeOf(attributes, "bgp_settings"));
  if (settings === undefined) return undefined;
  const names = entriesOf(attributeOf(attributes, "ip_configuration")).map(({ name }) => name);
  const orderOf = (instance: Attributes): number =>
    names.indexOf(instance["ip_configuration_name"]);
  return entriesOf(attributeOf(settings, known("peering_addresses"))).toSorted(
    (one, other) => orderOf(one) - orderOf(other),
  );
}

const natRule: Mapping = mapping({
  terraform: "azurerm_virtual_network_gateway_nat_rule",
  type: "Microsoft.Network/virtualNetworkGateways/natRules",
  id: below("virtual_network_gateway_id", "natRules"),
  properties: natRuleProperties(),
});

/** The properties of a NAT rule of a VPN gateway, in a network or in a hub. */
export function natRuleProperties(): readonly Row[] {
  const addresses: readonly Row[] = [
    ["address_space", "addressSpace"],
    ["port_range", "portRange"],
  ];
  return [
    ["mode", "mode"],
    ["type", "type"],
    ["ip_configuration_id", "ipConfigurationId"],
    blocks("external_mapping", "externalMappings", addresses),
    blocks("internal_mapping", "internalMappings", addresses),
  ];
}

const connection: Mapping = mapping({
  terraform: "azurerm_virtual_network_gateway_connection",
  type: "Microsoft.Network/connections",
  properties: [
    ["type", "connectionType"],
    reference("virtual_network_gateway_id", "virtualNetworkGateway1"),
    reference("peer_virtual_network_gateway_id", "virtualNetworkGateway2"),
    reference("local_network_gateway_id", "localNetworkGateway2"),
    reference("express_route_circuit_id", "peer"),
    [either("bgp_enabled", "enable_bgp"), "enableBgp"],
    ["routing_weight", "routingWeight"],
    ["connection_protocol", "connectionProtocol"],
    ["connection_mode", "connectionMode"],
    ["dpd_timeout_seconds", "dpdTimeoutSeconds"],
    ["express_route_gateway_bypass", "expressRouteGatewayBypass"],
    ["private_link_fast_path_enabled", "enablePrivateLinkFastPath"],
    ["local_azure_ip_address_enabled", "useLocalAzureIpAddress"],
    ["use_policy_based_traffic_selectors", "usePolicyBasedTrafficSelectors"],
    blocks("traffic_selector_policy", "trafficSelectorPolicies", [
      ["local_address_cidrs", "localAddressRanges"],
      ["remote_address_cidrs", "remoteAddressRanges"],
    ]),
    ["egress_nat_rule_ids", "egressNatRules", references],
    ["ingress_nat_rule_ids", "ingressNatRules", references],
  ],
});

const localNetworkGateway: Mapping = mapping({
  terraform: "azurerm_local_network_gateway",
  type: "Microsoft.Network/localNetworkGateways",
  properties: [
    ["gateway_address", "gatewayIpAddress"],
    ["gateway_fqdn", "fqdn"],
    ["address_space", "localNetworkAddressSpace.addressPrefixes"],
    inside("bgp_settings", [
      within("bgpSettings", [
        ["asn", "asn"],
        ["bgp_peering_address", "bgpPeeringAddress"],
        ["peer_weight", "peerWeight"],
      ]),
    ]),
  ],
});

/** Gateways of virtual networks and what they are connected to. */
export const gateway: Family = {
  mappings: [gatewayMapping, natRule, connection, localNetworkGateway],
  additions: [],
};
