import { expect, test } from "vitest";
import {
  decode,
  expectAdditions,
  expectMappings,
  idIn,
  mapPlan,
  mapResource,
} from "../../../../test/map-terraform.ts";
import { createUnknown } from "../../../arm/index.ts";
import { findExport } from "./export.ts";
import { mappingOf } from "./index.ts";

const later = createUnknown("known after apply");
const subnet = idIn("virtualNetworks/v/subnets/s");
const server = idIn("servers/sql", "Microsoft.Sql");
const rules = {
  default_action: "Deny",
  bypass: ["Metrics", "Logging"],
  ip_rules: ["203.0.113.7", "198.51.100.0/24"],
  virtual_network_subnet_ids: [subnet],
};
const networkAcls = {
  defaultAction: "Deny",
  bypass: "Metrics, Logging",
  ipRules: [{ value: "203.0.113.7" }, { value: "198.51.100.0/24" }],
  virtualNetworkRules: [{ id: subnet }],
};

expectMappings([
  [
    "a storage account as 2.x plans it",
    "azurerm_storage_account",
    {
      account_tier: "Standard",
      account_replication_type: "LRS",
      account_kind: "StorageV2",
      is_hns_enabled: false,
      network_rules: later,
      primary_blob_endpoint: later,
      primary_access_key: "secret",
    },
    "Microsoft.Storage/storageAccounts/x",
    { isHnsEnabled: false },
  ],
  [
    "a storage account as 3.x and 4.x read it back",
    "azurerm_storage_account",
    {
      public_network_access_enabled: true,
      network_rules: [
        {
          ...rules,
          private_link_access: [{ endpoint_resource_id: server, endpoint_tenant_id: later }],
        },
      ],
      primary_blob_endpoint: "https://x.blob.core.windows.net/",
      primary_blob_connection_string: "secret",
    },
    "Microsoft.Storage/storageAccounts/x",
    {
      publicNetworkAccess: "Enabled",
      networkAcls: { ...networkAcls, resourceAccessRules: [{ resourceId: server }] },
      primaryEndpoints: { blob: "https://x.blob.core.windows.net/" },
    },
  ],
  [
    "a storage account that lets nobody in from the Internet",
    "azurerm_storage_account",
    { public_network_access_enabled: false, network_rules: [] },
    "Microsoft.Storage/storageAccounts/x",
    { publicNetworkAccess: "Disabled" },
  ],
  [
    "a key vault as 2.x plans it",
    "azurerm_key_vault",
    {
      sku_name: "standard",
      vault_uri: later,
      network_acls: [{ ...rules, bypass: "AzureServices" }],
      access_policy: [{ object_id: "o" }],
    },
    "Microsoft.KeyVault/vaults/x",
    {
      sku: { name: "standard", family: "A" },
      networkAcls: { ...networkAcls, bypass: "AzureServices" },
    },
  ],
  [
    "a key vault as 4.x reads it back",
    "azurerm_key_vault",
    {
      public_network_access_enabled: false,
      vault_uri: "https://x.vault.azure.net/",
      network_acls: [],
    },
    "Microsoft.KeyVault/vaults/x",
    { publicNetworkAccess: "Disabled", vaultUri: "https://x.vault.azure.net/" },
  ],
  [
    "a SQL server of the older family",
    "azurerm_sql_server",
    {
      version: "12.0",
      administrator_login: "admin",
      administrator_login_password: "secret",
      fully_qualified_domain_name: "x.database.windows.net",
    },
    "Microsoft.Sql/servers/x",
    { version: "12.0", fullyQualifiedDomainName: "x.database.windows.net" },
  ],
  [
    "a SQL server",
    "azurerm_mssql_server",
    {
      version: "12.0",
      public_network_access_enabled: false,
      fully_qualified_domain_name: later,
    },
    "Microsoft.Sql/servers/x",
    { version: "12.0", publicNetworkAccess: "Disabled" },
  ],
  [
    "a range of addresses of the older family",
    "azurerm_sql_firewall_rule",
    { server_name: "sql", start_ip_address: "203.0.113.0", end_ip_address: "203.0.113.9" },
    "Microsoft.Sql/servers/sql/firewallRules/x",
    { startIpAddress: "203.0.113.0", endIpAddress: "203.0.113.9" },
  ],
  [
    "a range of addresses",
    "azurerm_mssql_firewall_rule",
    { server_id: server, start_ip_address: "203.0.113.0", end_ip_address: "203.0.113.9" },
    "Microsoft.Sql/servers/sql/firewallRules/x",
    { startIpAddress: "203.0.113.0", endIpAddress: "203.0.113.9" },
  ],
  [
    "a subnet of the older family",
    "azurerm_sql_virtual_network_rule",
    { server_name: "sql", subnet_id: subnet },
    "Microsoft.Sql/servers/sql/virtualNetworkRules/x",
    { virtualNetworkSubnetId: subnet },
  ],
  [
    "a subnet",
    "azurerm_mssql_virtual_network_rule",
    { server_id: server, subnet_id: subnet, ignore_missing_vnet_service_endpoint: true },
    "Microsoft.Sql/servers/sql/virtualNetworkRules/x",
    { virtualNetworkSubnetId: subnet, ignoreMissingVnetServiceEndpoint: true },
  ],
]);

expectAdditions([
  [
    "rules of an account by name, as 2.x has them",
    "azurerm_storage_account_network_rules",
    { ...rules, storage_account_name: "st" },
    "Microsoft.Storage/storageAccounts/st",
    { networkAcls },
  ],
  [
    "rules of an account by id",
    "azurerm_storage_account_network_rules",
    {
      ...rules,
      bypass: ["None"],
      storage_account_id: idIn("storageAccounts/st", "Microsoft.Storage"),
    },
    "Microsoft.Storage/storageAccounts/st",
    { networkAcls: { ...networkAcls, bypass: "None" } },
  ],
]);

test("a storage account is read with the rules that are a resource of their own", () => {
  const [account] = mapPlan([
    ["azurerm_storage_account", { name: "st", network_rules: later }],
    [
      "azurerm_storage_account_network_rules",
      { ...rules, storage_account_id: idIn("storageAccounts/st", "Microsoft.Storage") },
    ],
  ]).values();
  const { body, said } = account ? decode(account) : expect.fail();
  expect(said).toEqual([]);
  expect(body).toMatchObject({
    defaultAction: "deny",
    admitsAzureServices: false,
    subnets: [{ id: subnet }],
  });
});

test("the kind and SKU of a storage account stand beside its properties", () => {
  const planned = {
    account_kind: "StorageV2",
    account_tier: "Standard",
    account_replication_type: "LRS",
  };
  expect(mapResource(["azurerm_storage_account", planned]).body).toMatchObject({
    kind: "StorageV2",
    sku: { name: "Standard_LRS" },
  });
});

test.each([
  ["azurerm_storage_account", "primary_blob_endpoint", "/properties/primaryEndpoints/blob"],
  ["azurerm_key_vault", "vault_uri", "/properties/vaultUri"],
  ["azurerm_mssql_server", "fully_qualified_domain_name", "/properties/fullyQualifiedDomainName"],
])("%s tells its %s", (terraform, attribute, pointer) => {
  const mapping = mappingOf(terraform);
  expect(mapping && findExport(mapping, [attribute], {})).toEqual({ pointer });
});
