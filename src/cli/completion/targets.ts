import { delimiter } from "node:path";
import { isJsonObject, type Resource } from "../../arm/index.ts";
import { readSources } from "../../host/index.ts";
import { fileSystemIn } from "../file-system-in.ts";
import type { Session } from "../session.ts";

// In bytes. Above this a key press would wait too long.
const largestSnapshot = 4 * 2 ** 20;

const targetTypes: ReadonlySet<string> = new Set([
  "microsoft.network/networkinterfaces",
  "microsoft.network/virtualnetworkgateways",
  "microsoft.network/azurefirewalls",
  "microsoft.network/virtualhubs",
]);

// Beside these, the ends of a flow.
const endTypes: ReadonlySet<string> = new Set([
  "trueroute/onpremisessites",
  "microsoft.network/privateendpoints",
  "microsoft.network/loadbalancers",
  "microsoft.storage/storageaccounts",
  "microsoft.keyvault/vaults",
  "microsoft.sql/servers",
]);

/** Names that routes can be asked for in a snapshot; empty when it is large or none is named. */
export async function listTargets(
  session: Session,
  snapshots: readonly string[],
): Promise<readonly string[]> {
  return (await readResources(session, snapshots)).flatMap(namesOf);
}

/** Names that flows can begin or end at; empty when the snapshot is large or none is named. */
export async function listEnds(
  session: Session,
  snapshots: readonly string[],
): Promise<readonly string[]> {
  const resources = await readResources(session, snapshots);
  return [...resources.flatMap((one) => [...namesOf(one), ...endsOf(one)]), "internet"];
}

function endsOf({ typeKey, id, body }: Resource): readonly string[] {
  if (!endTypes.has(typeKey)) return [];
  const hosts = listIn(body, "hosts").flatMap((host) =>
    isJsonObject(host) && typeof host["name"] === "string" ? [host["name"]] : [],
  );
  return [id.name, ...hosts];
}

async function readResources(
  { io }: Session,
  snapshots: readonly string[],
): Promise<readonly Resource[]> {
  const fromEnvironment = io.environment["TRUEROUTE_SNAPSHOT"]?.split(delimiter) ?? [];
  const named = snapshots.length > 0 ? snapshots : fromEnvironment;
  // Standard input belongs to the command that is being typed.
  const paths = named.filter((path) => path !== "-" && path !== "");
  const fileSystem = fileSystemIn(io);
  const { layers } = await readSources(paths, { fileSystem, sizeLimit: largestSnapshot });
  const sources = layers.flat();
  if (sources.reduce((sum, { text }) => sum + text.length, 0) > largestSnapshot) return [];
  const { createSnapshot, readText } = await import("../../intake/on-demand/index.ts");
  const results = await Promise.all(layers.map((layer) => Promise.all(layer.map(readText))));
  // Of a template the names are wanted, whatever its parameters are going to be.
  const { resources } = await createSnapshot(results, { deployment: { assumesDefaults: true } });
  return [...resources.values()];
}

function namesOf({ typeKey, id, body }: Resource): readonly string[] {
  if (targetTypes.has(typeKey)) return [id.name];
  if (typeKey === "microsoft.network/virtualnetworks/subnets") return [id.names.join("/")];
  if (typeKey !== "microsoft.network/virtualnetworks") return [];
  return listIn(body, "subnets").flatMap((subnet) =>
    isJsonObject(subnet) && typeof subnet["name"] === "string"
      ? [`${id.name}/${subnet["name"]}`]
      : [],
  );
}

function listIn(body: Resource["body"], name: string): readonly unknown[] {
  const properties = isJsonObject(body["properties"]) ? body["properties"] : body;
  const list = properties[name];
  return Array.isArray(list) ? list : [];
}
