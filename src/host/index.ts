/**
 * host: the world as ports, and Node's side of them.
 *
 * Takes paths, streams and the environment; gives texts, folders and progress lines.
 * Invariant: an input that cannot be read is a diagnostic, never an exception; every touch of the machine goes through a port.
 * Does not know what a text means: JSON, YAML and resources belong to `intake`.
 */
export type { Entry, EntryKind, FileSystem, FolderEntry } from "./file-system.ts";
export {
  createMemoryFileSystem,
  type MemoryContents,
  type MemoryNode,
} from "./memory-file-system.ts";
export { nodeFileSystem } from "./node-file-system.ts";
export { createProgress, type Progress, type ProgressStream, silentProgress } from "./progress.ts";
export {
  type ReadOptions,
  type ReadSources,
  readSources,
  type SourceText,
  standardInputPath,
} from "./read-sources.ts";
export { type Environment, userDataFolder } from "./user-data-folder.ts";
