import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { decodeServiceTags, encodeServiceTags, type ServiceTagIndex } from "../servicetag/index.ts";
import { writeAtomically } from "./write-atomically.ts";

const keptCaches = 8;

/**
 * Opens the index that was made from contents with this hash; `undefined`: none is there, or it is
 * not to be trusted. `folder` is the user's data folder.
 */
export function readCachedIndex(folder: string, hash: string): ServiceTagIndex | undefined {
  try {
    return decodeServiceTags(readFileSync(pathOf(folder, hash)));
  } catch {
    return undefined;
  }
}

/**
 * Keeps an index for the next start, and the newest few others beside it.
 * A cache that cannot be written costs time on every start and nothing else, so it is no error.
 */
export function writeCachedIndex(folder: string, hash: string, index: ServiceTagIndex): void {
  try {
    writeAtomically(pathOf(folder, hash), encodeServiceTags(index));
    pruneCaches(cachesOf(folder));
  } catch {
    // See above.
  }
}

function pruneCaches(folder: string): void {
  const caches = readdirSync(folder)
    .filter((name) => name.endsWith(".index"))
    .map((name) => ({ path: join(folder, name), time: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  for (const { path } of caches.slice(keptCaches)) rmSync(path, { force: true });
}

function pathOf(folder: string, hash: string): string {
  return join(cachesOf(folder), `${hash}.index`);
}

function cachesOf(folder: string): string {
  return join(folder, "service-tags", "cache");
}
