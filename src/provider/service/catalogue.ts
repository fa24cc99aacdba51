/** A part of a service that a private endpoint can stand for. */
export interface ServicePart {
  /** Public name, in which `{name}` and `{location}` stand for those of the service. */
  readonly fqdn: string;
  /** The private DNS zone in which clients look for it. */
  readonly zone: string;
}

interface Entry {
  readonly type: string;
  /** `groupIds` of an endpoint, as Azure writes it. */
  readonly group: string;
  readonly parts: readonly ServicePart[];
}

function entry(type: string, group: string, ...parts: readonly [string, string][]): Entry {
  return {
    type: type.toLowerCase(),
    group,
    parts: parts.map(([fqdn, zone]) => ({ fqdn, zone: `privatelink.${zone}` })),
  };
}

function storage(group: string, fqdn = `{name}.${group}.core.windows.net`): Entry {
  return entry("Microsoft.Storage/storageAccounts", group, [fqdn, `${group}.core.windows.net`]);
}

// From Microsoft's page on DNS zones of private endpoints, and recordings of endpoints.
const entries: readonly Entry[] = [
  storage("blob"),
  storage("table"),
  storage("queue"),
  storage("file"),
  storage("web", "{name}.z22.web.core.windows.net"),
  storage("dfs"),
  entry("Microsoft.KeyVault/vaults", "vault", ["{name}.vault.azure.net", "vaultcore.azure.net"]),
  entry("Microsoft.Sql/servers", "sqlServer", [
    "{name}.database.windows.net",
    "database.windows.net",
  ]),
  entry(
    "Microsoft.DocumentDB/databaseAccounts",
    "Sql",
    ["{name}.documents.azure.com", "documents.azure.com"],
    ["{name}-{location}.documents.azure.com", "documents.azure.com"],
  ),
  entry(
    "Microsoft.ContainerRegistry/registries",
    "registry",
    ["{name}.azurecr.io", "azurecr.io"],
    ["{name}.{location}.data.azurecr.io", "azurecr.io"],
  ),
  entry(
    "Microsoft.Web/sites",
    "sites",
    ["{name}.azurewebsites.net", "azurewebsites.net"],
    ["{name}.scm.azurewebsites.net", "azurewebsites.net"],
  ),
  entry("Microsoft.DBforPostgreSQL/servers", "postgresqlServer", [
    "{name}.postgres.database.azure.com",
    "postgres.database.azure.com",
  ]),
  entry("Microsoft.DBforPostgreSQL/flexibleServers", "postgresqlServer", [
    "{name}.postgres.database.azure.com",
    "postgres.database.azure.com",
  ]),
  entry("Microsoft.DBforMySQL/servers", "mysqlServer", [
    "{name}.mysql.database.azure.com",
    "mysql.database.azure.com",
  ]),
  entry("Microsoft.DBforMySQL/flexibleServers", "mysqlServer", [
    "{name}.mysql.database.azure.com",
    "mysql.database.azure.com",
  ]),
  entry("Microsoft.DBforMariaDB/servers", "mariadbServer", [
    "{name}.mariadb.database.azure.com",
    "mariadb.database.azure.com",
  ]),
  entry("Microsoft.Cache/Redis", "redisCache", [
    "{name}.redis.cache.windows.net",
    "redis.cache.windows.net",
  ]),
  entry("Microsoft.EventHub/namespaces", "namespace", [
    "{name}.servicebus.windows.net",
    "servicebus.windows.net",
  ]),
  entry("Microsoft.ServiceBus/namespaces", "namespace", [
    "{name}.servicebus.windows.net",
    "servicebus.windows.net",
  ]),
  entry("Microsoft.AppConfiguration/configurationStores", "configurationStores", [
    "{name}.azconfig.io",
    "azconfig.io",
  ]),
  entry("Microsoft.ApiManagement/service", "Gateway", ["{name}.azure-api.net", "azure-api.net"]),
  entry("Microsoft.CognitiveServices/accounts", "account", [
    "{name}.cognitiveservices.azure.com",
    "cognitiveservices.azure.com",
  ]),
  entry("Microsoft.Batch/batchAccounts", "batchAccount", [
    "{name}.{location}.batch.azure.com",
    "batch.azure.com",
  ]),
  ...[
    "topics|topic",
    "domains|domain",
    "partnerNamespaces|partnerNamespace",
    "namespaces|topic",
  ].map((text) => {
    const [type = "", group = ""] = text.split("|");
    return entry(`Microsoft.EventGrid/${type}`, group, [
      "{name}.{location}-1.eventgrid.azure.net",
      "eventgrid.azure.net",
    ]);
  }),
  entry("Microsoft.KeyVault/managedHSMs", "managedhsm", [
    "{name}.managedhsm.azure.net",
    "managedhsm.azure.net",
  ]),
  entry("Microsoft.Media/mediaservices", "keydelivery", [
    "{name}.keydelivery.{location}.media.azure.net",
    "media.azure.net",
  ]),
  entry("Microsoft.Synapse/workspaces", "Sql", [
    "{name}.sql.azuresynapse.net",
    "sql.azuresynapse.net",
  ]),
  entry("Microsoft.Search/searchServices", "searchService", [
    "{name}.search.windows.net",
    "search.windows.net",
  ]),
];

const byPart: ReadonlyMap<string, readonly ServicePart[]> = new Map(
  entries.map(({ type, group, parts }) => [`${type}|${group.toLowerCase()}`, parts]),
);

/** The public names behind a group of a service; none when nobody has listed it. */
export function partsOfService(typeKey: string, group: string): readonly ServicePart[] {
  return byPart.get(`${typeKey}|${group.toLowerCase()}`) ?? [];
}

/** The groups of a type that endpoints can stand for, in the order of the page. */
export function groupsOfType(typeKey: string): readonly string[] {
  return entries.filter(({ type }) => type === typeKey).map(({ group }) => group);
}

/** The private DNS zones that a group needs. */
export function zonesOfGroup(typeKey: string, group: string): readonly string[] {
  return [...new Set(partsOfService(typeKey, group).map(({ zone }) => zone))];
}

/** The members that a group needs: itself, but for the few that call theirs otherwise. */
export function membersOfGroup(typeKey: string, group: string): readonly string[] {
  return typeKey === "microsoft.keyvault/vaults" ? ["default"] : [group];
}
