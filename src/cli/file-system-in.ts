import type { FileSystem } from "../host/index.ts";
import type { Io } from "./io.ts";
import { resolvePath } from "./session.ts";

/** The file system as seen from the folder that the user stands in: relative paths begin there. */
export function fileSystemIn(io: Io): FileSystem {
  const { fileSystem } = io;
  return {
    inspect: (path) => fileSystem.inspect(resolvePath(io, path)),
    readFile: (path, limit) => fileSystem.readFile(resolvePath(io, path), limit),
    listFolder: (path) => fileSystem.listFolder(resolvePath(io, path)),
    resolveLinks: (path) => fileSystem.resolveLinks(resolvePath(io, path)),
    readStandardInput: (limit) => fileSystem.readStandardInput(limit),
  };
}
