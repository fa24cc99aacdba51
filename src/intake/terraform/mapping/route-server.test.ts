import { expect, test } from "vitest";
import { decode, expectMappings, idIn, mapResource } from "../../../../test/map-terraform.ts";
import { childKinds, createUnknown, embeddedChildren } from "../../../arm/index.ts";
import { findExport } from "./export.ts";
import { mappingOf } from "./index.ts";

const later = createUnknown("known after apply");
const subnet = idIn("virtualNetworks/v/subnets/RouteServerSubnet");
const server = {
  sku: "Standard",
  subnet_id: subnet,
  public_ip_address_id: idIn("publicIPAddresses/p"),
  branch_to_branch_traffic_enabled: true,
};
const properties = {
  sku: "Standard",
  allowBranchToBranchTraffic: true,
  ipConfigurations: [
    {
      name: "ipConfig1",
      properties: {
        subnet: { id: subnet },
        publicIPAddress: { id: idIn("publicIPAddresses/p") },
      },
    },
  ],
};

expectMappings([
  [
    "a Route Server as 3.x plans it",
    "azurerm_route_server",
    { ...server, virtual_router_asn: later, virtual_router_ips: later, routing_state: later },
    "Microsoft.Network/virtualHubs/x",
    properties,
  ],
  [
    "a Route Server as 4.x reads it back",
    "azurerm_route_server",
    {
      ...server,
      hub_routing_preference: "ASPath",
      virtual_router_asn: 65515,
      virtual_router_ips: ["10.0.1.4", "10.0.1.5"],
    },
    "Microsoft.Network/virtualHubs/x",
    {
      ...properties,
      hubRoutingPreference: "ASPath",
      virtualRouterAsn: 65515,
      virtualRouterIps: ["10.0.1.4", "10.0.1.5"],
    },
  ],
  [
    "its peer",
    "azurerm_route_server_bgp_connection",
    {
      resource_group_name: null,
      route_server_id: idIn("virtualHubs/r"),
      peer_asn: 65501,
      peer_ip: "10.0.2.4",
    },
    "Microsoft.Network/virtualHubs/r/bgpConnections/x",
    { peerIp: "10.0.2.4", peerAsn: 65501 },
  ],
  [
    "a peer of a hub",
    "azurerm_virtual_hub_bgp_connection",
    {
      virtual_hub_id: idIn("virtualHubs/h"),
      peer_asn: 65501,
      peer_ip: "10.0.2.4",
      virtual_network_connection_id: idIn("virtualHubs/h/hubVirtualNetworkConnections/c"),
    },
    "Microsoft.Network/virtualHubs/h/bgpConnections/x",
    {
      peerIp: "10.0.2.4",
      peerAsn: 65501,
      hubVirtualNetworkConnection: { id: idIn("virtualHubs/h/hubVirtualNetworkConnections/c") },
    },
  ],
  [
    "the subnet of a Route Server that is written as a hub",
    "azurerm_virtual_hub_ip",
    {
      virtual_hub_id: idIn("virtualHubs/h"),
      subnet_id: subnet,
      public_ip_address_id: idIn("publicIPAddresses/p"),
      private_ip_allocation_method: "Dynamic",
      private_ip_address: null,
    },
    "Microsoft.Network/virtualHubs/h/ipConfigurations/x",
    {
      subnet: { id: subnet },
      publicIPAddress: { id: idIn("publicIPAddresses/p") },
      privateIPAllocationMethod: "Dynamic",
    },
  ],
]);

test("the subnet of a Route Server is read as that of its child", () => {
  const kind = childKinds.hubIpConfiguration;
  const resource = mapResource(["azurerm_route_server", server]);
  const children = kind === undefined ? [] : embeddedChildren(resource, kind, () => expect.fail());
  expect(children.map(({ resource: child }) => [child.id.text, decode(child)])).toEqual([
    [
      idIn("virtualHubs/x/ipConfigurations/ipConfig1"),
      { body: { subnet: { id: subnet } }, said: [] },
    ],
  ]);
});

test.each([
  [["virtual_router_ips"], "/properties/virtualRouterIps"],
  [["virtual_router_ips", 1], "/properties/virtualRouterIps/1"],
  [["virtual_router_asn"], "/properties/virtualRouterAsn"],
])("%j of a Route Server is found at %s", (path, pointer) => {
  const mapping = mappingOf("azurerm_route_server");
  expect(mapping && findExport(mapping, path, {})).toMatchObject({ pointer });
});
