// The landscape in Terraform: every resource in the root module.
import { type Configuration, resource } from "../terraform/configuration.ts";
import { ref, text } from "../terraform/expression.ts";
import { inGroup, place, provider, resourceGroup } from "../terraform/place.ts";

const circuit = {
  ...inGroup,
  express_route_circuit_name: ref("azurerm_express_route_circuit.er.name"),
  peer_asn: 65010,
};

/** The landscape as a configuration of azurerm 4.x. */
export const configuration: Configuration = {
  provider,
  variables: {
    subnets: {
      GatewaySubnet: "10.10.0.0/26",
      RouteServerSubnet: "10.10.1.0/27",
      appliances: "10.10.2.0/24",
      workload: "10.10.3.0/24",
    },
  },
  resources: [
    resourceGroup,
    resource("azurerm_virtual_network.hub", {
      ...place,
      name: "hub",
      address_space: ["10.10.0.0/16"],
    }),
    resource(
      "azurerm_subnet.hub",
      {
        ...inGroup,
        name: ref("each.key"),
        virtual_network_name: ref("azurerm_virtual_network.hub.name"),
        address_prefixes: [ref("each.value")],
      },
      { forEach: ref("var.subnets") },
    ),
    resource(
      "azurerm_public_ip.hub",
      { ...place, name: text`${ref("each.value")}-pip`, allocation_method: "Static" },
      { forEach: ["ergw", "rs"] },
    ),
    resource("azurerm_express_route_circuit.er", {
      ...place,
      name: "er",
      service_provider_name: "Equinix",
      peering_location: "Amsterdam",
      bandwidth_in_mbps: 1000,
      sku: [{ tier: "Standard", family: "MeteredData" }],
    }),
    resource("azurerm_express_route_circuit_peering.private", {
      ...circuit,
      peering_type: "AzurePrivatePeering",
      primary_peer_address_prefix: "172.31.0.0/30",
      secondary_peer_address_prefix: "172.31.0.4/30",
      vlan_id: 100,
    }),
    resource("azurerm_express_route_circuit_peering.microsoft", {
      ...circuit,
      peering_type: "MicrosoftPeering",
      primary_peer_address_prefix: "203.0.113.0/30",
      secondary_peer_address_prefix: "203.0.113.4/30",
      vlan_id: 200,
      microsoft_peering_config: [{ advertised_public_prefixes: ["203.0.113.64/26"] }],
    }),
    resource("azurerm_express_route_circuit_authorization.hub", {
      ...inGroup,
      name: "hub",
      express_route_circuit_name: ref("azurerm_express_route_circuit.er.name"),
    }),
    resource("azurerm_virtual_network_gateway.er", {
      ...place,
      name: "ergw",
      type: "ExpressRoute",
      sku: "ErGw1AZ",
      ip_configuration: [
        {
          name: "default",
          subnet_id: ref('azurerm_subnet.hub["GatewaySubnet"].id'),
          public_ip_address_id: ref('azurerm_public_ip.hub["ergw"].id'),
        },
      ],
    }),
    resource("azurerm_virtual_network_gateway_connection.er", {
      ...place,
      name: "er",
      type: "ExpressRoute",
      virtual_network_gateway_id: ref("azurerm_virtual_network_gateway.er.id"),
      express_route_circuit_id: ref("azurerm_express_route_circuit.er.id"),
      authorization_key: ref("azurerm_express_route_circuit_authorization.hub.authorization_key"),
      routing_weight: 10,
    }),
    resource("azurerm_route_server.hub", {
      ...place,
      name: "rs",
      sku: "Standard",
      public_ip_address_id: ref('azurerm_public_ip.hub["rs"].id'),
      subnet_id: ref('azurerm_subnet.hub["RouteServerSubnet"].id'),
      branch_to_branch_traffic_enabled: true,
      hub_routing_preference: "ASPath",
    }),
    resource("azurerm_route_server_bgp_connection.nva", {
      name: "nva",
      route_server_id: ref("azurerm_route_server.hub.id"),
      peer_asn: 65020,
      peer_ip: ref("azurerm_network_interface.nva.private_ip_address"),
    }),
    resource("azurerm_network_interface.nva", {
      ...place,
      name: "nva",
      ip_forwarding_enabled: true,
      ip_configuration: [
        {
          name: "internal",
          subnet_id: ref('azurerm_subnet.hub["appliances"].id'),
          private_ip_address_allocation: "Dynamic",
        },
      ],
    }),
    resource("azurerm_network_interface.app", {
      ...place,
      name: "app",
      ip_configuration: [
        {
          name: "internal",
          subnet_id: ref('azurerm_subnet.hub["workload"].id'),
          private_ip_address_allocation: "Dynamic",
        },
      ],
    }),
  ],
};
