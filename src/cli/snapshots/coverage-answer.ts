import type { Coverage, UnresolvedReference } from "../../compile/index.ts";
import type { Table } from "../answer/table.ts";

/** The coverage of a snapshot as a JSON document. */
export function coverageDocument(coverage: Coverage): object {
  const { resources, modelled, types, unresolved, unknown } = coverage;
  return {
    resources,
    modelled,
    types: types.map(({ type, count, isModelled, effect }) => ({
      type,
      count,
      isModelled,
      effect,
    })),
    unresolvedReferences: unresolved.map(({ place, type, property, target, effect }) => ({
      resource: place.resource,
      type,
      pointer: place.pointer,
      property,
      target,
      effect,
    })),
    unknownValues: unknown,
  };
}

/** The coverage of a snapshot as a table: a row per type, then a row per gap. */
export function coverageTable({ types, unresolved, unknown }: Coverage): Table {
  return {
    columns: ["Type", "Count", "State", "What", "Can Change"],
    rows: [
      ...types.map(({ type, count, isModelled, effect }) => [
        type,
        String(count),
        isModelled ? "modelled" : "not modelled",
        "",
        effect,
      ]),
      ...groupReferences(unresolved).map(({ one, count }) => [
        one.type,
        String(count),
        "unresolved",
        `${one.property} -> ${one.target}`,
        one.effect,
      ]),
      ...unknown.map(({ type, property, source, count, effect }) => [
        type,
        String(count),
        "unknown",
        `${property}: ${source}`,
        effect,
      ]),
    ],
  };
}

// Many resources may name the same one that is missing.
function groupReferences(
  unresolved: readonly UnresolvedReference[],
): readonly { readonly one: UnresolvedReference; readonly count: number }[] {
  const groups = new Map<string, { readonly one: UnresolvedReference; readonly count: number }>();
  for (const one of unresolved) {
    const key = JSON.stringify([one.type, one.property, one.target.toLowerCase()]);
    const known = groups.get(key);
    groups.set(key, { one: known?.one ?? one, count: (known?.count ?? 0) + 1 });
  }
  return [...groups.values()];
}
