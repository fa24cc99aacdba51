// The landscape in Terraform: networks by a module, the virtual WAN in the root.
import { type Configuration, type Module, resource } from "../terraform/configuration.ts";
import { ref } from "../terraform/expression.ts";
import { inGroup, place, provider, resourceGroup } from "../terraform/place.ts";

const network: Module = {
  variables: {
    name: undefined,
    location: undefined,
    resource_group_name: undefined,
    space: undefined,
    subnet: undefined,
    prefix: undefined,
    nic: undefined,
    address: null,
    forwards: false,
  },
  resources: [
    resource("azurerm_virtual_network.this", {
      name: ref("var.name"),
      location: ref("var.location"),
      resource_group_name: ref("var.resource_group_name"),
      address_space: [ref("var.space")],
    }),
    resource("azurerm_subnet.this", {
      name: ref("var.subnet"),
      resource_group_name: ref("var.resource_group_name"),
      virtual_network_name: ref("azurerm_virtual_network.this.name"),
      address_prefixes: [ref("var.prefix")],
    }),
    resource("azurerm_network_interface.this", {
      name: ref("var.nic"),
      location: ref("var.location"),
      resource_group_name: ref("var.resource_group_name"),
      ip_forwarding_enabled: ref("var.forwards"),
      ip_configuration: [
        {
          name: "internal",
          subnet_id: ref("azurerm_subnet.this.id"),
          private_ip_address_allocation: "Static",
          private_ip_address: ref("var.address"),
        },
      ],
    }),
  ],
  outputs: { id: ref("azurerm_virtual_network.this.id") },
};

const group = { resource_group_name: ref("azurerm_resource_group.network.name") };
const defaultTable = ref("azurerm_virtual_hub.weu.default_route_table_id");

/** The landscape as a configuration of azurerm 4.x. */
export const configuration: Configuration = {
  provider,
  variables: { branch_key: "canary-0f3a-branch-key" },
  resources: [
    resourceGroup,
    resource("azurerm_virtual_wan.wan", { ...place, name: "wan" }),
    resource("azurerm_virtual_hub.weu", {
      ...place,
      name: "weu",
      address_prefix: "10.100.0.0/23",
      sku: "Standard",
      virtual_wan_id: ref("azurerm_virtual_wan.wan.id"),
    }),
    resource("azurerm_virtual_hub.neu", {
      ...inGroup,
      location: "northeurope",
      name: "neu",
      address_prefix: "10.101.0.0/23",
      sku: "Standard",
      hub_routing_preference: "ASPath",
      virtual_wan_id: ref("azurerm_virtual_wan.wan.id"),
    }),
    resource("azurerm_virtual_hub_route_table.isolated", {
      name: "isolated",
      virtual_hub_id: ref("azurerm_virtual_hub.weu.id"),
      labels: ["isolated"],
    }),
    resource("azurerm_virtual_hub_route_table_route.partner", {
      route_table_id: ref("azurerm_virtual_hub_route_table.isolated.id"),
      name: "partner",
      destinations_type: "CIDR",
      destinations: ["10.122.0.0/16"],
      next_hop: ref("azurerm_virtual_hub_connection.edge.id"),
    }),
    resource("azurerm_virtual_hub_connection.app", {
      name: "app",
      virtual_hub_id: ref("azurerm_virtual_hub.weu.id"),
      remote_virtual_network_id: ref("module.app.id"),
      internet_security_enabled: true,
      routing: [
        {
          associated_route_table_id: ref("azurerm_virtual_hub_route_table.isolated.id"),
          propagated_route_table: [
            {
              labels: ["default"],
              route_table_ids: [defaultTable, ref("azurerm_virtual_hub_route_table.isolated.id")],
            },
          ],
        },
      ],
    }),
    resource("azurerm_virtual_hub_connection.edge", {
      name: "edge",
      virtual_hub_id: ref("azurerm_virtual_hub.weu.id"),
      remote_virtual_network_id: ref("module.edge.id"),
      routing: [
        {
          associated_route_table_id: defaultTable,
          propagated_route_table: [{ labels: [], route_table_ids: [defaultTable] }],
          static_vnet_route: [
            {
              name: "behind",
              address_prefixes: ["10.121.0.0/16"],
              next_hop_ip_address: "10.120.0.4",
            },
          ],
        },
      ],
    }),
    resource("azurerm_virtual_hub_connection.far", {
      name: "far",
      virtual_hub_id: ref("azurerm_virtual_hub.neu.id"),
      remote_virtual_network_id: ref("module.far.id"),
      internet_security_enabled: true,
    }),
    resource("azurerm_virtual_hub_bgp_connection.nva", {
      name: "nva",
      virtual_hub_id: ref("azurerm_virtual_hub.weu.id"),
      peer_asn: 65020,
      peer_ip: "10.120.0.4",
      virtual_network_connection_id: ref("azurerm_virtual_hub_connection.edge.id"),
    }),
    resource("azurerm_vpn_site.branch", {
      ...place,
      name: "branch",
      virtual_wan_id: ref("azurerm_virtual_wan.wan.id"),
      address_cidrs: ["192.168.10.0/24"],
      device_vendor: "Contoso",
      link: [
        {
          name: "isp",
          provider_name: "isp",
          speed_in_mbps: 50,
          ip_address: "203.0.113.1",
          bgp: [{ asn: 65010, peering_address: "192.168.10.254" }],
        },
      ],
    }),
    resource("azurerm_vpn_gateway.weu", {
      ...place,
      name: "weu-vpn",
      virtual_hub_id: ref("azurerm_virtual_hub.weu.id"),
      bgp_settings: [{ asn: 65515, peer_weight: 0 }],
    }),
    resource("azurerm_vpn_gateway_connection.branch", {
      name: "branch",
      vpn_gateway_id: ref("azurerm_vpn_gateway.weu.id"),
      remote_vpn_site_id: ref("azurerm_vpn_site.branch.id"),
      routing: [
        {
          associated_route_table: defaultTable,
          propagated_route_table: [
            {
              labels: ["default"],
              route_table_ids: [defaultTable, ref("azurerm_virtual_hub_route_table.isolated.id")],
            },
          ],
        },
      ],
      vpn_link: [
        {
          name: "isp",
          vpn_site_link_id: ref("azurerm_vpn_site.branch.link[0].id"),
          bgp_enabled: true,
          shared_key: ref("var.branch_key"),
        },
      ],
    }),
    resource("azurerm_vpn_server_configuration.clients", {
      ...place,
      name: "clients",
      vpn_authentication_types: ["Certificate"],
      vpn_protocols: ["OpenVPN"],
      client_root_certificate: [{ name: "root", public_cert_data: "MIIC" }],
    }),
    resource("azurerm_point_to_site_vpn_gateway.weu", {
      ...place,
      name: "weu-p2s",
      virtual_hub_id: ref("azurerm_virtual_hub.weu.id"),
      vpn_server_configuration_id: ref("azurerm_vpn_server_configuration.clients.id"),
      scale_unit: 1,
      connection_configuration: [
        { name: "clients", vpn_client_address_pool: [{ address_prefixes: ["172.20.0.0/24"] }] },
      ],
    }),
    resource("azurerm_express_route_circuit.er", {
      ...place,
      name: "er",
      service_provider_name: "Equinix",
      peering_location: "Amsterdam",
      bandwidth_in_mbps: 1000,
      sku: [{ tier: "Premium", family: "MeteredData" }],
    }),
    resource("azurerm_express_route_circuit_peering.er", {
      ...group,
      express_route_circuit_name: ref("azurerm_express_route_circuit.er.name"),
      peering_type: "AzurePrivatePeering",
      peer_asn: 65030,
      vlan_id: 100,
      primary_peer_address_prefix: "172.31.0.0/30",
      secondary_peer_address_prefix: "172.31.0.4/30",
    }),
    resource("azurerm_express_route_gateway.weu", {
      ...place,
      name: "weu-er",
      virtual_hub_id: ref("azurerm_virtual_hub.weu.id"),
      scale_units: 1,
    }),
    resource("azurerm_express_route_connection.er", {
      name: "er",
      express_route_gateway_id: ref("azurerm_express_route_gateway.weu.id"),
      express_route_circuit_peering_id: ref("azurerm_express_route_circuit_peering.er.id"),
    }),
    resource("azurerm_firewall_policy.neu", {
      ...inGroup,
      location: "northeurope",
      name: "neu",
    }),
    resource("azurerm_firewall.neu", {
      ...inGroup,
      location: "northeurope",
      name: "neu-fw",
      sku_name: "AZFW_Hub",
      sku_tier: "Standard",
      firewall_policy_id: ref("azurerm_firewall_policy.neu.id"),
      virtual_hub: [{ virtual_hub_id: ref("azurerm_virtual_hub.neu.id") }],
    }),
    resource("azurerm_virtual_hub_routing_intent.neu", {
      name: "intent",
      virtual_hub_id: ref("azurerm_virtual_hub.neu.id"),
      routing_policy: [
        {
          name: "internet",
          destinations: ["Internet"],
          next_hop: ref("azurerm_firewall.neu.id"),
        },
        {
          name: "private",
          destinations: ["PrivateTraffic"],
          next_hop: ref("azurerm_firewall.neu.id"),
        },
      ],
    }),
  ],
  calls: [
    networkCall("app", "westeurope", "10.110", { subnet: "workload", nic: "app" }),
    networkCall("edge", "westeurope", "10.120", {
      subnet: "appliances",
      nic: "nva",
      forwards: true,
    }),
    networkCall("far", "northeurope", "10.130", { subnet: "workload", nic: "far" }),
  ],
};

function networkCall(name: string, location: string, start: string, inputs: object) {
  return {
    name,
    source: "./network",
    inputs: {
      name,
      location,
      ...group,
      space: `${start}.0.0/16`,
      prefix: `${start}.0.0/24`,
      address: `${start}.0.4`,
      ...inputs,
    },
    module: network,
  };
}
