import { writeAtomically } from "./write-atomically.ts";

/** Where files are written, as a port: the shells get Node's, tests get one in memory. */
export interface FileWriter {
  /**
   * Writes a file whole or not at all, and makes its folder. Rejects as a `FileSystem` does.
   *
   * @param mode the rights of the file as on Unix, such as `0o600`; absent: the usual ones
   */
  write(path: string, text: string, mode?: number): Promise<void>;
}

/** Writes to the file system of the machine that this runs on. */
export const nodeFileWriter: FileWriter = {
  write: async (path, text, mode) => writeAtomically(path, text, mode),
};
