import type { Environment } from "../../host/index.ts";
import { type Connection, clientId } from "./connect.ts";

/** The files that environment variables name; absolute paths. */
export interface ClientFiles {
  /** az's configuration folder. */
  readonly azFolder: string;
  /** The roots that the user trusts, and the server's. */
  readonly rootsFile: string;
  /** The server's root, with what the user has told Node to trust besides. */
  readonly extraRootsFile: string;
}

/** Environment variables; `undefined`: it must not be set. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** What az needs to talk to a server and to nobody else. */
export function azVariables(
  server: Connection,
  files: ClientFiles,
  environment: Environment,
): Variables {
  return {
    AZURE_CONFIG_DIR: files.azFolder,
    // They replace what Python and OpenSSL trust, so the file has all of it.
    REQUESTS_CA_BUNDLE: files.rootsFile,
    SSL_CERT_FILE: files.rootsFile,
    ...proxyVariables(environment, new URL(server.address).hostname),
    // Either would lead az to another cloud than that of its configuration folder.
    AZURE_CLOUD_NAME: undefined,
    ARM_CLOUD_METADATA_URL: undefined,
  };
}

/** What az, the SDKs and Terraform need to talk to a server. */
export function clientVariables(
  server: Connection,
  files: ClientFiles,
  environment: Environment,
): Variables {
  return {
    ...azVariables(server, files, environment),
    NODE_EXTRA_CA_CERTS: files.extraRootsFile,
    ...sdkVariables(server),
    ...terraformVariables(server),
  };
}

// For every SDK's DefaultAzureCredential.
function sdkVariables(server: Connection): Variables {
  return {
    AZURE_AUTHORITY_HOST: server.address,
    // The one tenant of which no SDK asks Microsoft whether its host can be trusted.
    AZURE_TENANT_ID: "adfs",
    AZURE_CLIENT_ID: clientId,
    AZURE_CLIENT_SECRET: server.secret,
    AZURE_SUBSCRIPTION_ID: server.subscriptions[0].id,
    AZURE_CLIENT_CERTIFICATE_PATH: undefined,
    AZURE_USERNAME: undefined,
    AZURE_PASSWORD: undefined,
    AZURE_FEDERATED_TOKEN_FILE: undefined,
  };
}

function terraformVariables(server: Connection): Variables {
  return {
    // azurerm and azuread find everything else by it. It takes no scheme.
    ARM_METADATA_HOSTNAME: new URL(server.address).host,
    // azapi and Pulumi know no metadata.
    ARM_RESOURCE_MANAGER_ENDPOINT: server.address,
    ARM_RESOURCE_MANAGER_AUDIENCE: server.address,
    ARM_ACTIVE_DIRECTORY_AUTHORITY_HOST: server.address,
    ARM_DISABLE_INSTANCE_DISCOVERY: "true",
    ARM_TENANT_ID: server.subscriptions[0].tenantId,
    ARM_CLIENT_ID: clientId,
    ARM_CLIENT_SECRET: server.secret,
    ARM_SUBSCRIPTION_ID: server.subscriptions[0].id,
    // azurerm 4 refuses a start where ARM_RESOURCE_PROVIDER_REGISTRATIONS is set beside it.
    ARM_SKIP_PROVIDER_REGISTRATION: "true",
    ARM_RESOURCE_PROVIDER_REGISTRATIONS: undefined,
    // Other ways to log in, which would come before the secret.
    ARM_ENVIRONMENT: undefined,
    ARM_CLIENT_ID_FILE_PATH: undefined,
    ARM_CLIENT_SECRET_FILE_PATH: undefined,
    ARM_CLIENT_CERTIFICATE: undefined,
    ARM_CLIENT_CERTIFICATE_PATH: undefined,
    ARM_USE_OIDC: undefined,
    ARM_USE_MSI: undefined,
    ARM_USE_AKS_WORKLOAD_IDENTITY: undefined,
    ARM_AUXILIARY_TENANT_IDS: undefined,
  };
}

const proxies = [
  "HTTPS_PROXY",
  "https_proxy",
  "HTTP_PROXY",
  "http_proxy",
  "ALL_PROXY",
  "all_proxy",
];

// Python and Node send requests to this very machine through a proxy, unless told not to.
function proxyVariables(environment: Environment, host: string): Variables {
  if (!proxies.some((name) => environment[name])) return {};
  const before = environment["no_proxy"] || environment["NO_PROXY"] || "";
  const hosts = before.split(",").map((one) => one.trim());
  if (hosts.includes("*") || hosts.includes(host)) return {};
  const value = [...hosts.filter((one) => one !== ""), host].join(",");
  // Each is read by some programs only.
  return { NO_PROXY: value, no_proxy: value };
}
