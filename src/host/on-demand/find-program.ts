import { access, constants, stat } from "node:fs/promises";
import { posix, win32 } from "node:path";
import type { Environment } from "../user-data-folder.ts";

/**
 * Finds a program on the path, or where its absolute path says it is; `undefined` when it is not
 * there or may not be run. `platform` is one of Node's names, such as `win32`.
 */
export async function findProgram(
  program: string,
  platform: string,
  environment: Environment,
): Promise<string | undefined> {
  const { delimiter, join, isAbsolute } = platform === "win32" ? win32 : posix;
  if (isAbsolute(program)) return (await isProgram(program)) ? program : undefined;
  const path = environment["PATH"] ?? environment["Path"] ?? "";
  const endings = platform === "win32" ? [".exe", ".cmd", ".bat"] : [""];
  // An empty folder would be the one that the user stands in, which is nobody's program folder.
  for (const folder of path.split(delimiter).filter((one) => one !== "")) {
    for (const ending of endings) {
      const candidate = join(folder, program + ending);
      if (await isProgram(candidate)) return candidate;
    }
  }
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    // A folder that may be entered has that right too.
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
