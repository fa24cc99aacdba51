import type { Diagnostic, DiagnosticCode } from "../diagnostic/index.ts";
import type { Ground } from "./ground.ts";

const indexes = new WeakMap<
  Ground["diagnostics"],
  ReadonlyMap<DiagnosticCode, readonly Diagnostic[]>
>();

/** What compiling said with one code, in its order. Cost: a look-up, after the first one. */
export function said({ diagnostics }: Ground, code: DiagnosticCode): readonly Diagnostic[] {
  const index = indexes.get(diagnostics) ?? indexByCode(diagnostics);
  indexes.set(diagnostics, index);
  return index.get(code) ?? [];
}

function indexByCode(
  diagnostics: readonly Diagnostic[],
): ReadonlyMap<DiagnosticCode, readonly Diagnostic[]> {
  const index = new Map<DiagnosticCode, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const present = index.get(diagnostic.code);
    if (present === undefined) index.set(diagnostic.code, [diagnostic]);
    else present.push(diagnostic);
  }
  return index;
}
