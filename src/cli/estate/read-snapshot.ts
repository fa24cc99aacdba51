import { delimiter } from "node:path";
import type { Diagnostic } from "../../diagnostic/index.ts";
import { type Progress, readSources, type SourceText } from "../../host/index.ts";
import type { LayeredSnapshot, ReadResult } from "../../intake/index.ts";
import { fileSystemIn } from "../file-system-in.ts";
import type { ServerOptions, SnapshotOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { laySnapshot, type Reader } from "./lay-snapshot.ts";
import { readFirst } from "./read-beside.ts";
import { readBicep } from "./read-bicep.ts";
import { type NamedParameters, readParameterOptions } from "./read-parameters.ts";

/** A snapshot with the texts that it was read from. */
export interface SnapshotRead {
  readonly snapshot: LayeredSnapshot;
  readonly sources: readonly SourceText[];
  /** Whether every path that the user named could be read. */
  readonly isComplete: boolean;
}

/**
 * Reads the snapshot that the options name: its files, what lies beside its templates, and what
 * these link to. Throws `UsageError` when the options name none.
 */
export async function readSnapshot(
  session: Session<SnapshotOptions & ServerOptions>,
  progress: Progress,
): Promise<SnapshotRead> {
  const { from, parameters = [] } = session.options;
  const server = from === undefined ? undefined : await askServer(session, progress);
  // A snapshot of the environment is one that somebody usually looks at, and not this server.
  const paths =
    server === undefined ? snapshotPaths(session) : checkPaths(session.options.snapshot ?? []);
  const earlier = server?.layers ?? [];
  const layers = await readLayers(session, { paths, earlier, progress });
  const named = await readParameterOptions(session.io, parameters);
  const read = server === undefined ? ([layers] as const) : ([server, layers] as const);
  return layRead(session, { read, named, progress });
}

async function askServer(
  session: Session<SnapshotOptions & ServerOptions>,
  progress: Progress,
): Promise<LayersRead> {
  const { readServer } = await import("../pulls/read-server.ts");
  return readServer(session, progress);
}

/** Layers that were read and not yet laid over each other. */
export interface LayersRead {
  readonly paths: readonly string[];
  readonly layers: readonly (readonly ReadResult[])[];
  readonly sources: readonly SourceText[];
  readonly diagnostics: readonly Diagnostic[];
  readonly reader: Reader;
}

/** Reads the layers that paths name, each with what lies beside its template. */
export async function readLayers(
  session: Session<SnapshotOptions>,
  {
    paths,
    earlier,
    progress,
  }: {
    readonly paths: readonly string[];
    /** Layers that will lie under these. */
    readonly earlier: LayersRead["layers"];
    readonly progress: Progress;
  },
): Promise<LayersRead> {
  const { io, options } = session;
  const read = await readSources(paths, { fileSystem: fileSystemIn(io), progress });
  const diagnostics: Diagnostic[] = [...read.diagnostics];
  const reader = createReader(session, progress, read.layers);
  const layers: (readonly ReadResult[])[] = [];
  const sources: SourceText[] = [];
  for (const layer of read.layers) {
    const compiled = await readBicep(io, layer);
    const below = [...earlier, ...layers];
    const subscription = options.subscription ?? (await soleSubscription(below));
    const results = await reader(compiled.sources, subscription);
    const beside = await readParametersBeside(session, layer, results);
    layers.push([...results, ...(await reader(beside.sources))]);
    sources.push(...compiled.sources, ...beside.sources);
    diagnostics.push(...compiled.diagnostics, ...beside.diagnostics);
  }
  return { paths, layers, sources, diagnostics, reader };
}

/** Lays layers that were read over each other, and reads what their templates link to. */
export async function layRead(
  session: Session<SnapshotOptions>,
  {
    read,
    named,
    progress,
  }: {
    /** From the lowest to the highest; never empty. */
    readonly read: readonly [LayersRead, ...LayersRead[]];
    readonly named: NamedParameters;
    readonly progress: Progress;
  },
): Promise<SnapshotRead> {
  const layers = read.flatMap((one) => one.layers);
  const { reader } = read[0];
  const laid = await laySnapshot(session, { layers, reader, progress }, named.parameters);
  const diagnostics = [
    ...read.flatMap((one) => one.diagnostics),
    ...named.diagnostics,
    ...laid.diagnostics,
    ...laid.snapshot.diagnostics,
  ];
  const paths = read.flatMap((one) => one.paths);
  return {
    snapshot: { ...laid.snapshot, diagnostics },
    sources: [...named.sources, ...read.flatMap((one) => one.sources), ...laid.sources],
    isComplete:
      !paths.some((path) => isUnread(path, diagnostics)) && !diagnostics.some(isUnreadable),
  };
}

function createReader(
  { options }: Session<SnapshotOptions>,
  progress: Progress,
  layers: readonly (readonly SourceText[])[],
): Reader {
  const files = layers.flat();
  const about = options.about === undefined ? {} : { about: options.about };
  const totalBytes = files.reduce((sum, { text }) => sum + text.length, 0);
  let file = 0;
  let bytes = 0;
  return async (sources, subscription) => {
    const { readText } = await import("../../intake/on-demand/index.ts");
    const owner = subscription === undefined ? {} : { subscription };
    const results: ReadResult[] = [];
    for (const source of sources) {
      file += 1;
      const step = { file, files: Math.max(file, files.length), bytes, totalBytes };
      progress.report("understanding", { ...step, name: source.file });
      bytes += source.text.length;
      results.push(await readText({ ...source, ...about, ...owner }));
    }
    return results;
  };
}

// What an export is about, a plan over it is about, too.
async function soleSubscription(
  layers: readonly (readonly ReadResult[])[],
): Promise<string | undefined> {
  if (layers.length === 0) return undefined;
  const { soleSubscriptionOf } = await import("../../intake/on-demand/index.ts");
  return soleSubscriptionOf(layers.flat());
}

/** Parameters beside a template that was named by itself; a folder holds its own. */
async function readParametersBeside(
  { io }: Session<SnapshotOptions>,
  layer: readonly SourceText[],
  results: readonly ReadResult[],
): ReturnType<typeof readFirst> {
  const [template] = results.flatMap(({ templates }) => templates);
  const hasOwn = results.some(({ parameterFiles }) => parameterFiles.length > 0);
  const [only, ...others] = layer;
  const isNamedAlone = others.length === 0 && only?.file === template?.file;
  if (template === undefined || hasOwn || !isNamedAlone || template.file.startsWith("<")) {
    return { sources: [], diagnostics: [] };
  }
  const { parameterPaths } = await import("../../intake/on-demand/index.ts");
  return readFirst(io, parameterPaths(template.file));
}

/** The paths that `-s` names, or else those of the environment; may be none. */
export function namedSnapshots({ io, options }: Session<SnapshotOptions>): readonly string[] {
  const named = options.snapshot ?? [];
  if (named.length > 0) return named;
  const fromEnvironment = io.environment["TRUEROUTE_SNAPSHOT"] ?? "";
  return fromEnvironment.split(delimiter).filter((path) => path !== "");
}

function snapshotPaths(session: Session<SnapshotOptions>): readonly string[] {
  const paths = checkPaths(namedSnapshots(session));
  if (paths.length > 0) return paths;
  throw new UsageError(
    "no snapshot was given",
    "Name a file or folder of Azure resources with -s PATH, or in the variable TRUEROUTE_SNAPSHOT.",
  );
}

/** Gives the paths of snapshots back. Throws `UsageError` when one of them is empty. */
export function checkPaths(paths: readonly string[]): readonly string[] {
  // An empty path would be the folder that the user stands in; it comes of a variable that is not
  // set.
  if (paths.includes("")) {
    throw new UsageError(
      "an empty path was given as snapshot",
      "Name a file or folder; . is this folder.",
    );
  }
  return paths;
}

// A broken file counts wherever it stands: an answer that lacks it must not pass for a whole one.
const unreadable: ReadonlySet<Diagnostic["code"]> = new Set([
  "file-unreadable",
  "file-binary",
  "file-too-large",
  "json-invalid",
  "yaml-invalid",
  "bicep-compiler-missing",
  "bicep-invalid",
  "terraform-unreadable",
  // Azure would refuse the deployment.
  "template-parameter-missing",
  "template-parameter-invalid",
  "template-expression-failed",
  "template-cycle",
  "template-nesting",
  "template-too-large",
  // A server did not give it.
  "pull-refused",
  "pull-failed",
  // What the template makes there is not known.
  "template-link-unread",
  "template-spec-unread",
]);

function isUnreadable({ code }: Diagnostic): boolean {
  return unreadable.has(code);
}

// Something else below a named folder may fail and the folder still count as read; the named path
// itself may not.
function isUnread(path: string, diagnostics: readonly Diagnostic[]): boolean {
  const file = path === "-" ? "<stdin>" : path;
  return diagnostics.some(
    ({ severity, place }) =>
      severity === "error" &&
      place.file === file &&
      place.filePointer === "" &&
      place.resource === "",
  );
}
