import { isJsonObject } from "../../arm/index.ts";
import type { Diagnostic } from "../../diagnostic/index.ts";
import { readSources, type SourceText } from "../../host/index.ts";
import type { FileObject, ParameterSource } from "../../intake/index.ts";
import { fileSystemIn } from "../file-system-in.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";
import { readBicep } from "./read-bicep.ts";

/** Parameters that options name. */
export interface NamedParameters {
  readonly parameters: readonly ParameterSource[];
  /** Files that were read for them. */
  readonly sources: readonly SourceText[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the values of `--parameters`, as az does: a file (with or without `@`), JSON, `name=value`,
 * or `name=@file` for a value that stands in a file. Throws `UsageError` for anything else.
 */
export async function readParameterOptions(
  io: Io,
  texts: readonly string[],
): Promise<NamedParameters> {
  const named: NamedParameters[] = [];
  for (const text of texts) named.push(await readOne(io, text));
  return {
    parameters: named.flatMap(({ parameters }) => parameters),
    sources: named.flatMap(({ sources }) => sources),
    diagnostics: named.flatMap(({ diagnostics }) => diagnostics),
  };
}

async function readOne(io: Io, text: string): Promise<NamedParameters> {
  if (text.startsWith("@")) return readFile(io, text.slice(1));
  if (text.startsWith("{")) return readJson(text);
  const equals = text.indexOf("=");
  if (await isFile(io, text)) return readFile(io, text);
  if (equals < 1) {
    throw new UsageError(
      `--parameters '${text}' is neither name=value nor a file that is there`,
      "Write name=value, name=@file, or the path of a parameters file.",
    );
  }
  const value = text.slice(equals + 1);
  return value.startsWith("@")
    ? readValueFile(io, text.slice(0, equals), value.slice(1))
    : createValue(text.slice(0, equals), value);
}

async function isFile(io: Io, path: string): Promise<boolean> {
  try {
    return (await fileSystemIn(io).inspect(path)).kind === "file";
  } catch {
    return false;
  }
}

async function readFile(io: Io, path: string): Promise<NamedParameters> {
  const read = await readSources([path], { fileSystem: fileSystemIn(io) });
  const { sources, diagnostics } = await readBicep(io, read.layers.flat());
  const { readParameterFile } = await import("../../intake/on-demand/index.ts");
  // A compiled file comes with the template that it is for.
  const source = sources.at(-1);
  const result = source === undefined ? undefined : await readParameterFile(source);
  return {
    parameters: result?.file === undefined ? [] : [{ kind: "file", file: result.file }],
    sources,
    diagnostics: [...read.diagnostics, ...diagnostics, ...(result?.diagnostics ?? [])],
  };
}

function readJson(text: string): NamedParameters {
  try {
    const value: unknown = JSON.parse(text);
    if (isJsonObject(value)) {
      const file: FileObject = { file: "--parameters", filePointer: "", value };
      return { parameters: [{ kind: "file", file }], sources: [], diagnostics: [] };
    }
  } catch {
    // Said below: the parser's own words may hold the value.
  }
  throw new UsageError(
    "--parameters begins with { and is no JSON object",
    'Write \'{"name": {"value": 1}}\' in the quotes of your shell, name=value, or a file.',
  );
}

async function readValueFile(io: Io, name: string, path: string): Promise<NamedParameters> {
  const read = await readSources([path], { fileSystem: fileSystemIn(io) });
  const [source] = read.layers.flat();
  if (source === undefined) {
    return { parameters: [], sources: [], diagnostics: read.diagnostics };
  }
  return { ...(await createValue(name, source.text)), diagnostics: read.diagnostics };
}

async function createValue(name: string, value: string): Promise<NamedParameters> {
  // What the text means depends on the type that the template declares.
  const place = { resource: "", pointer: "", file: `--parameters ${name}`, filePointer: "" };
  const parameter = { name, value, place, isText: true };
  return { parameters: [{ kind: "value", parameter }], sources: [], diagnostics: [] };
}
