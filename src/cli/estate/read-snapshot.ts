import { delimiter } from "node:path";
import type { Snapshot } from "../../arm/index.ts";
import type { Diagnostic } from "../../diagnostic/index.ts";
import { createProgress, readSources, type SourceText, silentProgress } from "../../host/index.ts";
import { fileSystemIn } from "../file-system-in.ts";
import type { SnapshotOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

/** A snapshot with the texts that it was read from. */
export interface SnapshotRead {
  readonly snapshot: Snapshot;
  readonly sources: readonly SourceText[];
  /** Whether every path that the user named could be read. */
  readonly isComplete: boolean;
}

/** Reads the snapshot that the options name. Throws `UsageError` when they name none. */
export async function readSnapshot(session: Session<SnapshotOptions>): Promise<SnapshotRead> {
  const { io, options } = session;
  const paths = snapshotPaths(session);
  const { layers, diagnostics } = await readSources(paths, {
    fileSystem: fileSystemIn(io),
    progress: options.quiet === true ? silentProgress : createProgress(io.stderr),
  });
  const { createSnapshot, loadYaml, needsYaml, readText } = await import("../../intake/index.ts");
  const hasYaml = layers.flat().some(({ file }) => needsYaml(file));
  const yaml = hasYaml ? await loadYaml() : undefined;
  const about = options.about === undefined ? {} : { about: options.about };
  const results = layers.map((layer) =>
    layer.map((source) => readText({ ...source, ...about }, yaml)),
  );
  const snapshot = createSnapshot(results);
  const all = [...diagnostics, ...snapshot.diagnostics];
  return {
    snapshot: { ...snapshot, diagnostics: all },
    sources: layers.flat(),
    isComplete: !paths.some((path) => isUnread(path, all)) && !all.some(isUnreadable),
  };
}

/** The paths that `-s` names, or else those of the environment; may be none. */
export function namedSnapshots({ io, options }: Session<SnapshotOptions>): readonly string[] {
  const named = options.snapshot ?? [];
  if (named.length > 0) return named;
  const fromEnvironment = io.environment["TRUEROUTE_SNAPSHOT"] ?? "";
  return fromEnvironment.split(delimiter).filter((path) => path !== "");
}

function snapshotPaths(session: Session<SnapshotOptions>): readonly string[] {
  const paths = namedSnapshots(session);
  // An empty path would be the folder that the user stands in; it comes of a variable that is not
  // set.
  if (paths.includes("")) {
    throw new UsageError(
      "an empty path was given as snapshot",
      "Name a file or folder; . is this folder.",
    );
  }
  if (paths.length > 0) return paths;
  throw new UsageError(
    "no snapshot was given",
    "Name a file or folder of Azure resources with -s PATH, or in the variable TRUEROUTE_SNAPSHOT.",
  );
}

// A broken file counts wherever it stands: an answer that lacks it must not pass for a whole one.
const unreadable: ReadonlySet<Diagnostic["code"]> = new Set([
  "file-unreadable",
  "file-binary",
  "file-too-large",
  "json-invalid",
  "yaml-invalid",
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
