import type { JsonObject } from "../../arm/index.ts";
import { propertyOf } from "../check/properties.ts";
import type { Row } from "../estate/row.ts";

/** `primaryEndpoints` of a storage account: those that its kind has. */
export function primaryEndpoints(row: Row): JsonObject {
  const kind = String(row.body["kind"] ?? "StorageV2").toLowerCase();
  return Object.fromEntries(
    (partsOfKind[kind] ?? all).map((part) => [part, `https://${hostOf(row.id.name, part)}/`]),
  );
}

const all = ["dfs", "web", "blob", "queue", "table", "file"];
const partsOfKind: Readonly<Record<string, readonly string[]>> = {
  storage: ["blob", "queue", "table", "file"],
  blobstorage: ["dfs", "blob", "table"],
  blockblobstorage: ["dfs", "web", "blob"],
  filestorage: ["file"],
};

function hostOf(name: string, part: string): string {
  // Sites stand in a numbered cell of the region.
  return part === "web" ? `${name}.z22.web.core.windows.net` : `${name}.${part}.core.windows.net`;
}

/** The keys of a storage account, made up from its creation: they open nothing. */
export function storageKeys(row: Row, encode: (text: string) => string): JsonObject {
  const times = propertyOf(row, "creationTime");
  const keys = ["key1", "key2"].map((keyName) => ({
    ...(times === undefined ? {} : { creationTime: times }),
    keyName,
    value: encode(`${row.id.name}-${keyName}-`.padEnd(64, "trueroute-").slice(0, 64)),
    permissions: "FULL",
  }));
  return { keys };
}
