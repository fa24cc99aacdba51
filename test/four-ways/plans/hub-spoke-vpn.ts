// The landscape in Terraform: the hub in the root module, each spoke by a module with for_each.
import { attribute, type Configuration, resource } from "../terraform/configuration.ts";
import { compute, ref, text } from "../terraform/expression.ts";
import { inGroup, place, provider, resourceGroup } from "../terraform/place.ts";
import { spoke } from "./spoke.ts";

const firewallAddress = ref("azurerm_firewall.hub.ip_configuration[0].private_ip_address");

/** The landscape as a configuration of azurerm 4.x. */
export const configuration: Configuration = {
  provider,
  variables: {
    spokes: { app: "10.1.0.0/16", dev: "10.2.0.0/16" },
    branch_key: "canary-0f3a-branch-key",
    admin_password: "canary-0f3a-admin-password",
  },
  resources: [
    resourceGroup,
    resource("azurerm_virtual_network.hub", {
      ...place,
      name: "hub",
      address_space: ["10.0.0.0/16"],
    }),
    resource("azurerm_subnet.gateway", {
      ...inGroup,
      name: "GatewaySubnet",
      virtual_network_name: ref("azurerm_virtual_network.hub.name"),
      address_prefixes: ["10.0.0.0/27"],
    }),
    resource("azurerm_subnet.firewall", {
      ...inGroup,
      name: "AzureFirewallSubnet",
      virtual_network_name: ref("azurerm_virtual_network.hub.name"),
      address_prefixes: ["10.0.1.0/26"],
    }),
    resource("azurerm_subnet.shared", {
      ...inGroup,
      name: "shared",
      virtual_network_name: ref("azurerm_virtual_network.hub.name"),
      address_prefixes: ["10.0.2.0/24"],
      service_endpoints: ["Microsoft.Storage"],
      default_outbound_access_enabled: false,
    }),
    resource(
      "azurerm_public_ip.hub",
      { ...place, name: text`${ref("each.key")}-pip`, allocation_method: "Static" },
      { forEach: ["fw", "vpn"] },
    ),
    resource("azurerm_ip_group.spokes", {
      ...place,
      name: "spokes",
      cidrs: compute([ref("var.spokes")], (spokes) => Object.values(spokes ?? {})),
    }),
    resource("azurerm_firewall_policy.hub", { ...place, name: "fw-policy" }),
    resource("azurerm_firewall_policy_rule_collection_group.hub", {
      name: "default",
      firewall_policy_id: ref("azurerm_firewall_policy.hub.id"),
      priority: 200,
      network_rule_collection: [
        {
          name: "east-west",
          priority: 100,
          action: "Allow",
          rule: [
            {
              name: "spokes",
              protocols: ["TCP"],
              source_ip_groups: [ref("azurerm_ip_group.spokes.id")],
              destination_addresses: ["10.0.0.0/8", "192.168.0.0/16"],
              destination_ports: ["443", "1433"],
            },
          ],
        },
      ],
      application_rule_collection: [
        {
          name: "egress",
          priority: 300,
          action: "Allow",
          rule: [
            {
              name: "updates",
              source_addresses: ["10.0.0.0/8"],
              destination_fqdns: ["*.ubuntu.com"],
              protocols: [{ type: "Https", port: 443 }],
            },
          ],
        },
      ],
    }),
    resource("azurerm_firewall.hub", {
      ...place,
      name: "fw",
      sku_name: "AZFW_VNet",
      sku_tier: "Standard",
      firewall_policy_id: ref("azurerm_firewall_policy.hub.id"),
      ip_configuration: [
        {
          name: "ipconfig",
          subnet_id: ref("azurerm_subnet.firewall.id"),
          public_ip_address_id: ref('azurerm_public_ip.hub["fw"].id'),
        },
      ],
    }),
    resource("azurerm_route_table.gateway", { ...place, name: "gateway" }),
    resource(
      "azurerm_route.gateway",
      {
        ...inGroup,
        name: text`to-${ref("each.key")}`,
        route_table_name: ref("azurerm_route_table.gateway.name"),
        address_prefix: ref("each.value"),
        next_hop_type: "VirtualAppliance",
        next_hop_in_ip_address: firewallAddress,
      },
      { forEach: ref("var.spokes") },
    ),
    resource("azurerm_subnet_route_table_association.gateway", {
      subnet_id: ref("azurerm_subnet.gateway.id"),
      route_table_id: ref("azurerm_route_table.gateway.id"),
    }),
    resource("azurerm_virtual_network_gateway.vpn", {
      ...place,
      name: "vpn",
      type: "Vpn",
      sku: "VpnGw1AZ",
      active_active: false,
      enable_bgp: true,
      bgp_settings: [{ asn: 65515 }],
      ip_configuration: [
        {
          name: "default",
          subnet_id: ref("azurerm_subnet.gateway.id"),
          public_ip_address_id: ref('azurerm_public_ip.hub["vpn"].id'),
        },
      ],
      vpn_client_configuration: [
        {
          address_space: ["172.16.0.0/24"],
          vpn_client_protocols: ["OpenVPN"],
          vpn_auth_types: ["AAD"],
        },
      ],
    }),
    resource("azurerm_local_network_gateway.branch", {
      ...place,
      name: "branch",
      gateway_address: "203.0.113.1",
      address_space: ["192.168.0.0/24"],
      bgp_settings: [{ asn: 65010, bgp_peering_address: "192.168.0.254" }],
    }),
    resource("azurerm_virtual_network_gateway_connection.branch", {
      ...place,
      name: "branch",
      type: "IPsec",
      virtual_network_gateway_id: ref("azurerm_virtual_network_gateway.vpn.id"),
      local_network_gateway_id: ref("azurerm_local_network_gateway.branch.id"),
      enable_bgp: true,
      shared_key: ref("var.branch_key"),
    }),
    resource("azurerm_application_security_group.web", { ...place, name: "web" }),
    resource("azurerm_network_security_group.spoke", { ...place, name: "spoke" }),
    resource("azurerm_network_security_rule.web", {
      ...inGroup,
      network_security_group_name: ref("azurerm_network_security_group.spoke.name"),
      name: "allow-web",
      priority: 100,
      direction: "Inbound",
      access: "Allow",
      protocol: "Tcp",
      source_address_prefix: "VirtualNetwork",
      source_port_range: "*",
      destination_port_range: "443",
      destination_application_security_group_ids: [
        ref("azurerm_application_security_group.web.id"),
      ],
    }),
    resource("azurerm_network_security_rule.ssh", {
      ...inGroup,
      network_security_group_name: ref("azurerm_network_security_group.spoke.name"),
      name: "deny-ssh",
      priority: 200,
      direction: "Inbound",
      access: "Deny",
      protocol: "Tcp",
      source_address_prefixes: ["10.0.0.0/8", "192.168.0.0/16"],
      source_port_range: "*",
      destination_address_prefix: "*",
      destination_port_ranges: ["22", "3389"],
    }),
    resource("azurerm_route_table.spoke", {
      ...place,
      name: "spoke",
      bgp_route_propagation_enabled: false,
      route: attribute({
        name: "default",
        address_prefix: "0.0.0.0/0",
        next_hop_type: "VirtualAppliance",
        next_hop_in_ip_address: firewallAddress,
      }),
    }),
    resource("azurerm_route.activation", {
      ...inGroup,
      name: "activation",
      route_table_name: ref("azurerm_route_table.spoke.name"),
      address_prefix: "23.102.135.246/32",
      next_hop_type: "Internet",
    }),
    resource(
      "azurerm_virtual_network_peering.from_hub",
      {
        ...inGroup,
        name: text`to-${ref("each.key")}`,
        virtual_network_name: ref("azurerm_virtual_network.hub.name"),
        remote_virtual_network_id: ref("module.spoke[each.key].network_id"),
        allow_forwarded_traffic: true,
        allow_gateway_transit: true,
      },
      { forEach: ref("var.spokes") },
    ),
    resource("azurerm_windows_virtual_machine.data", {
      ...place,
      name: "app-data",
      size: "Standard_B2s",
      admin_username: "azureuser",
      admin_password: ref("var.admin_password"),
      network_interface_ids: [ref('module.spoke["app"].data_nic_id')],
      os_disk: [{ caching: "ReadWrite", storage_account_type: "Standard_LRS" }],
    }),
    resource("azurerm_linux_virtual_machine_scale_set.shared", {
      ...place,
      name: "shared",
      sku: "Standard_B2s",
      instances: 2,
      admin_username: "azureuser",
      admin_password: ref("var.admin_password"),
      disable_password_authentication: false,
      os_disk: [{ caching: "ReadWrite", storage_account_type: "Standard_LRS" }],
      network_interface: [
        {
          name: "nic",
          primary: true,
          ip_configuration: [
            { name: "internal", primary: true, subnet_id: ref("azurerm_subnet.shared.id") },
          ],
        },
      ],
    }),
  ],
  calls: [
    {
      name: "spoke",
      source: "./spoke",
      forEach: ref("var.spokes"),
      inputs: {
        name: ref("each.key"),
        prefix: ref("each.value"),
        hub: ref("azurerm_virtual_network.hub"),
        route_table_id: ref("azurerm_route_table.spoke.id"),
        security_group_id: ref("azurerm_network_security_group.spoke.id"),
        web_group_ids: [ref("azurerm_application_security_group.web.id")],
        data_address: compute([ref("each.value")], (prefix) =>
          String(prefix).replace("0.0/16", "1.10"),
        ),
        admin_password: ref("var.admin_password"),
      },
      module: spoke,
    },
  ],
};
