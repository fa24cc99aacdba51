import { choice } from "./convert.ts";
import { light, mapping } from "./define.ts";
import { attributeOf, entriesOf, inside, known, type Row, reference, within } from "./fields.ts";
import { hubRouting, internetSecurity } from "./hub-routing.ts";
import { below, inGroup } from "./identity.ts";
import type { Attributes, Family, Mapping } from "./mapping.ts";

// Service keys and authorization keys have no row.

const circuit: Mapping = mapping({
  terraform: "azurerm_express_route_circuit",
  type: "Microsoft.Network/expressRouteCircuits",
  rows: [
    [skuNameOf, "sku.name"],
    inside("sku", [
      ["tier", "sku.tier"],
      ["family", "sku.family"],
    ]),
  ],
  properties: [
    ["allow_classic_operations", "allowClassicOperations"],
    ["service_provider_name", "serviceProviderProperties.serviceProviderName"],
    ["peering_location", "serviceProviderProperties.peeringLocation"],
    ["bandwidth_in_mbps", "serviceProviderProperties.bandwidthInMbps"],
    ["bandwidth_in_gbps", "bandwidthInGbps"],
    ["rate_limiting_enabled", "enableDirectPortRateLimit"],
    [known("service_provider_provisioning_state"), "serviceProviderProvisioningState"],
    reference("express_route_port_id", "expressRoutePort"),
  ],
});

function skuNameOf(attributes: Attributes): string | undefined {
  const [sku] = entriesOf(attributeOf(attributes, "sku"));
  const tier = sku && attributeOf(sku, "tier");
  const family = sku && attributeOf(sku, "family");
  return typeof tier === "string" && typeof family === "string" ? `${tier}_${family}` : undefined;
}

const state = choice({ true: "Enabled", false: "Disabled" });

// Microsoft peering announces public prefixes of the customer.
const announcement: readonly Row[] = [
  ["advertised_public_prefixes", "advertisedPublicPrefixes"],
  ["advertised_communities", "advertisedCommunities"],
  ["customer_asn", "customerASN"],
  ["routing_registry_name", "routingRegistryName"],
];

const addresses: readonly Row[] = [
  ["primary_peer_address_prefix", "primaryPeerAddressPrefix"],
  ["secondary_peer_address_prefix", "secondaryPeerAddressPrefix"],
  reference("route_filter_id", "routeFilter"),
];

const peering: Mapping = mapping({
  terraform: "azurerm_express_route_circuit_peering",
  type: "Microsoft.Network/expressRouteCircuits/peerings",
  id: inGroup(
    "Microsoft.Network/expressRouteCircuits/peerings",
    "express_route_circuit_name",
    "peering_type",
  ),
  properties: [
    ["peering_type", "peeringType"],
    ["ipv4_enabled", "state", state],
    ["vlan_id", "vlanId"],
    [known("peer_asn"), "peerASN"],
    [known("azure_asn"), "azureASN"],
    ...addresses,
    inside("microsoft_peering_config", [within("microsoftPeeringConfig", announcement)]),
    inside("ipv6", [
      within("ipv6PeeringConfig", [
        ["enabled", "state", state],
        ...addresses,
        inside("microsoft_peering", [within("microsoftPeeringConfig", announcement)]),
      ]),
    ]),
  ],
});

const circuitConnection: Mapping = mapping({
  terraform: "azurerm_express_route_circuit_connection",
  type: "Microsoft.Network/expressRouteCircuits/peerings/connections",
  id: below("peering_id", "connections"),
  properties: [
    reference("peering_id", "expressRouteCircuitPeering"),
    reference("peer_peering_id", "peerExpressRouteCircuitPeering"),
    ["address_prefix_ipv4", "addressPrefix"],
    ["address_prefix_ipv6", "ipv6CircuitConnectionConfig.addressPrefix"],
  ],
});

const authorization: Mapping = light(
  "azurerm_express_route_circuit_authorization",
  "Microsoft.Network/expressRouteCircuits/authorizations",
  inGroup(
    "Microsoft.Network/expressRouteCircuits/authorizations",
    "express_route_circuit_name",
    "name",
  ),
);

const hubGateway: Mapping = mapping({
  terraform: "azurerm_express_route_gateway",
  type: "Microsoft.Network/expressRouteGateways",
  properties: [
    reference("virtual_hub_id", "virtualHub"),
    ["scale_units", "autoScaleConfiguration.bounds.min"],
    ["allow_non_virtual_wan_traffic", "allowNonVirtualWanTraffic"],
  ],
});

const hubConnection: Mapping = mapping({
  terraform: "azurerm_express_route_connection",
  type: "Microsoft.Network/expressRouteGateways/expressRouteConnections",
  id: below("express_route_gateway_id", "expressRouteConnections"),
  properties: [
    reference("express_route_circuit_peering_id", "expressRouteCircuitPeering"),
    internetSecurity,
    ["routing_weight", "routingWeight"],
    ["express_route_gateway_bypass_enabled", "expressRouteGatewayBypass"],
    ["private_link_fast_path_enabled", "enablePrivateLinkFastPath"],
    hubRouting("routing"),
  ],
});

/** ExpressRoute circuits, and the gateways of hubs for them. */
export const expressRoute: Family = {
  mappings: [
    circuit,
    peering,
    circuitConnection,
    authorization,
    light("azurerm_express_route_port", "Microsoft.Network/expressRoutePorts"),
    light(
      "azurerm_express_route_port_authorization",
      "Microsoft.Network/expressRoutePorts/authorizations",
      inGroup(
        "Microsoft.Network/expressRoutePorts/authorizations",
        "express_route_port_name",
        "name",
      ),
    ),
    light("azurerm_route_filter", "Microsoft.Network/routeFilters"),
    hubGateway,
    hubConnection,
  ],
  additions: [],
};
