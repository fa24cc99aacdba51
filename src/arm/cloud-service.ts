import type { Place } from "../diagnostic/index.ts";
import {
  type AccessRules,
  readAccessRules,
  readConnections,
  readPublicAccess,
  type WrittenConnection,
  type WrittenRange,
} from "./access-rule.ts";
import { Cursor, type Reference, type Report } from "./cursor.ts";
import { readRegion } from "./network.ts";
import { peekProperty } from "./property.ts";
import { isJsonObject, type Resource } from "./resource.ts";

/** What every service with a public name has, as written. */
interface ServiceBody {
  readonly region: string | undefined;
  /** Lower case. */
  readonly fqdns: readonly string[];
  readonly publicAccess: "enabled" | "disabled" | "perimeter";
  readonly publicAccessPlace: Place;
  readonly endpointConnections: readonly WrittenConnection[];
}

/** A storage account as written. */
export interface StorageAccountBody extends ServiceBody, AccessRules {}

/** A key vault as written. */
export interface KeyVaultBody extends ServiceBody, AccessRules {}

/** A SQL server as written, without its rules. */
export interface SqlServerBody extends ServiceBody {}

/** A rule of a SQL server for a range of addresses. */
export interface SqlFirewallRuleBody extends WrittenRange {}

/** A rule of a SQL server for a subnet. */
export interface SqlNetworkRuleBody {
  readonly subnet: Reference | undefined;
}

/** Reads a storage account. */
export function decodeStorageAccount(resource: Resource, report: Report): StorageAccountBody {
  const cursor = Cursor.of(resource, report);
  const hosts = readStorageHosts(cursor);
  const name = resource.id.name.toLowerCase();
  const usual = storageServices.map((service) => `${name}.${service}.core.windows.net`);
  return {
    ...readService(cursor, hosts.length > 0 ? hosts : usual),
    ...readAccessRules(cursor),
  };
}

/** Reads a key vault. */
export function decodeKeyVault(resource: Resource, report: Report): KeyVaultBody {
  const cursor = Cursor.of(resource, report);
  const host = hostOf(cursor.text("vaultUri"));
  const name = resource.id.name.toLowerCase();
  return {
    ...readService(cursor, [host ?? `${name}.vault.azure.net`]),
    ...readAccessRules(cursor),
  };
}

/** Reads a SQL server. */
export function decodeSqlServer(resource: Resource, report: Report): SqlServerBody {
  const cursor = Cursor.of(resource, report);
  const name = resource.id.name.toLowerCase();
  const host = cursor.text("fullyQualifiedDomainName")?.toLowerCase();
  return readService(cursor, [host ?? `${name}.database.windows.net`]);
}

/** Reads a rule of a SQL server for a range of addresses; `undefined` when it has none. */
export function decodeSqlFirewallRule(
  resource: Resource,
  report: Report,
): SqlFirewallRuleBody | undefined {
  const cursor = Cursor.of(resource, report);
  const first = cursor.ip("startIpAddress");
  const last = cursor.ip("endIpAddress");
  for (const name of ["startIpAddress", "endIpAddress"]) {
    if (!cursor.at(name).exists) cursor.lacks(name, "an IP address");
  }
  return first === undefined || last === undefined
    ? undefined
    : { first, last, place: resource.place };
}

/** Reads a rule of a SQL server for a subnet. */
export function decodeSqlNetworkRule(resource: Resource, report: Report): SqlNetworkRuleBody {
  return { subnet: Cursor.of(resource, report).reference("virtualNetworkSubnetId") };
}

const storageServices = ["blob", "table", "queue", "file", "dfs", "web"];

function readService(cursor: Cursor, fqdns: readonly string[]): ServiceBody {
  return {
    region: readRegion(cursor),
    fqdns,
    publicAccess: readPublicAccess(cursor),
    publicAccessPlace: cursor.placeOf("publicNetworkAccess"),
    endpointConnections: readConnections(cursor),
  };
}

// Beside the services stand `microsoftEndpoints` and `internetEndpoints`, which are objects: names
// for a chosen way into Microsoft's network.
function readStorageHosts(cursor: Cursor): readonly string[] {
  const endpoints = peekProperty(cursor.value, "primaryEndpoints");
  if (!isJsonObject(endpoints)) return [];
  const hosts = Object.values(endpoints).flatMap((url) =>
    typeof url === "string" ? (hostOf(url) ?? []) : [],
  );
  return [...new Set(hosts)].sort();
}

// `https://st.blob.core.windows.net/`; the engine has no URL parser, and needs none for this.
function hostOf(url: string | undefined): string | undefined {
  return /^https?:\/\/([^/:?#]+)/i.exec(url ?? "")?.[1]?.toLowerCase();
}
