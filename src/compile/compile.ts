import type { Snapshot } from "../arm/index.ts";
import type { Diagnostic } from "../diagnostic/index.ts";
import type { Behavior, Model, ServiceTagPrefixes } from "../model/index.ts";
import { joinUnknown, withoutConsequences } from "./consequence.ts";
import { type Coverage, measureCoverage } from "./coverage.ts";
import { lowerModel } from "./lower.ts";
import { createSources } from "./sources.ts";
import { validateModel } from "./validate.ts";

/** What the caller may add to a snapshot. */
export interface CompileOptions {
  /** Switches that win over those in the snapshot. */
  readonly behavior?: Partial<Behavior>;
  readonly serviceTags?: ServiceTagPrefixes;
}

/** A model, what is to be said about its input, and how much of the input it holds. */
export interface Compilation {
  readonly model: Model;
  /** What this stage found; the diagnostics of the snapshot itself are not repeated. */
  readonly diagnostics: readonly Diagnostic[];
  readonly coverage: Coverage;
}

/**
 * Turns a snapshot into the model.
 *
 * Never throws on any snapshot: what is broken is left out and named by a diagnostic. The result
 * depends on the contents only, never on the order of resources or properties. Cost: linear, plus
 * sorting.
 */
export function compileSnapshot(snapshot: Snapshot, options: CompileOptions = {}): Compilation {
  const diagnostics: Diagnostic[] = [];
  const sources = createSources(snapshot, (diagnostic) => diagnostics.push(diagnostic));
  const model = lowerModel(sources, options);
  validateModel(model, sources.report);
  const coverage = measureCoverage(snapshot, sources, diagnostics);
  return { model, diagnostics: joinUnknown(withoutConsequences(diagnostics)), coverage };
}
