import { imageAliasPath } from "./image-aliases.ts";
import { originOf } from "./setting.ts";

/** The name of the cloud that this server is, as clients show it. */
export const cloudName = "LocalCloud";

/**
 * Answers `GET /metadata/endpoints`: where the services of this cloud are. Four shapes, by api-version:
 * from 2015 (az before 2.5x, Go, PowerShell), from 2018, an array of clouds from 2019-05-01, one
 * object from 2022-09-01 (newer az, Terraform).
 */
export function answerCloudMetadata(request: Request): Response {
  const origin = originOf(request);
  const version = new URL(request.url).searchParams.get("api-version");
  if (version === null || version === "") return missingApiVersion();
  return Response.json(metadataOf(origin, version.toLowerCase()));
}

type Metadata = Readonly<Record<string, unknown>>;

function metadataOf(origin: string, version: string): Metadata | readonly Metadata[] {
  // Versions are dates, so they compare as text; `1.0` comes before all of them.
  if (version < "2018") return firstShape(origin);
  if (version < "2019-05-01") return secondShape(origin);
  return version < "2022-09-01" ? [clouds2019(origin)] : cloud2022(origin);
}

// It ends in /adfs, else MSAL asks Microsoft's own host whether this one can be trusted.
function loginEndpoint(origin: string): string {
  return `${origin}/adfs`;
}

function firstShape(origin: string): Metadata {
  return {
    galleryEndpoint: `${origin}/`,
    graphEndpoint: `${origin}/`,
    portalEndpoint: `${origin}/`,
    authentication: { loginEndpoint: loginEndpoint(origin), audiences: [`${origin}/`] },
  };
}

function secondShape(origin: string): Metadata {
  return {
    ...firstShape(origin),
    graphAudience: `${origin}/`,
    authentication: authentication(origin),
    cloudEndpoint: { [cloudName]: { endpoint: new URL(origin).host, locations: [] } },
  };
}

// Terraform's azurerm takes anything else for Azure Stack, and refuses it.
function authentication(origin: string): Metadata {
  return {
    loginEndpoint: loginEndpoint(origin),
    audiences: [`${origin}/`],
    tenant: "common",
    identityProvider: "AAD",
  };
}

function clouds2019(origin: string): Metadata {
  return {
    portal: origin,
    authentication: authentication(origin),
    media: origin,
    graphAudience: `${origin}/`,
    graph: `${origin}/`,
    name: cloudName,
    suffixes: suffixes2019,
    batch: `${origin}/`,
    resourceManager: `${origin}/`,
    vmImageAliasDoc: `${origin}${imageAliasPath}`,
    sqlManagement: `${origin}/`,
    gallery: `${origin}/`,
  };
}

function cloud2022(origin: string): Metadata {
  return {
    ...clouds2019(origin),
    suffixes: { ...suffixes2019, ...suffixes2022 },
    activeDirectoryDataLake: `${origin}/`,
    microsoftGraphResourceId: `${origin}/`,
    appInsightsResourceId: origin,
    appInsightsTelemetryChannelResourceId: origin,
    attestationResourceId: origin,
    synapseAnalyticsResourceId: origin,
    logAnalyticsResourceId: origin,
    ossrDbmsResourceId: origin,
  };
}

// Names of services are those of the public cloud, since estates name them so.
const suffixes2019: Metadata = {
  acrLoginServer: "azurecr.io",
  sqlServerHostname: "database.windows.net",
  keyVaultDns: "vault.azure.net",
  storage: "core.windows.net",
  azureFrontDoorEndpointSuffix: "azurefd.net",
  azureDataLakeStoreFileSystem: "azuredatalakestore.net",
  azureDataLakeAnalyticsCatalogAndJob: "azuredatalakeanalytics.net",
};

const suffixes2022: Metadata = {
  storageSyncEndpointSuffix: "afs.azure.net",
  mhsmDns: "managedhsm.azure.net",
  mysqlServerEndpoint: "mysql.database.azure.com",
  postgresqlServerEndpoint: "postgres.database.azure.com",
  mariadbServerEndpoint: "mariadb.database.azure.com",
  synapseAnalytics: "dev.azuresynapse.net",
  attestationEndpoint: "attest.azure.net",
};

function missingApiVersion(): Response {
  const message = "The api-version query parameter (?api-version=) is required for all requests.";
  return Response.json({ error: { code: "MissingApiVersionParameter", message } }, { status: 400 });
}
