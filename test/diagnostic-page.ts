// The pages about diagnostics: their examples can be run.
import { compileSnapshot } from "../src/compile/index.ts";
import type { Diagnostic } from "../src/diagnostic/index.ts";
import { createSnapshot, readText } from "../src/intake/index.ts";

const scope =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Network";

/** Writes the ids of an example out: pages write `~` for everything before the type. */
export function expand(text: string): string {
  return text.replaceAll('"~/', `"${scope}/`);
}

/** Undoes `expand` in a sentence. */
export function shorten(text: string): string {
  return text.replaceAll(`${scope}/`, "~/");
}

/** Reads and compiles an example; gives everything that is said about it. */
export function diagnose(example: string): readonly Diagnostic[] {
  const read = readText({ file: "example.json", text: expand(example) });
  const snapshot = createSnapshot([[read]]);
  return [...snapshot.diagnostics, ...compileSnapshot(snapshot).diagnostics];
}
