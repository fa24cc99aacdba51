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

/** Names that routes can be asked for in a snapshot; empty when it is large or none is named. */
export async function listTargets(
  { io }: Session,
  snapshots: readonly string[],
): Promise<readonly string[]> {
  const fromEnvironment = io.environment["TRUEROUTE_SNAPSHOT"]?.split(delimiter) ?? [];
  const named = snapshots.length > 0 ? snapshots : fromEnvironment;
  // Standard input belongs to the command that is being typed.
  const paths = named.filter((path) => path !== "-" && path !== "");
  const fileSystem = fileSystemIn(io);
  const { layers } = await readSources(paths, { fileSystem, sizeLimit: largestSnapshot });
  const sources = layers.flat();
  if (sources.reduce((sum, { text }) => sum + text.length, 0) > largestSnapshot) return [];
  const { loadYaml, needsYaml, readText } = await import("../../intake/index.ts");
  const yaml = sources.some(({ file }) => needsYaml(file)) ? await loadYaml() : undefined;
  return sources.flatMap((source) => readText(source, yaml).resources).flatMap(namesOf);
}

function namesOf({ typeKey, id, body }: Resource): readonly string[] {
  if (targetTypes.has(typeKey)) return [id.name];
  if (typeKey === "microsoft.network/virtualnetworks/subnets") return [id.names.join("/")];
  if (typeKey !== "microsoft.network/virtualnetworks") return [];
  const properties = isJsonObject(body["properties"]) ? body["properties"] : body;
  const subnets: readonly unknown[] = Array.isArray(properties["subnets"])
    ? properties["subnets"]
    : [];
  return subnets.flatMap((subnet) =>
    isJsonObject(subnet) && typeof subnet["name"] === "string"
      ? [`${id.name}/${subnet["name"]}`]
      : [],
  );
}
