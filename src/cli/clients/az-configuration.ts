import { type Connection, clientId } from "./connect.ts";

/** The name of the cloud that the server is; as its own metadata say. */
export const cloudName = "LocalCloud";

/** A file of az's configuration folder. */
export interface ConfigurationFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Writes the files with which az is logged in to a server, as if `az cloud register` and `az login` had
 * been run. They hold a secret: nobody but the user may read them.
 */
export function azConfiguration(server: Connection): readonly ConfigurationFile[] {
  return [
    { name: "clouds.config", text: clouds(server) },
    { name: "config", text: settings },
    { name: "azureProfile.json", text: json(profile(server)) },
    { name: "service_principal_entries.json", text: json(principals(server)) },
    // Tokens of the server that was there before.
    { name: "msal_token_cache.json", text: json({}) },
  ];
}

function clouds({ address, subscriptions: [first] }: Connection): string {
  const root = `${address}/`;
  return section(cloudName, {
    endpoint_resource_manager: root,
    endpoint_management: root,
    // It ends in /adfs, else MSAL asks Microsoft's own host whether this one can be trusted.
    endpoint_active_directory: `${address}/adfs`,
    endpoint_active_directory_resource_id: root,
    endpoint_active_directory_graph_resource_id: root,
    endpoint_microsoft_graph_resource_id: root,
    endpoint_sql_management: root,
    endpoint_batch_resource_id: root,
    endpoint_gallery: root,
    endpoint_portal: address,
    endpoint_vm_image_alias_doc: `${address}/metadata/vmImageAliases`,
    suffix_storage_endpoint: "core.windows.net",
    suffix_storage_sync_endpoint: "afs.azure.net",
    suffix_keyvault_dns: ".vault.azure.net",
    suffix_mhsm_dns: ".managedhsm.azure.net",
    suffix_sql_server_hostname: ".database.windows.net",
    suffix_mysql_server_endpoint: ".mysql.database.azure.com",
    suffix_postgresql_server_endpoint: ".postgres.database.azure.com",
    suffix_mariadb_server_endpoint: ".mariadb.database.azure.com",
    suffix_acr_login_server_endpoint: ".azurecr.io",
    suffix_synapse_analytics_endpoint: ".dev.azuresynapse.net",
    suffix_attestation_endpoint: ".attest.azure.net",
    subscription: first.id,
  });
}

// Nothing is sent to anybody but this server, and nothing is asked of the user.
const settings = [
  section("cloud", { name: cloudName }),
  section("core", {
    collect_telemetry: "no",
    encrypt_token_cache: "false",
    error_recommendation: "off",
    instance_discovery: "false",
    login_experience_v2: "off",
    survey_message: "no",
  }),
].join("\n");

function profile({ subscriptions: [first, ...others] }: Connection): unknown {
  return {
    subscriptions: [first, ...others].map((one) => ({
      id: one.id,
      name: one.name,
      state: "Enabled",
      isDefault: one === first,
      tenantId: one.tenantId,
      homeTenantId: one.tenantId,
      environmentName: cloudName,
      managedByTenants: [],
      user: { name: clientId, type: "servicePrincipal" },
    })),
  };
}

function principals({ subscriptions, secret }: Connection): unknown {
  const tenants = new Set(subscriptions.map(({ tenantId }) => tenantId));
  return [...tenants].map((tenant) => ({ client_id: clientId, tenant, client_secret: secret }));
}

// az reads these with Python's configparser, to which a percent sign begins a reference.
function section(name: string, values: Readonly<Record<string, string>>): string {
  const lines = Object.entries(values).map(
    ([key, value]) => `${key} = ${value.replaceAll("%", "%%")}\n`,
  );
  return `[${name}]\n${lines.join("")}`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
