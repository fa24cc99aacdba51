import { isJsonObject, type JsonObject, type Resource } from "../arm/index.ts";
import { idAt, keyOfId, listAt, textAt } from "./body.ts";

/** A part of a service that takes an address of its own in a private endpoint. */
export interface EndpointMember {
  readonly group: string | undefined;
  /** Absent where nobody has written down what Azure calls it. */
  readonly member: string | undefined;
}

/**
 * The members behind a private endpoint, one address each.
 *
 * A group whose members are not known counts as one, which is the least: a private link service of
 * one's own, storage, SQL, Key Vault, web sites and most others have one.
 */
export function endpointMembers(
  endpoint: JsonObject,
  find: (key: string) => Resource | undefined,
): readonly EndpointMember[] {
  const connections = [
    ...listAt(endpoint, "privateLinkServiceConnections"),
    ...listAt(endpoint, "manualPrivateLinkServiceConnections"),
  ].filter(isJsonObject);
  const members = connections.flatMap((connection) => {
    const service = idAt(connection, "privateLinkServiceId");
    const target = service === undefined ? undefined : find(keyOfId(service));
    const groups = listAt(connection, "groupIds").filter((group) => typeof group === "string");
    if (groups.length === 0) return [{ group: undefined, member: undefined }];
    return groups.flatMap((group) => membersOf(group, { service, target }));
  });
  return members.length > 0 ? members : [{ group: undefined, member: undefined }];
}

interface Target {
  readonly service: string | undefined;
  readonly target: Resource | undefined;
}

function membersOf(group: string, { service, target }: Target): readonly EndpointMember[] {
  const type = /\/providers\/([^/]+\/[^/]+)\//i.exec(service ?? "")?.[1]?.toLowerCase() ?? "";
  const name = service?.split("/").at(-1);
  const key = group.toLowerCase();
  const names = memberNames(type, key, { name, target: target?.body });
  return names.map((member) => ({ group, member }));
}

interface Named {
  readonly name: string | undefined;
  readonly target: JsonObject | undefined;
}

// From the lists of required members in Microsoft's pages on private endpoints.
function memberNames(type: string, group: string, named: Named): readonly (string | undefined)[] {
  switch (type) {
    case "microsoft.storage/storageaccounts":
      return [group];
    case "microsoft.documentdb/databaseaccounts":
      return [named.name, ...regionsOf(named, "locations", "locationName")];
    case "microsoft.containerregistry/registries":
      return ["registry", ...registryMembers(named)];
    case "microsoft.machinelearningservices/workspaces":
      return group === "amlworkspace" ? ["default", "inference", "notebook"] : [undefined];
    default:
      return [defaults.get(type)];
  }
}

const defaults: ReadonlyMap<string, string> = new Map([
  ["microsoft.keyvault/vaults", "default"],
  ["microsoft.sql/servers", "sqlServer"],
  ["microsoft.web/sites", "sites"],
]);

// A Cosmos DB account has an address for the account and one for each of its regions.
function regionsOf({ name, target }: Named, list: string, field: string): readonly string[] {
  const regions = listAt(target, list).flatMap((entry) => textAt(entry, field) ?? []);
  const own = textAt(target, "location");
  const all = regions.length > 0 ? regions : own === undefined ? [""] : [own];
  return all.map((region) => [name ?? "", shortRegion(region)].filter(Boolean).join("-"));
}

// A registry has one address for its own name and one for the data of each region.
function registryMembers({ target }: Named): readonly (string | undefined)[] {
  const own = textAt(target, "location");
  return [own === undefined ? undefined : `registry_data_${shortRegion(own)}`];
}

function shortRegion(text: string): string {
  return text.replaceAll(" ", "").toLowerCase();
}
