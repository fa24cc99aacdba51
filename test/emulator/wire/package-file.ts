// Files of @azure/arm-network that the package does not export: its mappers are the specification
// that answers are held against.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/** Folder of the package's CommonJS build. */
export function packageFolder(): string {
  return dirname(require.resolve("@azure/arm-network"));
}

/** Loads a file of that build. */
export function loadFile(path: string): Record<string, unknown> {
  return require(join(packageFolder(), path)) as Record<string, unknown>;
}
