// Reads snapshots for rules of check, from files and their layers.
import { readFileSync } from "node:fs";
import type { Snapshot } from "../../src/arm/index.ts";
import { type Ground, runChecks } from "../../src/check/index.ts";
import { type Compilation, compileSnapshot } from "../../src/compile/index.ts";
import type { Finding } from "../../src/finding/index.ts";
import { createSnapshot, loadYaml, readText } from "../../src/intake/index.ts";
import { Router } from "../../src/route/index.ts";
import { parseServiceTags } from "../../src/servicetag/index.ts";
import { Walker } from "../../src/walk/index.ts";
import { tagFile } from "../run-cli.ts";

const yaml = await loadYaml();
const { index: serviceTags } = parseServiceTags(JSON.parse(readFileSync(tagFile, "utf8")));
if (serviceTags === undefined) throw new Error("the small service-tag file is broken");
const tagged = { serviceTags };

/** Whether service tags are at hand. */
export interface GroundSetting {
  readonly hasServiceTags?: boolean;
}

/** Compiles the layers of some files, each a path. */
export function compileFiles(files: readonly string[], setting?: GroundSetting): Compilation {
  return compileLayers(files, setting).compilation;
}

/** The same, with what was compiled. */
export function compileLayers(
  files: readonly string[],
  { hasServiceTags = true }: GroundSetting = {},
): { readonly snapshot: Snapshot; readonly compilation: Compilation } {
  const layers = files.map((file) => [readText({ file, text: readFileSync(file, "utf8") }, yaml)]);
  const snapshot = createSnapshot(layers);
  return { snapshot, compilation: compileSnapshot(snapshot, hasServiceTags ? tagged : {}) };
}

/** What rules look at, over a compiled estate. */
export function groundOf({
  model,
  diagnostics,
}: Pick<Compilation, "model" | "diagnostics">): Ground {
  const walker = new Walker(new Router(model));
  return { model, router: walker.router, walker, diagnostics };
}

/** All findings of some files, laid over each other. */
export function findingsIn(files: readonly string[], setting?: GroundSetting): readonly Finding[] {
  return runChecks(groundOf(compileFiles(files, setting)));
}
