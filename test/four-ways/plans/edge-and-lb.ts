// The landscape in Terraform: ways in and out of a network.
import { type Configuration, resource } from "../terraform/configuration.ts";
import { ref, text } from "../terraform/expression.ts";
import { inGroup, place, provider, resourceGroup } from "../terraform/place.ts";
import { classicFirewall } from "./classic-firewall.ts";

const inPublic = { loadbalancer_id: ref("azurerm_lb.public.id") };
function subnetId(name: string) {
  return ref(`azurerm_subnet.edge["${name}"].id`);
}

function publicIpId(name: string) {
  return ref(`azurerm_public_ip.edge["${name}"].id`);
}

/** The landscape as a configuration of azurerm 4.x. */
export const configuration: Configuration = {
  provider,
  variables: {
    subnets: {
      AzureBastionSubnet: "10.40.0.0/26",
      AzureFirewallSubnet: "10.40.3.0/26",
      appgw: "10.40.1.0/24",
      plain: "10.40.4.0/24",
      web: "10.40.2.0/24",
    },
    admin_password: "canary-0f3a-admin-password",
  },
  resources: [
    resourceGroup,
    resource("azurerm_virtual_network.edge", {
      ...place,
      name: "edge",
      address_space: ["10.40.0.0/16"],
    }),
    resource(
      "azurerm_subnet.edge",
      {
        ...inGroup,
        name: ref("each.key"),
        virtual_network_name: ref("azurerm_virtual_network.edge.name"),
        address_prefixes: [ref("each.value")],
      },
      { forEach: ref("var.subnets") },
    ),
    resource("azurerm_subnet.link", {
      ...inGroup,
      name: "link",
      virtual_network_name: ref("azurerm_virtual_network.edge.name"),
      address_prefixes: ["10.40.5.0/24"],
      private_link_service_network_policies_enabled: false,
    }),
    resource(
      "azurerm_public_ip.edge",
      { ...place, name: text`${ref("each.key")}-pip`, allocation_method: "Static" },
      { forEach: ["appgw", "bastion", "fw", "lb", "nat"] },
    ),
    resource("azurerm_public_ip_prefix.nat", { ...place, name: "nat", prefix_length: 30 }),
    resource("azurerm_nat_gateway.nat", { ...place, name: "nat" }),
    resource("azurerm_nat_gateway_public_ip_association.nat", {
      nat_gateway_id: ref("azurerm_nat_gateway.nat.id"),
      public_ip_address_id: publicIpId("nat"),
    }),
    resource("azurerm_nat_gateway_public_ip_prefix_association.nat", {
      nat_gateway_id: ref("azurerm_nat_gateway.nat.id"),
      public_ip_prefix_id: ref("azurerm_public_ip_prefix.nat.id"),
    }),
    resource("azurerm_subnet_nat_gateway_association.web", {
      subnet_id: subnetId("web"),
      nat_gateway_id: ref("azurerm_nat_gateway.nat.id"),
    }),
    resource("azurerm_lb.public", {
      ...place,
      name: "public",
      frontend_ip_configuration: [{ name: "front", public_ip_address_id: publicIpId("lb") }],
    }),
    resource("azurerm_lb_backend_address_pool.web", { ...inPublic, name: "web" }),
    resource("azurerm_lb_probe.https", { ...inPublic, name: "https", port: 443 }),
    resource("azurerm_lb_rule.https", {
      ...inPublic,
      name: "https",
      frontend_ip_configuration_name: "front",
      backend_address_pool_ids: [ref("azurerm_lb_backend_address_pool.web.id")],
      probe_id: ref("azurerm_lb_probe.https.id"),
      protocol: "Tcp",
      frontend_port: 443,
      backend_port: 8443,
      disable_outbound_snat: true,
    }),
    resource("azurerm_lb_outbound_rule.out", {
      ...inPublic,
      name: "out",
      protocol: "All",
      backend_address_pool_id: ref("azurerm_lb_backend_address_pool.web.id"),
      frontend_ip_configuration: [{ name: "front" }],
    }),
    resource("azurerm_lb_nat_rule.ssh", {
      ...inPublic,
      ...inGroup,
      name: "ssh",
      frontend_ip_configuration_name: "front",
      protocol: "Tcp",
      frontend_port: 2222,
      backend_port: 22,
    }),
    resource("azurerm_lb_nat_pool.pool", {
      ...inPublic,
      ...inGroup,
      name: "pool",
      frontend_ip_configuration_name: "front",
      protocol: "Tcp",
      frontend_port_start: 50000,
      frontend_port_end: 50010,
      backend_port: 22,
    }),
    resource("azurerm_lb.internal", {
      ...place,
      name: "internal",
      frontend_ip_configuration: [
        {
          name: "front",
          subnet_id: subnetId("plain"),
          private_ip_address_allocation: "Dynamic",
        },
      ],
    }),
    resource("azurerm_lb_backend_address_pool.nvas", {
      loadbalancer_id: ref("azurerm_lb.internal.id"),
      name: "nvas",
    }),
    resource("azurerm_lb_backend_address_pool_address.one", {
      backend_address_pool_id: ref("azurerm_lb_backend_address_pool.nvas.id"),
      name: "one",
      virtual_network_id: ref("azurerm_virtual_network.edge.id"),
      ip_address: "10.40.2.4",
    }),
    resource("azurerm_lb_rule.all", {
      loadbalancer_id: ref("azurerm_lb.internal.id"),
      name: "all",
      frontend_ip_configuration_name: "front",
      backend_address_pool_ids: [ref("azurerm_lb_backend_address_pool.nvas.id")],
      protocol: "All",
      frontend_port: 0,
      backend_port: 0,
      enable_floating_ip: true,
    }),
    resource("azurerm_network_interface.plain", {
      ...place,
      name: "plain",
      ip_configuration: [
        {
          name: "internal",
          subnet_id: subnetId("plain"),
          private_ip_address_allocation: "Static",
          private_ip_address: "10.40.4.10",
        },
      ],
    }),
    resource("azurerm_network_interface_backend_address_pool_association.plain", {
      network_interface_id: ref("azurerm_network_interface.plain.id"),
      ip_configuration_name: "internal",
      backend_address_pool_id: ref("azurerm_lb_backend_address_pool.web.id"),
    }),
    resource("azurerm_network_interface_nat_rule_association.plain", {
      network_interface_id: ref("azurerm_network_interface.plain.id"),
      ip_configuration_name: "internal",
      nat_rule_id: ref("azurerm_lb_nat_rule.ssh.id"),
    }),
    resource("azurerm_network_interface.web", {
      ...place,
      name: "web",
      ip_forwarding_enabled: true,
      ip_configuration: [
        {
          name: "internal",
          subnet_id: subnetId("web"),
          private_ip_address_allocation: "Dynamic",
        },
      ],
    }),
    resource("azurerm_network_interface_application_gateway_backend_address_pool_association.web", {
      network_interface_id: ref("azurerm_network_interface.web.id"),
      ip_configuration_name: "internal",
      backend_address_pool_id: ref("azurerm_application_gateway.appgw.backend_address_pool[0].id"),
    }),
    resource("azurerm_application_gateway.appgw", {
      ...place,
      name: "appgw",
      sku: [{ name: "Standard_v2", tier: "Standard_v2", capacity: 1 }],
      gateway_ip_configuration: [{ name: "gateway", subnet_id: subnetId("appgw") }],
      frontend_ip_configuration: [
        { name: "public", public_ip_address_id: publicIpId("appgw") },
        {
          name: "private",
          subnet_id: subnetId("appgw"),
          private_ip_address_allocation: "Static",
          private_ip_address: "10.40.1.10",
        },
      ],
      frontend_port: [{ name: "https", port: 443 }],
      backend_address_pool: [{ name: "web" }],
      backend_http_settings: [
        { name: "web", port: 8443, protocol: "Http", cookie_based_affinity: "Disabled" },
      ],
      http_listener: [
        {
          name: "web",
          frontend_ip_configuration_name: "public",
          frontend_port_name: "https",
          protocol: "Http",
        },
      ],
      request_routing_rule: [
        {
          name: "web",
          rule_type: "Basic",
          priority: 100,
          http_listener_name: "web",
          backend_address_pool_name: "web",
          backend_http_settings_name: "web",
        },
      ],
    }),
    resource("azurerm_bastion_host.bastion", {
      ...place,
      name: "bastion",
      ip_configuration: [
        {
          name: "ipconfig",
          subnet_id: subnetId("AzureBastionSubnet"),
          public_ip_address_id: publicIpId("bastion"),
        },
      ],
    }),
    ...classicFirewall,
    resource("azurerm_private_link_service.pls", {
      ...place,
      name: "pls",
      load_balancer_frontend_ip_configuration_ids: [
        ref("azurerm_lb.internal.frontend_ip_configuration[0].id"),
      ],
      nat_ip_configuration: [
        { name: "nat", subnet_id: ref("azurerm_subnet.link.id"), primary: true },
      ],
    }),
    resource("azurerm_windows_virtual_machine_scale_set.set", {
      ...place,
      name: "winset",
      sku: "Standard_B2s",
      instances: 1,
      admin_username: "azureuser",
      admin_password: ref("var.admin_password"),
      os_disk: [{ caching: "ReadWrite", storage_account_type: "Standard_LRS" }],
      network_interface: [
        {
          name: "nic",
          primary: true,
          ip_configuration: [
            {
              name: "internal",
              primary: true,
              subnet_id: subnetId("plain"),
              load_balancer_backend_address_pool_ids: [
                ref("azurerm_lb_backend_address_pool.web.id"),
              ],
            },
          ],
        },
      ],
    }),
    resource("azurerm_orchestrated_virtual_machine_scale_set.set", {
      ...place,
      name: "flexset",
      sku_name: "Standard_B2s",
      instances: 1,
      network_interface: [
        {
          name: "nic",
          primary: true,
          ip_configuration: [{ name: "internal", primary: true, subnet_id: subnetId("plain") }],
        },
      ],
    }),
    resource("azurerm_virtual_machine.web", {
      ...place,
      name: "web",
      vm_size: "Standard_B2s",
      network_interface_ids: [ref("azurerm_network_interface.web.id")],
    }),
  ],
};
