import { dirname, isAbsolute, join } from "node:path";

/** A path that stands in a file, from the folder that the user stands in: files travel together. */
export function beside(file: string, path: string): string {
  return isAbsolute(path) || path === "-" ? path : join(dirname(file), path);
}
