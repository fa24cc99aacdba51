import { createDiagnostic, type Diagnostic } from "../diagnostic/index.ts";
import type { ProcessResult, ProcessRunner } from "./process-runner.ts";

/** A Bicep file that was compiled, or why it was not. */
export interface BicepResult {
  /** The JSON of the template; for a parameters file, what wraps its template and its values. */
  readonly text: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles a `.bicep` or `.bicepparam` file with the user's own `bicep`, or else the one of `az`.
 *
 * Never rejects. Diagnostics: `bicep-compiler-missing`, `bicep-invalid`.
 *
 * @param file as the user named it, for messages
 * @param path as the compiler is given it
 */
export async function compileBicep(
  file: string,
  path: string,
  processes: ProcessRunner,
): Promise<BicepResult> {
  const action = isBicepParameters(file) ? "build-params" : "build";
  const own = await processes.run("bicep", [action, path, "--stdout"]);
  const result =
    own.kind === "absent"
      ? await processes.run("az", ["bicep", action, "--file", path, "--stdout"])
      : own;
  if (result.kind === "ended" && result.code === 0 && result.stdout.trim() !== "") {
    return { text: result.stdout, diagnostics: [] };
  }
  return { text: undefined, diagnostics: explain(file, result) };
}

/** Whether a file is written in Bicep, by its name. */
export function isBicep(file: string): boolean {
  return /\.bicep(param)?$/i.test(file);
}

/** Whether a file holds parameters written in Bicep, by its name. */
export function isBicepParameters(file: string): boolean {
  return /\.bicepparam$/i.test(file);
}

function explain(file: string, result: ProcessResult): readonly Diagnostic[] {
  const place = { resource: "", pointer: "", file, filePointer: "" };
  if (result.kind === "absent")
    return [createDiagnostic("bicep-compiler-missing", place, { file })];
  if (result.kind === "failed") {
    return [createDiagnostic("bicep-invalid", place, { file, problem: result.reason })];
  }
  const lines = result.stderr.split(/\r?\n/).filter((line) => line.trim() !== "");
  const errors = lines.flatMap((line) => readError(line) ?? []);
  if (errors.length === 0) {
    const problem = lines.slice(0, 3).join(" ") || `the compiler ended with code ${result.code}`;
    return [createDiagnostic("bicep-invalid", place, { file, problem })];
  }
  return errors.map(({ problem, source, position }) => {
    // Modules have errors of their own; the last part of the path tells which.
    const isOwn = lastOf(source) === lastOf(file);
    const parameters = { file: isOwn ? file : source, problem };
    const at = isOwn ? place : { ...place, file: source };
    return createDiagnostic("bicep-invalid", at, parameters, { position });
  });
}

interface CompilerError {
  readonly source: string;
  readonly problem: string;
  readonly position: { readonly line: number; readonly column: number };
}

// As compilers write it: `/home/me/main.bicep(3,7) : Error BCP018: Expected the "=" character.`
const errorLine = /^(?:ERROR: )?(.+?)\((\d+),(\d+)\) : Error (\S+: .*)$/;

function readError(line: string): CompilerError | undefined {
  const [, source, row, column, problem] = errorLine.exec(line) ?? [];
  if (source === undefined || problem === undefined) return undefined;
  return { source, problem, position: { line: Number(row), column: Number(column) } };
}

function lastOf(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? "";
}
