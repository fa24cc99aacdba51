/**
 * What a path leads to, after links were followed. A pipe is read to its end; devices and sockets
 * are not read at all.
 */
export type EntryKind = "file" | "folder" | "pipe" | "device" | "socket";

/** A path that exists. */
export interface Entry {
  readonly kind: EntryKind;
  /** In bytes; 0 where the kind has no size of its own. */
  readonly size: number;
}

/** One name in a folder. */
export interface FolderEntry {
  readonly name: string;
  /** The kind of the entry itself: links are not followed. */
  readonly kind: EntryKind | "link";
}

/**
 * The files of the machine, as a port: the shells get Node's, tests get one in memory.
 *
 * Each method rejects with an error whose `code` is one of Node's (`ENOENT`, `EACCES`, ...).
 */
export interface FileSystem {
  inspect(path: string): Promise<Entry>;
  /** The bytes of a file or pipe. Rejects with `tooLargeCode` when there are more than `limit`. */
  readFile(path: string, limit: number): Promise<Uint8Array>;
  /** The names in a folder, in any order. */
  listFolder(path: string): Promise<readonly FolderEntry[]>;
  /** The path without links, the same for all paths that lead to one folder. */
  resolveLinks(path: string): Promise<string>;
  /**
   * Everything on standard input. Rejects with `tooLargeCode` when it is more than `limit` bytes.
   */
  readStandardInput(limit: number): Promise<Uint8Array>;
}

/** The code of an error that says a file is larger than what was asked for; Node's own. */
export const tooLargeCode = "ERR_FS_FILE_TOO_LARGE";

/** Creates an error as a `FileSystem` rejects with. */
export function createFileError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** The `code` of an error; empty when it has none. */
export function codeOf(thrown: unknown): string {
  const code = thrown instanceof Error && "code" in thrown ? thrown.code : undefined;
  return typeof code === "string" ? code : "";
}
