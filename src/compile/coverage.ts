import {
  findUnknowns,
  gapOfProperty,
  gapOfType,
  isFactType,
  isModelledType,
  type Resource,
  type Snapshot,
} from "../arm/index.ts";
import { createDiagnostic, type Diagnostic, namedIn, type Place } from "../diagnostic/index.ts";
import { compareTexts, type Sources } from "./sources.ts";

/** How much of a snapshot the model takes in, and what an answer may lack because of the rest. */
export interface Coverage {
  /** Resources of the snapshot; children inside their parents do not count. */
  readonly resources: number;
  readonly modelled: number;
  /** Every type of the snapshot, sorted. */
  readonly types: readonly TypeCoverage[];
  /** References that lead nowhere, in the order in which they were met. */
  readonly unresolved: readonly UnresolvedReference[];
  /** Values that only Azure knows: one for each source, type and property, sorted. */
  readonly unknown: readonly UnknownValue[];
}

/** One type of a snapshot. */
export interface TypeCoverage {
  readonly type: string;
  readonly count: number;
  readonly isModelled: boolean;
  /** Whether it is a fact that ARM does not hold. */
  readonly isFact: boolean;
  /** What the answers may lack because the type is not modelled; empty when it is. */
  readonly effect: string;
}

/** A reference whose target is not there. */
export interface UnresolvedReference {
  readonly place: Place;
  /** Type of the resource that it stands in. */
  readonly type: string;
  readonly property: string;
  readonly target: string;
  readonly effect: string;
}

/** A value that is marked as unknown. */
export interface UnknownValue {
  readonly type: string;
  /** The name nearest to the value. */
  readonly property: string;
  /** What the value is, in the words of the input. */
  readonly source: string;
  /** In how many places of this type and property it stands. */
  readonly count: number;
  readonly effect: string;
}

/**
 * Counts what the model takes in; `found` is what was said on the way. Diagnostics: `fact-unknown`.
 * Cost: linear in the contents.
 */
export function measureCoverage(
  snapshot: Snapshot,
  sources: Sources,
  found: readonly Diagnostic[],
): Coverage {
  const types = [...sources.byType].map(([typeKey, resources]) => coverType(typeKey, resources));
  types.sort((a, b) => compareTexts(a.type, b.type));
  for (const [typeKey, resources] of sources.byType) {
    if (isModelledType(typeKey) || !isFactType(typeKey)) continue;
    for (const { id, place } of resources) {
      sources.report(createDiagnostic("fact-unknown", place, { type: id.type }));
    }
  }
  return {
    resources: snapshot.resources.size,
    modelled: types.reduce((sum, { isModelled, count }) => sum + (isModelled ? count : 0), 0),
    types,
    unresolved: listUnresolved(snapshot, found),
    unknown: listUnknown(snapshot),
  };
}

function coverType(typeKey: string, resources: readonly Resource[]): TypeCoverage {
  return {
    type: resources[0]?.id.type ?? typeKey,
    count: resources.length,
    isModelled: isModelledType(typeKey),
    isFact: isFactType(typeKey),
    effect: gapOfType(typeKey),
  };
}

function listUnresolved(
  { resources }: Snapshot,
  found: readonly Diagnostic[],
): readonly UnresolvedReference[] {
  return found.flatMap((diagnostic) => {
    const { code, place } = diagnostic;
    if (code !== "reference-missing") return [];
    const { property: written = "", target = "" } = namedIn(diagnostic);
    const { id } = resources.get(place.resource.toLowerCase()) ?? {};
    // A child without its parent is named by its id.
    const property = written.startsWith("/") ? "parent" : written;
    const effect = gapOfProperty(property);
    return [{ place, type: id?.type ?? "", property, target, effect }];
  });
}

function listUnknown({ resources }: Snapshot): readonly UnknownValue[] {
  const byKey = new Map<string, UnknownValue>();
  for (const { body, id, typeKey } of resources.values()) {
    for (const { unknown, steps } of findUnknowns(body)) {
      const name = steps.findLast((step) => typeof step === "string") ?? "";
      const property = `${name === "id" ? (nameBefore(steps) ?? name) : name}`;
      const source = unknown.$unknown;
      const key = JSON.stringify([typeKey, property, source]);
      const count = (byKey.get(key)?.count ?? 0) + 1;
      byKey.set(key, { type: id.type, property, source, count, effect: gapOfProperty(property) });
    }
  }
  return [...byKey].sort(([a], [b]) => compareTexts(a, b)).map(([, one]) => one);
}

// In a reference the property is the one that holds the id.
function nameBefore(steps: readonly (string | number)[]): string | number | undefined {
  return steps.slice(0, -1).findLast((step) => typeof step === "string");
}
