// The landscape in Terraform: services that are closed, and the ways into them.
import { attribute, type Configuration, resource } from "../terraform/configuration.ts";
import { compute, ref } from "../terraform/expression.ts";
import { inGroup, place, provider, resourceGroup, subscription } from "../terraform/place.ts";

const tenant = "99999999-8888-7777-6666-555555555555";

const records = {
  ...inGroup,
  zone_name: ref('azurerm_private_dns_zone.all["corp"].name'),
  ttl: 300,
};

function endpoint(name: string, target: string, service: string, more: object = {}) {
  return resource(`azurerm_private_endpoint.${service}`, {
    ...place,
    name,
    subnet_id: ref("azurerm_subnet.endpoints.id"),
    custom_network_interface_name: `${name}-nic`,
    private_service_connection: [
      {
        name,
        private_connection_resource_id: ref(`${target}.id`),
        is_manual_connection: false,
        subresource_names: [service],
      },
    ],
    private_dns_zone_group: [
      {
        name: "default",
        private_dns_zone_ids: [ref(`azurerm_private_dns_zone.all["${service}"].id`)],
      },
    ],
    ...more,
  });
}

/** The landscape as a configuration of azurerm 4.x. */
export const configuration: Configuration = {
  provider,
  variables: {
    zones: {
      blob: "privatelink.blob.core.windows.net",
      vault: "privatelink.vaultcore.azure.net",
      corp: "corp.internal",
    },
    sql_password: "canary-0f3a-sql-password",
  },
  resources: [
    resourceGroup,
    resource("azurerm_network_security_group.workload", {
      ...place,
      name: "workload",
      security_rule: [
        {
          name: "storage",
          priority: 100,
          direction: "Outbound",
          access: "Allow",
          protocol: "Tcp",
          source_address_prefix: "*",
          source_port_range: "*",
          destination_address_prefix: "Storage",
          destination_port_range: "443",
        },
      ],
    }),
    resource("azurerm_virtual_network.services", {
      ...place,
      name: "services",
      address_space: ["10.30.0.0/16"],
    }),
    resource("azurerm_virtual_network_dns_servers.services", {
      virtual_network_id: ref("azurerm_virtual_network.services.id"),
      dns_servers: ["10.30.0.250"],
    }),
    resource("azurerm_subnet.workload", {
      ...inGroup,
      name: "workload",
      virtual_network_name: ref("azurerm_virtual_network.services.name"),
      address_prefixes: ["10.30.0.0/24"],
      service_endpoints: ["Microsoft.Storage", "Microsoft.KeyVault", "Microsoft.Sql"],
      service_endpoint_policy_ids: [ref("azurerm_subnet_service_endpoint_storage_policy.ours.id")],
    }),
    resource("azurerm_subnet_network_security_group_association.workload", {
      subnet_id: ref("azurerm_subnet.workload.id"),
      network_security_group_id: ref("azurerm_network_security_group.workload.id"),
    }),
    resource("azurerm_subnet.endpoints", {
      ...inGroup,
      name: "endpoints",
      virtual_network_name: ref("azurerm_virtual_network.services.name"),
      address_prefixes: ["10.30.1.0/24"],
      private_endpoint_network_policies: "Enabled",
    }),
    resource("azurerm_subnet_service_endpoint_storage_policy.ours", {
      ...place,
      name: "storage",
      definition: [
        {
          name: "ours",
          service_resources: [`/subscriptions/${subscription}/resourceGroups/network`],
        },
      ],
    }),
    resource("azurerm_virtual_network.inline", {
      ...place,
      name: "inline",
      address_space: ["10.31.0.0/16"],
      subnet: attribute(
        { name: "a", address_prefixes: ["10.31.0.0/24"] },
        {
          name: "b",
          address_prefixes: ["10.31.1.0/24"],
          security_group: ref("azurerm_network_security_group.workload.id"),
        },
      ),
    }),
    resource("azurerm_network_interface.inline", {
      ...place,
      name: "inline",
      ip_configuration: [
        {
          name: "internal",
          subnet_id: `/subscriptions/${subscription}/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/inline/subnets/b`,
          private_ip_address_allocation: "Static",
          private_ip_address: "10.31.1.4",
        },
      ],
    }),
    resource("azurerm_network_interface.client", {
      ...place,
      name: "client",
      ip_configuration: [
        {
          name: "internal",
          subnet_id: ref("azurerm_subnet.workload.id"),
          private_ip_address_allocation: "Dynamic",
        },
      ],
    }),
    resource("azurerm_storage_account.data", {
      ...place,
      name: "stfourways",
      account_tier: "Standard",
      account_replication_type: "LRS",
      network_rules: [
        {
          default_action: "Deny",
          bypass: ["AzureServices"],
          ip_rules: ["203.0.113.0/24"],
          virtual_network_subnet_ids: [ref("azurerm_subnet.workload.id")],
        },
      ],
    }),
    resource("azurerm_storage_account.logs", {
      ...place,
      name: "stlogs",
      account_tier: "Standard",
      account_replication_type: "LRS",
    }),
    resource("azurerm_storage_account_network_rules.logs", {
      storage_account_id: ref("azurerm_storage_account.logs.id"),
      default_action: "Deny",
      bypass: ["None"],
      virtual_network_subnet_ids: [ref("azurerm_subnet.workload.id")],
    }),
    resource("azurerm_key_vault.kv", {
      ...place,
      name: "kv-four-ways",
      tenant_id: tenant,
      sku_name: "standard",
      rbac_authorization_enabled: true,
      network_acls: [
        {
          default_action: "Deny",
          bypass: "AzureServices",
          ip_rules: ["203.0.113.7/32"],
          virtual_network_subnet_ids: [ref("azurerm_subnet.workload.id")],
        },
      ],
    }),
    resource("azurerm_mssql_server.sql", {
      ...place,
      name: "sql-four-ways",
      version: "12.0",
      administrator_login: "sqladmin",
      administrator_login_password: ref("var.sql_password"),
    }),
    resource("azurerm_mssql_firewall_rule.office", {
      name: "office",
      server_id: ref("azurerm_mssql_server.sql.id"),
      start_ip_address: "203.0.113.0",
      end_ip_address: "203.0.113.255",
    }),
    resource("azurerm_mssql_virtual_network_rule.workload", {
      name: "workload",
      server_id: ref("azurerm_mssql_server.sql.id"),
      subnet_id: ref("azurerm_subnet.workload.id"),
    }),
    resource("azurerm_application_security_group.endpoints", { ...place, name: "endpoints" }),
    endpoint("st-blob", "azurerm_storage_account.data", "blob"),
    endpoint("kv", "azurerm_key_vault.kv", "vault", {
      ip_configuration: [
        { name: "fixed", private_ip_address: "10.30.1.10", subresource_name: "vault" },
      ],
    }),
    resource("azurerm_private_endpoint_application_security_group_association.blob", {
      private_endpoint_id: ref("azurerm_private_endpoint.blob.id"),
      application_security_group_id: ref("azurerm_application_security_group.endpoints.id"),
    }),
    resource(
      "azurerm_private_dns_zone.all",
      { ...inGroup, name: ref("each.value") },
      {
        forEach: ref("var.zones"),
      },
    ),
    resource(
      "azurerm_private_dns_zone_virtual_network_link.all",
      {
        ...inGroup,
        name: "services",
        private_dns_zone_name: ref("each.value.name"),
        virtual_network_id: ref("azurerm_virtual_network.services.id"),
        registration_enabled: compute([ref("each.key")], (key) => key === "corp"),
      },
      { forEach: ref("azurerm_private_dns_zone.all") },
    ),
    resource("azurerm_private_dns_a_record.www", {
      ...records,
      name: "www",
      records: ["10.30.0.4", "10.30.0.5"],
    }),
    resource("azurerm_private_dns_aaaa_record.www", {
      ...records,
      name: "www6",
      records: ["fd00::4"],
    }),
    resource("azurerm_private_dns_cname_record.web", {
      ...records,
      name: "web",
      record: "www.corp.internal",
    }),
  ],
};
