import { mapping } from "./define.ts";
import { blocks, constant, itself, known, type Row, reference } from "./fields.ts";
import { below } from "./identity.ts";
import type { Exported, Family, Mapping } from "./mapping.ts";

/** What a router of Azure's own tells of itself, in a hub or as a Route Server. */
export const routerProperties: readonly Row[] = [
  ["sku", "sku"],
  ["hub_routing_preference", "hubRoutingPreference"],
  ["branch_to_branch_traffic_enabled", "allowBranchToBranchTraffic"],
  [known("virtual_router_asn"), "virtualRouterAsn"],
  [known("virtual_router_ips"), "virtualRouterIps"],
];

/** Where ARM has what a router tells of itself. */
export const routerExports: Readonly<Record<string, Exported>> = {
  virtual_router_asn: { pointer: "/properties/virtualRouterAsn" },
  virtual_router_ips: { pointer: "/properties/virtualRouterIps" },
  "virtual_router_ips[*]": { pointer: "/properties/virtualRouterIps/*" },
};

// To ARM a Route Server is a hub outside any virtual WAN with a child that names its subnet. The
// provider makes both, and gives the child this name.
const routeServerMapping: Mapping = mapping({
  terraform: "azurerm_route_server",
  type: "Microsoft.Network/virtualHubs",
  properties: [
    ...routerProperties,
    blocks(itself, "ipConfigurations", [
      constant("name", "ipConfig1"),
      reference("subnet_id", "properties.subnet"),
      reference("public_ip_address_id", "properties.publicIPAddress"),
    ]),
  ],
  exports: routerExports,
});

const hubAddress: Mapping = mapping({
  terraform: "azurerm_virtual_hub_ip",
  type: "Microsoft.Network/virtualHubs/ipConfigurations",
  id: below("virtual_hub_id", "ipConfigurations"),
  properties: [
    reference("subnet_id", "subnet"),
    reference("public_ip_address_id", "publicIPAddress"),
    ["private_ip_address", "privateIPAddress"],
    ["private_ip_allocation_method", "privateIPAllocationMethod"],
  ],
});

/** A BGP peer of a Route Server or hub; the provider has two names for it. */
function bgpPeer(terraform: string, parent: string): Mapping {
  return mapping({
    terraform,
    type: "Microsoft.Network/virtualHubs/bgpConnections",
    id: below(parent, "bgpConnections"),
    properties: [
      ["peer_ip", "peerIp"],
      ["peer_asn", "peerAsn"],
      reference("virtual_network_connection_id", "hubVirtualNetworkConnection"),
    ],
  });
}

/** Route Servers, and what hubs have in common with them. */
export const routeServer: Family = {
  mappings: [
    routeServerMapping,
    hubAddress,
    bgpPeer("azurerm_route_server_bgp_connection", "route_server_id"),
    bgpPeer("azurerm_virtual_hub_bgp_connection", "virtual_hub_id"),
  ],
  additions: [],
};
