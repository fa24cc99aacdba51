import { choice, references } from "./convert.ts";
import { mapping } from "./define.ts";
import {
  attributeOf,
  blocks,
  entriesOf,
  inside,
  known,
  named,
  type Row,
  reference,
  within,
} from "./fields.ts";
import { natRuleProperties } from "./gateway.ts";
import { hubRouting, internetSecurity } from "./hub-routing.ts";
import { below } from "./identity.ts";
import type { Attributes, Family, Mapping } from "./mapping.ts";

// Shared keys have no row.

const vpnGateway: Mapping = mapping({
  terraform: "azurerm_vpn_gateway",
  type: "Microsoft.Network/vpnGateways",
  properties: [
    reference("virtual_hub_id", "virtualHub"),
    ["scale_unit", "vpnGatewayScaleUnit"],
    ["bgp_route_translation_for_nat_enabled", "enableBgpRouteTranslationForNat"],
    [
      known("routing_preference"),
      "isRoutingPreferenceInternet",
      choice({ Internet: true, "Microsoft Network": false }),
    ],
    inside(known("bgp_settings"), [
      within("bgpSettings", [
        ["asn", "asn"],
        ["peer_weight", "peerWeight"],
        [known("bgp_peering_address"), "bgpPeeringAddress"],
        blocks(instancesOf, "bgpPeeringAddresses", [
          [known("ip_configuration_id"), "ipconfigurationId"],
          ["custom_ips", "customBgpIpAddresses"],
          [known("default_ips"), "defaultBgpIpAddresses"],
          [known("tunnel_ips"), "tunnelIpAddresses"],
        ]),
      ]),
    ]),
    blocks(known("ip_configuration"), "ipConfigurations", [
      ["id", "id"],
      ["private_ip_address", "privateIpAddress"],
      ["public_ip_address", "publicIpAddress"],
    ]),
  ],
  exports: {
    "bgp_settings[*].bgp_peering_address": { pointer: "/properties/bgpSettings/bgpPeeringAddress" },
    ...instanceExports(0),
    ...instanceExports(1),
    "ip_configuration[*].private_ip_address": {
      pointer: "/properties/ipConfigurations/*/privateIpAddress",
    },
    "ip_configuration[*].public_ip_address": {
      pointer: "/properties/ipConfigurations/*/publicIpAddress",
    },
  },
});

function instancesOf(settings: Attributes): unknown {
  return [0, 1].flatMap((index) =>
    entriesOf(attributeOf(settings, known(`instance_${index}_bgp_peering_address`))),
  );
}

function instanceExports(index: number): NonNullable<Mapping["exports"]> {
  const path = `bgp_settings[*].instance_${index}_bgp_peering_address[*]`;
  const pointer = `/properties/bgpSettings/bgpPeeringAddresses/${index}`;
  return {
    [`${path}.default_ips`]: { pointer: `${pointer}/defaultBgpIpAddresses` },
    [`${path}.tunnel_ips`]: { pointer: `${pointer}/tunnelIpAddresses` },
  };
}

const natRule: Mapping = mapping({
  terraform: "azurerm_vpn_gateway_nat_rule",
  type: "Microsoft.Network/vpnGateways/natRules",
  id: below("vpn_gateway_id", "natRules"),
  properties: natRuleProperties(),
});

const link: readonly Row[] = named([
  reference("vpn_site_link_id", "vpnSiteLink"),
  ["bgp_enabled", "enableBgp"],
  ["route_weight", "routingWeight"],
  ["protocol", "vpnConnectionProtocolType"],
  ["connection_mode", "vpnLinkConnectionMode"],
  ["bandwidth_mbps", "connectionBandwidth"],
  ["dpd_timeout_seconds", "dpdTimeoutSeconds"],
  ["ratelimit_enabled", "enableRateLimiting"],
  ["local_azure_ip_address_enabled", "useLocalAzureIpAddress"],
  ["policy_based_traffic_selector_enabled", "usePolicyBasedTrafficSelectors"],
  ["egress_nat_rule_ids", "egressNatRules", references],
  ["ingress_nat_rule_ids", "ingressNatRules", references],
]);

const vpnConnection: Mapping = mapping({
  terraform: "azurerm_vpn_gateway_connection",
  type: "Microsoft.Network/vpnGateways/vpnConnections",
  id: below("vpn_gateway_id", "vpnConnections"),
  properties: [
    reference("remote_vpn_site_id", "remoteVpnSite"),
    internetSecurity,
    hubRouting("routing"),
    blocks("vpn_link", "vpnLinkConnections", link),
    blocks("traffic_selector_policy", "trafficSelectorPolicies", [
      ["local_address_ranges", "localAddressRanges"],
      ["remote_address_ranges", "remoteAddressRanges"],
    ]),
  ],
});

const vpnSite: Mapping = mapping({
  terraform: "azurerm_vpn_site",
  type: "Microsoft.Network/vpnSites",
  properties: [
    reference("virtual_wan_id", "virtualWan"),
    ["address_cidrs", "addressSpace.addressPrefixes"],
    ["device_vendor", "deviceProperties.deviceVendor"],
    ["device_model", "deviceProperties.deviceModel"],
    blocks(
      "link",
      "vpnSiteLinks",
      named([
        ["ip_address", "ipAddress"],
        ["fqdn", "fqdn"],
        ["provider_name", "linkProperties.linkProviderName"],
        ["speed_in_mbps", "linkProperties.linkSpeedInMbps"],
        inside("bgp", [
          ["asn", "bgpProperties.asn"],
          ["peering_address", "bgpProperties.bgpPeeringAddress"],
        ]),
      ]),
    ),
  ],
  exports: { "link[*].id": { idSuffix: "/vpnSiteLinks/{name}" } },
});

const clientGateway: Mapping = mapping({
  terraform: "azurerm_point_to_site_vpn_gateway",
  type: "Microsoft.Network/p2sVpnGateways",
  properties: [
    reference("virtual_hub_id", "virtualHub"),
    reference("vpn_server_configuration_id", "vpnServerConfiguration"),
    ["scale_unit", "vpnGatewayScaleUnit"],
    ["routing_preference_internet_enabled", "isRoutingPreferenceInternet"],
    ["dns_servers", "customDnsServers"],
    blocks(
      "connection_configuration",
      "p2SConnectionConfigurations",
      named([
        internetSecurity,
        inside("vpn_client_address_pool", [
          ["address_prefixes", "vpnClientAddressPool.addressPrefixes"],
        ]),
        hubRouting("route"),
      ]),
    ),
  ],
});

/** VPN gateways of hubs and the sites that they are connected to. */
export const hubGateway: Family = {
  mappings: [vpnGateway, natRule, vpnConnection, vpnSite, clientGateway],
  additions: [],
};
