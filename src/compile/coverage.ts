import { isFactType, isModelledType, type Snapshot } from "../arm/index.ts";
import { createDiagnostic } from "../diagnostic/index.ts";
import { compareTexts, type Sources } from "./sources.ts";

/** How much of a snapshot the model takes in. */
export interface Coverage {
  /** Resources of the snapshot; children inside their parents do not count. */
  readonly resources: number;
  readonly modelled: number;
  /** Types that are kept but do not enter the model, sorted. */
  readonly unmodelled: readonly { readonly type: string; readonly count: number }[];
}

/** Counts what the model takes in. Diagnostics: `fact-unknown`. */
export function measureCoverage(snapshot: Snapshot, sources: Sources): Coverage {
  const unmodelled: { readonly type: string; readonly count: number }[] = [];
  let modelled = 0;
  for (const [typeKey, resources] of sources.byType) {
    if (isModelledType(typeKey)) {
      modelled += resources.length;
      continue;
    }
    unmodelled.push({ type: resources[0]?.id.type ?? typeKey, count: resources.length });
    if (!isFactType(typeKey)) continue;
    for (const { id, place } of resources) {
      sources.report(createDiagnostic("fact-unknown", place, { type: id.type }));
    }
  }
  unmodelled.sort((a, b) => compareTexts(a.type, b.type));
  return { resources: snapshot.resources.size, modelled, unmodelled };
}
