import { join } from "node:path";
import type { FileSystem, FolderEntry } from "./file-system.ts";

/** What a folder holds for us. */
export interface FoundFiles {
  /** Paths below the folder as the user named it; folder by folder, in the order of names. */
  readonly files: readonly string[];
  /** What could not be looked into, with what was thrown. */
  readonly failures: readonly FoundFailure[];
}

/** A path that could not be looked into. */
export interface FoundFailure {
  readonly path: string;
  readonly thrown: unknown;
}

interface Search {
  readonly fileSystem: FileSystem;
  readonly files: string[];
  readonly failures: FoundFailure[];
  /** Folders already looked into, without links: a link back to one of them would never end. */
  readonly seen: Set<string>;
}

/**
 * Finds the files that may hold a snapshot, in a folder and below: `*.json`, `*.jsonc`, `*.yaml`,
 * `*.yml`, `*.tfstate`.
 *
 * Hidden entries and `node_modules` are skipped; links are followed, each folder is looked into
 * once.
 */
export async function findFiles(folder: string, fileSystem: FileSystem): Promise<FoundFiles> {
  const search: Search = { fileSystem, files: [], failures: [], seen: new Set() };
  await searchFolder(search, folder);
  return search;
}

async function searchFolder(search: Search, folder: string): Promise<void> {
  const { fileSystem, seen, failures } = search;
  try {
    const identity = await fileSystem.resolveLinks(folder);
    if (seen.has(identity)) return;
    seen.add(identity);
    const entries = await fileSystem.listFolder(folder);
    for (const entry of entries.filter(isWanted).toSorted(byName)) {
      await searchEntry(search, join(folder, entry.name), entry);
    }
  } catch (thrown) {
    failures.push({ path: folder, thrown });
  }
}

async function searchEntry(search: Search, path: string, entry: FolderEntry): Promise<void> {
  const kind = entry.kind === "link" ? await kindBehind(search, path) : entry.kind;
  if (kind === "folder") await searchFolder(search, path);
  else if (isSnapshotName(entry.name)) search.files.push(path);
}

// A link to nowhere counts as a file: when its name is one of ours, reading it says what is wrong.
async function kindBehind(search: Search, path: string): Promise<string> {
  try {
    return (await search.fileSystem.inspect(path)).kind;
  } catch {
    return "file";
  }
}

function isWanted(entry: FolderEntry): boolean {
  return !entry.name.startsWith(".") && entry.name !== "node_modules";
}

function isSnapshotName(name: string): boolean {
  return /\.(jsonc?|ya?ml|tfstate)$/i.test(name);
}

// By code units and not by locale: the order decides which of two duplicates wins, on every machine
// alike.
function byName(a: FolderEntry, b: FolderEntry): number {
  return a.name < b.name ? -1 : 1;
}
