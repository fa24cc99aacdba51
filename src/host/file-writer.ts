import { writeAtomically } from "./write-atomically.ts";

/** Where files are written, as a port: the shells get Node's, tests get one in memory. */
export interface FileWriter {
  /** Writes a file whole or not at all, and makes its folder. Rejects as a `FileSystem` does. */
  write(path: string, text: string): Promise<void>;
}

/** Writes to the file system of the machine that this runs on. */
export const nodeFileWriter: FileWriter = {
  write: async (path, text) => writeAtomically(path, text),
};
