import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Snapshot } from "../../src/arm/index.ts";
import { compileSnapshot } from "../../src/compile/index.ts";
import type { Diagnostic } from "../../src/diagnostic/index.ts";
import { createSnapshot, readText } from "../../src/intake/index.ts";
import type { Model } from "../../src/model/index.ts";

/** Where the cases are. */
export const caseFolder: string = fileURLToPath(new URL("./cases/", import.meta.url));

/** Names of all cases, sorted. */
export function caseNames(): readonly string[] {
  return readdirSync(caseFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Reads and compiles the snapshot of a case. */
export function readCase(name: string): {
  readonly model: Model;
  readonly snapshot: Snapshot;
  readonly diagnostics: readonly Diagnostic[];
} {
  const file = `${caseFolder}${name}/snapshot.json`;
  const snapshot = createSnapshot([[readText({ file, text: readFileSync(file, "utf8") })]]);
  const { model, diagnostics } = compileSnapshot(snapshot);
  return { model, snapshot, diagnostics };
}
