import {
  createDiagnostic,
  type DiagnosticCode,
  type ParametersOf,
  type Place,
} from "../../diagnostic/index.ts";
import type { ExpressionFault } from "./expression/index.ts";
import type { Frame, Spot } from "./frame.ts";

/** A place in a template. */
export function placeInTemplate({ file }: Pick<Frame, "file">, filePointer: string): Place {
  return { resource: "", pointer: "", file, filePointer };
}

/** Says something about a place of a template. */
export function reportAt<C extends DiagnosticCode>(
  frame: Pick<Frame, "run" | "file">,
  pointer: string,
  code: C,
  parameters: ParametersOf<C>,
): void {
  frame.run.report(createDiagnostic(code, placeInTemplate(frame, pointer), parameters));
}

/** Says that an expression has no value, and what becomes of what it stands for. */
export function reportFault(spot: Spot, fault: ExpressionFault, consequence: string): void {
  reportAt(spot.frame, spot.pointer, "template-expression-failed", {
    where: describePointer(spot),
    problem: fault.message,
    consequence,
  });
}

/** The pointer of a place inside its template. */
export function describePointer({ frame, pointer }: Spot): string {
  return pointer.startsWith(frame.pointer) ? pointer.slice(frame.pointer.length) : pointer;
}

/** Names a template: the file, and where in it when it is nested. */
export function describeTemplate({ file, pointer }: Pick<Frame, "file" | "pointer">): string {
  return pointer === "" ? file : `${file} at ${pointer}`;
}
