import type { Diagnostic } from "../../diagnostic/index.ts";
import { compileBicep, isBicep, isBicepParameters, type SourceText } from "../../host/index.ts";
import type { Io } from "../io.ts";
import { resolvePath } from "../session.ts";

/** Texts after compilation. */
export interface CompiledTexts {
  readonly sources: readonly SourceText[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Replaces each Bicep file by the JSON that the user's compiler makes of it; other texts stay. A
 * parameters file gives the template that it uses, and the values.
 */
export async function readBicep(io: Io, sources: readonly SourceText[]): Promise<CompiledTexts> {
  const texts: SourceText[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const source of sources) {
    if (!isBicep(source.file)) {
      texts.push(source);
      continue;
    }
    const path = resolvePath(io, source.file);
    const compiled = await compileBicep(source.file, path, io.processes);
    diagnostics.push(...compiled.diagnostics);
    if (compiled.text !== undefined) texts.push(...textsOf(source.file, compiled.text));
  }
  return { sources: texts, diagnostics };
}

function textsOf(file: string, text: string): readonly SourceText[] {
  if (!isBicepParameters(file)) return [{ file, text, isCompiled: true }];
  const { templateJson, parametersJson } = wrapped(text);
  const template = file.replace(/param$/i, "");
  return [
    ...(templateJson === undefined
      ? []
      : [{ file: template, text: templateJson, isCompiled: true }]),
    { file, text: parametersJson ?? text, isCompiled: true },
  ];
}

interface Wrapped {
  readonly templateJson: string | undefined;
  readonly parametersJson: string | undefined;
}

// `{ "parametersJson": "...", "templateJson": "...", "templateSpecId": null }`; before Bicep 0.21 the
// parameters alone.
function wrapped(text: string): Wrapped {
  const none = { templateJson: undefined, parametersJson: undefined };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return none;
    const { templateJson, parametersJson } = value as Readonly<Record<string, unknown>>;
    const textOf = (inner: unknown) => (typeof inner === "string" ? inner : undefined);
    return { templateJson: textOf(templateJson), parametersJson: textOf(parametersJson) };
  } catch {
    return none;
  }
}
