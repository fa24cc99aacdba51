import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Finds a large file that is not part of the repository, in `shared` beside the checkout or one
 * folder further up. `undefined`, with a printed reason, where there is none: the test that wants
 * it skips.
 */
export function findSharedFile(name: string): string | undefined {
  for (const above of ["../../shared/", "../../../shared/"]) {
    const file = fileURLToPath(new URL(above + name, import.meta.url));
    if (existsSync(file)) return file;
  }
  console.warn(`skipped: shared/${name} is not beside this checkout`);
  return undefined;
}
