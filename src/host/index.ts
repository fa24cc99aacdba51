/**
 * host: the world as ports, and Node's side of them.
 *
 * Takes paths, URLs, streams and the environment; gives texts, folders, progress lines, opened
 * service tags and the servers that run. Invariant: a snapshot that cannot be read is a diagnostic, service tags that cannot
 * be used are a `ServiceTagError`; what is written is written whole or not at all. Does not know
 * what a text means: JSON, YAML and resources belong to `intake`.
 *
 * What few commands need (programs in the foreground, servers, requests to them) is behind `on-demand`.
 */
export { type BicepResult, compileBicep, isBicep, isBicepParameters } from "./compile-bicep.ts";
export type { Entry, EntryKind, FileSystem, FolderEntry } from "./file-system.ts";
export { type FileWriter, nodeFileWriter } from "./file-writer.ts";
export type { ForegroundResult, ForegroundRunner } from "./foreground-runner.ts";
export type { AskLocally, LocalReply, LocalRequest } from "./local-request.ts";
export {
  createMemoryFileSystem,
  type MemoryContents,
  type MemoryNode,
} from "./memory-file-system.ts";
export { nodeFileSystem } from "./node-file-system.ts";
export { createNodeProcessRunner } from "./node-process-runner.ts";
export { noProcesses, type ProcessResult, type ProcessRunner } from "./process-runner.ts";
export { createProgress, type Progress, type ProgressStream, silentProgress } from "./progress.ts";
export type { Step } from "./progress-line.ts";
export {
  type ReadOptions,
  type ReadSources,
  readSources,
  type SourceText,
} from "./read-sources.ts";
export { describeFailure } from "./reason.ts";
export type { RunningServer, RunningServers } from "./running-server.ts";
export { type DownloadLimits, downloadServiceTags } from "./service-tag-download.ts";
export { downloadPage, ServiceTagError } from "./service-tag-error.ts";
export {
  openServiceTagFile,
  readServiceTagFile,
  type ServiceTagContent,
  type ServiceTagEdition,
} from "./service-tag-file.ts";
export {
  type EditionSlot,
  type Installation,
  installServiceTags,
  loadServiceTags,
  openInstalled,
} from "./service-tag-store.ts";
export { type Environment, userDataFolder } from "./user-data-folder.ts";
export { ownerOnly } from "./write-atomically.ts";
