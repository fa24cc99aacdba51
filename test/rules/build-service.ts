import { idOf, type Json, reference, resource, subnetReference } from "./arm-json.ts";

/** A storage account, key vault or SQL server; its properties as ARM writes them. */
export interface ServiceParts {
  readonly region?: string;
  /** The default action of its rules; a SQL server has none. */
  readonly action?: "Allow" | "Deny";
  readonly publicAccess?: "Enabled" | "Disabled" | "SecuredByPerimeter";
  /** Addresses, prefixes and ranges. */
  readonly ips?: readonly string[];
  /** `network/subnet`. */
  readonly subnets?: readonly string[];
  readonly bypass?: string;
  /** Private endpoints that it lists: name and state. */
  readonly endpoints?: Readonly<Record<string, string>>;
  readonly more?: Json;
}

const storageType = "Microsoft.Storage/storageAccounts";
const vaultType = "Microsoft.KeyVault/vaults";
const sqlType = "Microsoft.Sql/servers";

/** Id of a service by its kind and name. */
export function serviceId(kind: "storage" | "keyVault" | "sql", name: string): string {
  return idOf({ storage: storageType, keyVault: vaultType, sql: sqlType }[kind], name);
}

/** A storage account. */
export function storageAccount(name: string, parts: ServiceParts = {}): Json {
  return service(storageType, name, parts, { networkAcls: rulesOf(parts) });
}

/** A key vault. */
export function keyVault(name: string, parts: ServiceParts = {}): Json {
  const vaultUri = `https://${name}.vault.azure.net/`;
  return service(vaultType, name, parts, { vaultUri, networkAcls: rulesOf(parts) });
}

/** A SQL server with its rules; a rule for addresses is written `FIRST-LAST`. */
export function sqlServer(name: string, parts: ServiceParts = {}): readonly Json[] {
  const { ips = [], subnets = [] } = parts;
  return [
    service(sqlType, name, parts, { fullyQualifiedDomainName: `${name}.database.windows.net` }),
    ...ips.map((range, at) => {
      const [startIpAddress, endIpAddress = startIpAddress] = range.split("-");
      return child(`${sqlType}/firewallRules`, `${name}/r${at}`, { startIpAddress, endIpAddress });
    }),
    ...subnets.map((subnet, at) =>
      child(`${sqlType}/virtualNetworkRules`, `${name}/v${at}`, {
        virtualNetworkSubnetId: subnetReference(subnet)["id"],
      }),
    ),
  ];
}

function service(type: string, name: string, parts: ServiceParts, properties: Json): Json {
  const { region = "westeurope", publicAccess, endpoints = {}, more = {} } = parts;
  return {
    id: idOf(type, name),
    name,
    type,
    location: region,
    properties: {
      ...properties,
      ...(publicAccess === undefined ? {} : { publicNetworkAccess: publicAccess }),
      privateEndpointConnections: Object.entries(endpoints).map(([endpoint, status]) => ({
        properties: {
          privateEndpoint: reference("privateEndpoints", endpoint),
          privateLinkServiceConnectionState: { status },
        },
      })),
      ...more,
    },
  };
}

function rulesOf({ action = "Deny", ips = [], subnets = [], bypass }: ServiceParts): Json {
  return {
    defaultAction: action,
    ipRules: ips.map((value) => ({ value, action: "Allow" })),
    virtualNetworkRules: subnets.map((subnet) => ({ ...subnetReference(subnet), action: "Allow" })),
    ...(bypass === undefined ? {} : { bypass }),
  };
}

function child(type: string, name: string, properties: Json): Json {
  return { id: idOf(type, name), name: name.split("/").at(-1), type, properties };
}

/** A private endpoint in `network/subnet` for one member of a service. */
export function serviceEndpoint(
  name: string,
  subnet: string,
  parts: {
    readonly address: string;
    /** Id of the service. */
    readonly service: string;
    readonly group: string;
    readonly status?: string;
    readonly more?: Json;
  },
): Json {
  const { address, service: privateLinkServiceId, group, status = "Approved", more = {} } = parts;
  return resource("privateEndpoints", name, {
    subnet: subnetReference(subnet),
    ipConfigurations: [{ name: "m", properties: { privateIPAddress: address } }],
    privateLinkServiceConnections: [
      {
        name,
        properties: {
          privateLinkServiceId,
          groupIds: [group],
          privateLinkServiceConnectionState: { status },
        },
      },
    ],
    ...more,
  });
}

/** A private DNS zone from lines `A|AAAA|CNAME NAME VALUE...`, linked to networks. */
export function privateZone(
  name: string,
  lines: readonly string[],
  links: Readonly<Record<string, Json>> = {},
  properties: Json = {},
): readonly Json[] {
  return [
    resource("privateDnsZones", name, properties, { location: "global" }),
    ...lines.map((line) => recordSet(name, line)),
    ...Object.entries(links).map(([network, more]) =>
      resource("privateDnsZones/virtualNetworkLinks", `${name}/to-${network}`, {
        virtualNetwork: reference("virtualNetworks", network),
        registrationEnabled: false,
        ...more,
      }),
    ),
  ];
}

function recordSet(zone: string, line: string): Json {
  const [type = "", name = "", ...values] = line.split(" ");
  const records: Readonly<Record<string, Json>> = {
    A: { aRecords: values.map((ipv4Address) => ({ ipv4Address })) },
    AAAA: { aaaaRecords: values.map((ipv6Address) => ({ ipv6Address })) },
    CNAME: { cnameRecord: { cname: values[0] } },
  };
  return resource(`privateDnsZones/${type}`, `${zone}/${name}`, records[type] ?? {});
}

/** The zones in which a private endpoint writes, each with the records that Azure lists for it. */
export function zoneGroup(
  endpoint: string,
  zones: Readonly<Record<string, readonly Json[]>>,
): Json {
  return resource("privateEndpoints/privateDnsZoneGroups", `${endpoint}/default`, {
    privateDnsZoneConfigs: Object.entries(zones).map(([zone, recordSets]) => ({
      name: zone,
      properties: { privateDnsZoneId: reference("privateDnsZones", zone)["id"], recordSets },
    })),
  });
}
