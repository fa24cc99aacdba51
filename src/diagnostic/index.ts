/**
 * diagnostic: messages about the input, as data.
 *
 * Takes a code from the catalogue, a place and parameters; gives a `Diagnostic` with severity,
 * sentence and remedy. Invariant: every code stands in the catalogue, has a page in
 * docs/diagnostics and a test; texts are made here only. Does not know ARM, files or how a message
 * is printed. Imports nothing.
 */
export { catalogue, type DiagnosticCode } from "./catalogue.ts";
export {
  createDiagnostic,
  type Diagnostic,
  namedIn,
  type ParametersOf,
  type Pointing,
  type Position,
  type Severity,
} from "./diagnostic.ts";
export { formatPointer, type Place, placeBelow, platformPlace } from "./place.ts";
