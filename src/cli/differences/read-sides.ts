import type { Compilation, CompileOptions } from "../../compile/index.ts";
import type { Diagnostic } from "../../diagnostic/index.ts";
import type { Side } from "../../difference/index.ts";
import {
  createProgress,
  type Progress,
  type SourceText,
  silentProgress,
} from "../../host/index.ts";
import { Router } from "../../route/index.ts";
import { Walker } from "../../walk/index.ts";
import { readParameterOptions } from "../estate/read-parameters.ts";
import {
  type LayersRead,
  layRead,
  readLayers,
  type SnapshotRead,
} from "../estate/read-snapshot.ts";
import type { DiffOptions } from "../options.ts";
import type { Session } from "../session.ts";
import type { SidePaths } from "./side-paths.ts";

/** One side with what was read for it. */
export interface SideRead {
  readonly side: Side;
  readonly read: SnapshotRead;
  readonly compilation: Compilation;
}

/** Both sides. */
export interface SidesRead {
  readonly before: SideRead;
  readonly after: SideRead;
  readonly sources: readonly SourceText[];
  /** Of both sides, each once. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads both sides and compiles them. What lies under both is read once, and the sides share its
 * resources as objects.
 */
export async function readSides(
  session: Session<DiffOptions>,
  paths: SidePaths,
  compileOptions: CompileOptions,
): Promise<SidesRead> {
  const progress =
    session.options.quiet === true ? silentProgress : createProgress(session.io.stderr);
  try {
    const ground = await readLayers(session, { paths: paths.ground, earlier: [], progress });
    const own = async (of: readonly string[]): Promise<LayersRead> =>
      readLayers(session, { paths: of, earlier: ground.layers, progress });
    const [old, now] = [await own(paths.before), await own(paths.after)];
    const { remove: _, ...kept } = session.options;
    const read = { progress, compileOptions };
    const before = await readSide({ ...session, options: kept }, [ground, old], read);
    const after = await readSide(session, [ground, now], read);
    return {
      before,
      after,
      sources: [...new Set([...before.read.sources, ...after.read.sources])],
      diagnostics: joinDiagnostics(diagnosticsOf(before), diagnosticsOf(after)),
    };
  } finally {
    progress.finish();
  }
}

async function readSide(
  session: Session<DiffOptions>,
  layers: readonly [LayersRead, LayersRead],
  {
    progress,
    compileOptions,
  }: { readonly progress: Progress; readonly compileOptions: CompileOptions },
): Promise<SideRead> {
  // Parameters are for templates, and one side may have none.
  const hasTemplates = layers.some((one) =>
    one.layers.some((layer) => layer.some(({ templates }) => templates.length > 0)),
  );
  const texts = hasTemplates ? (session.options.parameters ?? []) : [];
  const named = await readParameterOptions(session.io, texts);
  const read = await layRead(session, { read: layers, named, progress });
  const { compileSnapshot } = await import("../../compile/index.ts");
  progress.report(`compiling ${read.snapshot.resources.size} resources`);
  const compilation = compileSnapshot(read.snapshot, compileOptions);
  const walker = new Walker(new Router(compilation.model));
  return { side: { resources: read.snapshot.resources, walker }, read, compilation };
}

function diagnosticsOf({ read, compilation }: SideRead): readonly Diagnostic[] {
  return [...read.snapshot.diagnostics, ...compilation.diagnostics];
}

// What one side does not use, the other may.
const aboutUse: ReadonlySet<Diagnostic["code"]> = new Set([
  "parameters-unused",
  "template-parameter-unknown",
]);

// Both sides say what is wrong with their common ground.
function joinDiagnostics(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
): readonly Diagnostic[] {
  const [old, now] = [before, after].map((all) => new Map(all.map((one) => [keyOf(one), one])));
  const all = new Map([...(old ?? []), ...(now ?? [])]);
  return [...all].flatMap(([key, one]) => {
    const isUsed = aboutUse.has(one.code) && !(old?.has(key) && now?.has(key));
    return isUsed ? [] : [one];
  });
}

function keyOf({ code, message, place }: Diagnostic): string {
  return [code, message, place.file, place.filePointer, place.resource, place.pointer].join("\n");
}
