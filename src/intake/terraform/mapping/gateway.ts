import { isUnknown } from "../../../arm/index.ts";
import { inverted, references } from "./convert.ts";
import { mapping } from "./define.ts";
import {
  attributeOf,
  blocks,
  entriesOf,
  inside,
  known,
  named,
  nameOf,
  type Row,
  reference,
  within,
} from "./fields.ts";
import { below, idFrom } from "./identity.ts";
import type { Attributes, Family, Mapping } from "./mapping.ts";

// Keys and certificates of clients and connections have no row: nothing here needs a secret.

const bgpInstance: readonly Row[] = [
  ["id", "ipconfigurationId"],
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
    [known("generation"), "vpnGatewayGeneration"],
    [known("active_active"), "activeActive"],
    [known("bgp_enabled", "enable_bgp"), "enableBgp"],
    ["private_ip_address_enabled", "enablePrivateIpAddress"],
    ["remote_vnet_traffic_enabled", "allowRemoteVnetTraffic"],
    ["virtual_wan_traffic_enabled", "allowVirtualWanTraffic"],
    ["bgp_route_translation_for_nat_enabled", "enableBgpRouteTranslationForNat"],
    ["dns_forwarding_enabled", "enableDnsForwarding"],
    ["ip_sec_replay_protection_enabled", "disableIPSecReplayProtection", inverted],
    [known("minimum_scale_unit"), "autoScaleConfiguration.bounds.min"],
    [known("maximum_scale_unit"), "autoScaleConfiguration.bounds.max"],
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
        [known("vpn_client_protocols"), "vpnClientProtocols"],
        [known("vpn_auth_types"), "vpnAuthenticationTypes"],
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

// ARM joins both lists by ids, and where there are none by place; the provider does it by names. So
// the addresses come in the order of the configurations, with ids as soon as the gateway has one.
function bgpInstancesOf(attributes: Attributes): unknown {
  const [settings] = entriesOf(attributeOf(attributes, known("bgp_settings")));
  if (settings === undefined) return undefined;
  const names = entriesOf(attributeOf(attributes, "ip_configuration")).map(({ name }) => name);
  const gateway = idFrom("id")(attributes);
  const instances = entriesOf(attributeOf(settings, known("peering_addresses")))
    .filter((instance) => !isUnknown(instance))
    .map((instance) => {
      const name = nameOf(instance, "ip_configuration_name");
      const id = gateway && name && `${gateway}/ipConfigurations/${name}`;
      return { ...instance, id, place: Math.max(names.indexOf(name), 0) };
    })
    .toSorted((one, other) => one.place - other.place);
  if (gateway !== undefined) return instances;
  // An instance of which nothing is said keeps the place of the next one.
  const last = instances.at(-1)?.place ?? -1;
  const byPlace = new Map(instances.map((instance) => [instance.place, instance]));
  return Array.from({ length: last + 1 }, (_, place) => byPlace.get(place) ?? {});
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
    [known("bgp_enabled", "enable_bgp"), "enableBgp"],
    [known("routing_weight"), "routingWeight"],
    [known("connection_protocol"), "connectionProtocol"],
    ["connection_mode", "connectionMode"],
    ["dpd_timeout_seconds", "dpdTimeoutSeconds"],
    [known("express_route_gateway_bypass"), "expressRouteGatewayBypass"],
    ["private_link_fast_path_enabled", "enablePrivateLinkFastPath"],
    ["local_azure_ip_address_enabled", "useLocalAzureIpAddress"],
    [known("use_policy_based_traffic_selectors"), "usePolicyBasedTrafficSelectors"],
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
        [known("peer_weight"), "peerWeight"],
      ]),
    ]),
  ],
});

/** Gateways of virtual networks and what they are connected to. */
export const gateway: Family = {
  mappings: [gatewayMapping, natRule, connection, localNetworkGateway],
  additions: [],
};
