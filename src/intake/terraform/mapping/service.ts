import { isUnknown } from "../../../arm/index.ts";
import { type Convert, choice, plain } from "./convert.ts";
import { addition, mapping } from "./define.ts";
import { attributeOf, blocks, constant, inside, known, type Row, when, within } from "./fields.ts";
import { below, firstIdentity, idFrom, inGroup } from "./identity.ts";
import type { Addition, Attributes, Exported, Family, Mapping } from "./mapping.ts";

// Access keys, passwords and connection strings have no row.

const publicAccess: Row = [
  "public_network_access_enabled",
  "publicNetworkAccess",
  choice({ true: "Enabled", false: "Disabled" }),
];

// ARM joins the exceptions of a storage account in one text; a key vault has only one.
const joined: Convert = (value) => {
  const list = [plain(value) ?? []].flat();
  return list.length === 0 ? undefined : (list.find(isUnknown) ?? list.join(", "));
};

/** The network rules that storage accounts and key vaults share. */
const rules: readonly Row[] = [
  ["default_action", "defaultAction"],
  [known("bypass"), "bypass", joined],
  blocks(each("ip_rules"), "ipRules", [["element", "value"]]),
  blocks(each("virtual_network_subnet_ids"), "virtualNetworkRules", [["element", "id"]]),
  blocks("private_link_access", "resourceAccessRules", [
    ["endpoint_resource_id", "resourceId"],
    [known("endpoint_tenant_id"), "tenantId"],
  ]),
];

/** The elements of a list, each as an entry of its own. */
function each(attribute: string): (attributes: Attributes) => unknown {
  return (attributes) => {
    const found = attributeOf(attributes, attribute);
    return Array.isArray(found) ? found.map((element: unknown) => ({ element })) : found;
  };
}

const storageServices = ["blob", "dfs", "file", "queue", "table", "web"];

const storageAccount: Mapping = mapping({
  terraform: "azurerm_storage_account",
  type: "Microsoft.Storage/storageAccounts",
  rows: [
    ["account_kind", "kind"],
    [skuNameOf, "sku.name"],
  ],
  properties: [
    publicAccess,
    ["is_hns_enabled", "isHnsEnabled"],
    inside(known("network_rules"), [within("networkAcls", rules)]),
    ...storageServices.map(
      (service): Row => [known(`primary_${service}_endpoint`), `primaryEndpoints.${service}`],
    ),
  ],
  exports: Object.fromEntries(
    storageServices.map((service): [string, Exported] => [
      `primary_${service}_endpoint`,
      { pointer: `/properties/primaryEndpoints/${service}` },
    ]),
  ),
});

function skuNameOf(attributes: Attributes): string | undefined {
  const tier = attributeOf(attributes, "account_tier");
  const replication = attributeOf(attributes, "account_replication_type");
  return typeof tier === "string" && typeof replication === "string"
    ? `${tier}_${replication}`
    : undefined;
}

const storageRules: Addition = addition({
  terraform: "azurerm_storage_account_network_rules",
  // Versions before 3 may name the account and its group.
  target: firstIdentity(
    idFrom("storage_account_id"),
    inGroup("Microsoft.Storage/storageAccounts", "storage_account_name"),
  ),
  properties: [within("networkAcls", rules)],
});

const keyVault: Mapping = mapping({
  terraform: "azurerm_key_vault",
  type: "Microsoft.KeyVault/vaults",
  properties: [
    ["sku_name", "sku.name"],
    when(({ sku_name }) => typeof sku_name === "string", [constant("sku.family", "A")]),
    publicAccess,
    inside(known("network_acls"), [within("networkAcls", rules)]),
    [known("vault_uri"), "vaultUri"],
  ],
  exports: { vault_uri: { pointer: "/properties/vaultUri" } },
});

// The provider had a family `azurerm_sql_*` until version 4, beside the newer `azurerm_mssql_*`.
function sqlServer(terraform: string): Mapping {
  return mapping({
    terraform,
    type: "Microsoft.Sql/servers",
    properties: [
      publicAccess,
      ["version", "version"],
      [known("fully_qualified_domain_name"), "fullyQualifiedDomainName"],
    ],
    exports: {
      fully_qualified_domain_name: { pointer: "/properties/fullyQualifiedDomainName" },
    },
  });
}

const range: readonly Row[] = [
  ["start_ip_address", "startIpAddress"],
  ["end_ip_address", "endIpAddress"],
];

const subnet: readonly Row[] = [
  ["subnet_id", "virtualNetworkSubnetId"],
  ["ignore_missing_vnet_service_endpoint", "ignoreMissingVnetServiceEndpoint"],
];

function sqlRule(terraform: string, segment: string, properties: readonly Row[]): Mapping {
  const type = `Microsoft.Sql/servers/${segment}`;
  const id = firstIdentity(below("server_id", segment), inGroup(type, "server_name", "name"));
  return mapping({ terraform, type, id, properties });
}

/** Services with public names that let in networks and addresses. */
export const service: Family = {
  mappings: [
    storageAccount,
    keyVault,
    sqlServer("azurerm_mssql_server"),
    sqlServer("azurerm_sql_server"),
    sqlRule("azurerm_mssql_firewall_rule", "firewallRules", range),
    sqlRule("azurerm_sql_firewall_rule", "firewallRules", range),
    sqlRule("azurerm_mssql_virtual_network_rule", "virtualNetworkRules", subnet),
    sqlRule("azurerm_sql_virtual_network_rule", "virtualNetworkRules", subnet),
  ],
  additions: [storageRules],
};
