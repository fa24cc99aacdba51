import { constants } from "node:buffer";
import { createDiagnostic, type Diagnostic, type Place } from "../diagnostic/index.ts";
import { decodeText } from "./decode.ts";
import { codeOf, type Entry, type FileSystem, tooLargeCode } from "./file-system.ts";
import { findFiles } from "./find-files.ts";
import { nodeFileSystem } from "./node-file-system.ts";
import { type Progress, silentProgress } from "./progress.ts";
import { describeFailure } from "./reason.ts";

/** One text that was read. */
export interface SourceText {
  /**
   * Name as the user gave it, or below the folder as the user gave it; `<stdin>` for standard
   * input.
   */
  readonly file: string;
  readonly text: string;
  /** Whether the text was made from the file by a compiler: its lines are not those of the file. */
  readonly isCompiled?: boolean;
}

/** The texts behind the paths that a user gave. */
export interface ReadSources {
  /** One layer per path, in the order given; empty where nothing could be read. */
  readonly layers: readonly (readonly SourceText[])[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Ports and limits of reading; each has a default. */
export interface ReadOptions {
  readonly fileSystem?: FileSystem;
  readonly progress?: Progress;
  /** Largest file in bytes; default is what V8 can hold in one string. */
  readonly sizeLimit?: number;
}

/** The path that stands for standard input. */
export const standardInputPath = "-";

const standardInputName = "<stdin>";

interface Session {
  readonly fileSystem: FileSystem;
  readonly progress: Progress;
  readonly sizeLimit: number;
  readonly diagnostics: Diagnostic[];
}

/** A text that is going to be read. */
interface Planned {
  readonly file: string;
  /** In bytes; 0 where nobody knows. */
  readonly size: number;
  readonly read: () => Promise<Uint8Array>;
}

/**
 * Reads the texts behind paths: files, folders with all snapshot files below them, `-` for standard
 * input. Progress is not finished: what is done with the texts may take longer than reading them.
 *
 * Never rejects for an input: each failure is one diagnostic and the rest is still read.
 * Diagnostics: `file-unreadable`, `file-empty`, `file-binary`, `file-too-large`, `folder-empty`.
 */
export async function readSources(
  paths: readonly string[],
  options: ReadOptions = {},
): Promise<ReadSources> {
  const session: Session = {
    fileSystem: options.fileSystem ?? nodeFileSystem,
    progress: options.progress ?? silentProgress,
    sizeLimit: options.sizeLimit ?? constants.MAX_STRING_LENGTH,
    diagnostics: [],
  };
  const plans: (readonly Planned[])[] = [];
  for (const [index, path] of paths.entries()) {
    const isRepeated = path === standardInputPath && paths.indexOf(path) < index;
    plans.push(isRepeated ? refuseSecondInput(session) : await planPath(session, path));
  }
  const layers = await readAll(session, plans);
  return { layers, diagnostics: session.diagnostics };
}

async function readAll(
  session: Session,
  plans: readonly (readonly Planned[])[],
): Promise<readonly (readonly SourceText[])[]> {
  const all = plans.flat();
  const totalBytes = all.reduce((sum, { size }) => sum + size, 0);
  const layers: SourceText[][] = [];
  let file = 0;
  let bytes = 0;
  for (const plan of plans) {
    const layer: SourceText[] = [];
    for (const one of plan) {
      file += 1;
      const step = { file, files: all.length, bytes, totalBytes, name: one.file };
      session.progress.report("reading", step);
      layer.push(...(await readPlanned(session, one)));
      bytes += one.size;
    }
    layers.push(layer);
  }
  return layers;
}

async function planPath(session: Session, path: string): Promise<readonly Planned[]> {
  if (path === standardInputPath) {
    const { fileSystem, sizeLimit } = session;
    const read = () => fileSystem.readStandardInput(sizeLimit);
    return [{ file: standardInputName, size: 0, read }];
  }
  const entry = await inspect(session, path);
  if (entry === undefined) return [];
  return entry.kind === "folder" ? planFolder(session, path) : planEntry(session, path, entry);
}

async function planFolder(session: Session, folder: string): Promise<readonly Planned[]> {
  session.progress.report(`looking through ${folder}`);
  const { files, failures } = await findFiles(folder, session.fileSystem);
  for (const { path, thrown } of failures) refuse(session, path, describeFailure(thrown));
  if (files.length === 0 && failures.length === 0) {
    session.diagnostics.push(createDiagnostic("folder-empty", placeOf(folder), { folder }));
  }
  const planned: Planned[] = [];
  for (const file of files) {
    const entry = await inspect(session, file);
    if (entry?.kind === "pipe") refuse(session, file, "it is a pipe; name it by itself to read it");
    else if (entry !== undefined) planned.push(...planEntry(session, file, entry));
  }
  return planned;
}

function planEntry(session: Session, file: string, entry: Entry): readonly Planned[] {
  const { fileSystem, sizeLimit } = session;
  const { kind, size } = entry;
  if (kind === "device" || kind === "socket") return refuse(session, file, `it is a ${kind}`);
  if (size > sizeLimit) return refuseSize(session, file, formatSize(size));
  return [{ file, size, read: () => fileSystem.readFile(file, sizeLimit) }];
}

async function readPlanned(
  session: Session,
  { file, read }: Planned,
): Promise<readonly SourceText[]> {
  try {
    return decode(session, file, await read());
  } catch (thrown) {
    return codeOf(thrown) === tooLargeCode
      ? refuseSize(session, file, `more than ${formatSize(session.sizeLimit)}`)
      : refuse(session, file, describeFailure(thrown));
  }
}

function decode(session: Session, file: string, bytes: Uint8Array): readonly SourceText[] {
  const decoded = decodeText(bytes);
  if (decoded.kind === "text" && decoded.text.trim() !== "") return [{ file, text: decoded.text }];
  const code = decoded.kind === "binary" ? "file-binary" : "file-empty";
  session.diagnostics.push(createDiagnostic(code, placeOf(file), { file }));
  return [];
}

async function inspect(session: Session, path: string): Promise<Entry | undefined> {
  try {
    return await session.fileSystem.inspect(path);
  } catch (thrown) {
    refuse(session, path, describeFailure(thrown));
    return undefined;
  }
}

function refuseSecondInput(session: Session): readonly never[] {
  return refuse(session, standardInputName, "it was read already, for the first -");
}

function refuse(session: Session, file: string, reason: string): readonly never[] {
  const parameters = { file, reason };
  session.diagnostics.push(createDiagnostic("file-unreadable", placeOf(file), parameters));
  return [];
}

function refuseSize(session: Session, file: string, size: string): readonly never[] {
  const parameters = { file, size, limit: formatSize(session.sizeLimit) };
  session.diagnostics.push(createDiagnostic("file-too-large", placeOf(file), parameters));
  return [];
}

function placeOf(file: string): Place {
  return { resource: "", pointer: "", file, filePointer: "" };
}

function formatSize(bytes: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  const size = bytes / 1024 ** power;
  return `${Number(size.toFixed(1))} ${units[power]}`;
}
