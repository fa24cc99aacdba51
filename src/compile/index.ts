/**
 * compile: resources become the model: children joined with parents, references resolved, meaning
 * settled, contents checked.
 *
 * Takes a snapshot of ARM resources; gives a model, diagnostics and a count of what was taken in.
 * Invariant: never throws on any snapshot; the same contents give the same model, whatever their
 * order.
 * Does not know ARM's property names, files, or how a route is chosen.
 */
export {
  type Compilation,
  type CompileOptions,
  compileSnapshot,
} from "./compile.ts";
export type { Coverage, TypeCoverage, UnknownValue, UnresolvedReference } from "./coverage.ts";
