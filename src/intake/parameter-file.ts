import { isJsonObject } from "../arm/index.ts";
import { createDiagnostic, type Diagnostic } from "../diagnostic/index.ts";
import { describeKind } from "./field.ts";
import type { FileObject, TextSource } from "./reading.ts";
import { recognizeText } from "./recognize-text.ts";
import type { YamlReader } from "./text/language.ts";
import { parseText } from "./text/parse.ts";

/** A file that was named to hold parameters. */
export interface ParameterFileResult {
  /** Absent when the text holds none. */
  readonly file: FileObject | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a text that was named to hold parameters: a parameters file, or its inner object alone.
 *
 * Diagnostics: those of a text that cannot be read, `property-invalid` when it holds no object.
 */
export function readParameterFile(source: TextSource, yaml?: YamlReader): ParameterFileResult {
  const { file } = source;
  const parsed = parseText(file, source.text, yaml);
  if (parsed.kind !== "documents") {
    return { file: undefined, diagnostics: recognizeText(source, parsed).diagnostics };
  }
  const [value] = parsed.values;
  if (isJsonObject(value)) return { file: { file, filePointer: "", value }, diagnostics: [] };
  const place = { resource: "", pointer: "", file, filePointer: "" };
  const expected = "an object of parameters";
  const found = describeKind(value);
  const parameters = { property: file, expected, found };
  return {
    file: undefined,
    diagnostics: [createDiagnostic("property-invalid", place, parameters)],
  };
}
