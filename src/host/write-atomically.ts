import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Mode of a file that only its owner may read. */
export const ownerOnly = 0o600;

/**
 * Writes a file whole or not at all: readers see the old contents or the new ones. Makes the
 * folder. Throws what the file system throws.
 *
 * @param mode the rights of the file, whatever the user's mask; absent: what the mask leaves
 */
export function writeAtomically(path: string, contents: string | Uint8Array, mode?: number): void {
  mkdirSync(dirname(path), { recursive: true });
  // The process id keeps two writers of one file apart.
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    // With no more rights than it will have, from the first moment on.
    writeFileSync(temporary, contents, { flush: true, ...(mode === undefined ? {} : { mode }) });
    if (mode !== undefined) chmodSync(temporary, mode);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
