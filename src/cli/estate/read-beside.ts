import type { Diagnostic } from "../../diagnostic/index.ts";
import { isBicep, readSources, type SourceText } from "../../host/index.ts";
import type { WantedFile } from "../../intake/index.ts";
import { fileSystemIn } from "../file-system-in.ts";
import type { Io } from "../io.ts";
import { readBicep } from "./read-bicep.ts";

/** Texts that were found beside others. */
export interface FoundTexts {
  readonly sources: readonly SourceText[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the first of some paths at which there is a file; nothing where there is none. A Bicep file
 * is compiled.
 */
export async function readFirst(io: Io, paths: readonly string[]): Promise<FoundTexts> {
  for (const path of paths) {
    if (!(await isFile(io, path))) continue;
    const read = await readSources([path], { fileSystem: fileSystemIn(io) });
    const { sources, diagnostics } = await readBicep(io, read.layers.flat());
    // With parameters in Bicep comes the template that they are for, which is there already.
    const own = isBicep(path) ? sources.slice(-1) : sources;
    return { sources: own, diagnostics: [...read.diagnostics, ...diagnostics] };
  }
  return { sources: [], diagnostics: [] };
}

/** Reads those of the wanted files that are there. */
export async function readWanted(io: Io, wanted: readonly WantedFile[]): Promise<FoundTexts> {
  const found: FoundTexts[] = [];
  for (const path of new Set(wanted.map((one) => one.path)))
    found.push(await readFirst(io, [path]));
  return {
    sources: found.flatMap(({ sources }) => sources),
    diagnostics: found.flatMap(({ diagnostics }) => diagnostics),
  };
}

async function isFile(io: Io, path: string): Promise<boolean> {
  try {
    return (await fileSystemIn(io).inspect(path)).kind === "file";
  } catch {
    return false;
  }
}
