import { createReadStream, type Dirent, type Stats } from "node:fs";
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import {
  createFileError,
  type EntryKind,
  type FileSystem,
  type FolderEntry,
  tooLargeCode,
} from "./file-system.ts";

/** The file system of the machine that this runs on. */
export const nodeFileSystem: FileSystem = {
  async inspect(path) {
    const stats = await stat(path);
    return { kind: kindOf(stats), size: stats.size };
  },
  async readFile(path, limit) {
    const stats = await stat(path);
    if (!stats.isFile()) return collect(createReadStream(path), limit);
    if (stats.size > limit) throw createFileError(tooLargeCode);
    return readFile(path);
  },
  async listFolder(path) {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.map(
      (entry): FolderEntry => ({
        name: entry.name,
        kind: entry.isSymbolicLink() ? "link" : kindOf(entry),
      }),
    );
  },
  resolveLinks: (path) => realpath(path),
  readStandardInput: (limit) => collect(process.stdin, limit),
};

function kindOf(entry: Stats | Dirent): EntryKind {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "folder";
  if (entry.isFIFO()) return "pipe";
  return entry.isSocket() ? "socket" : "device";
}

async function collect(stream: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit) throw createFileError(tooLargeCode);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
