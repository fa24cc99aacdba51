import { isJsonObject } from "../../arm/index.ts";
import type { Environment, FileSystem } from "../../host/index.ts";
import { clouds } from "./cloud.ts";

/** What the settings of az say of somebody's subscriptions. */
export interface AzSetting {
  readonly subscriptions: readonly AzSubscription[];
}

/** A subscription that az knows. */
export interface AzSubscription {
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly tenantId: string | undefined;
  /** Address of its cloud, without a slash at its end; absent where nobody says it. */
  readonly resourceManager: string | undefined;
}

// In bytes. A profile has some hundred bytes for each subscription.
const largestFile = 64 * 2 ** 20;

/**
 * Reads the settings of az, in AZURE_CONFIG_DIR or `.azure` of the home folder. What is not there or
 * cannot be read counts as empty: az need not be installed.
 */
export async function readAzSetting(
  fileSystem: FileSystem,
  environment: Environment,
): Promise<AzSetting> {
  const home = environment["HOME"] || environment["USERPROFILE"] || ".";
  const folder = environment["AZURE_CONFIG_DIR"] || `${home}/.azure`;
  const profile = parse(await read(fileSystem, `${folder}/azureProfile.json`));
  const addresses = addressesOf(await read(fileSystem, `${folder}/clouds.config`));
  const list = isJsonObject(profile) ? profile["subscriptions"] : undefined;
  const rows: readonly unknown[] = Array.isArray(list) ? list : [];
  return { subscriptions: rows.flatMap((row) => readSubscription(row, addresses) ?? []) };
}

async function read(fileSystem: FileSystem, path: string): Promise<string> {
  try {
    // The decoder takes away the byte order mark that az writes.
    return new TextDecoder().decode(await fileSystem.readFile(path, largestFile));
  } catch {
    return "";
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readSubscription(
  row: unknown,
  addresses: ReadonlyMap<string, string>,
): AzSubscription | undefined {
  if (!isJsonObject(row)) return undefined;
  const { id, name, isDefault, tenantId, environmentName } = row;
  if (typeof id !== "string" || id === "") return undefined;
  return {
    id,
    name: typeof name === "string" ? name : "",
    isDefault: isDefault === true,
    tenantId: typeof tenantId === "string" ? tenantId : undefined,
    resourceManager: addresses.get(typeof environmentName === "string" ? environmentName : ""),
  };
}

// An INI file with a section for each cloud that somebody has registered.
function addressesOf(text: string): ReadonlyMap<string, string> {
  const addresses = new Map(clouds.map(({ name, resourceManager }) => [name, resourceManager]));
  let section = "";
  for (const line of text.split(/\r?\n/)) {
    section = /^\s*\[(.+)\]\s*$/.exec(line)?.[1] ?? section;
    const address = /^\s*endpoint_resource_manager\s*=\s*(\S+)/.exec(line)?.[1];
    if (address !== undefined) addresses.set(section, address.replace(/\/+$/, ""));
  }
  return addresses;
}
