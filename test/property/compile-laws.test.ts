// The laws of compiling: order says nothing, and a child may stand inside its parent or alone.
import fc from "fast-check";
import { expect, test } from "vitest";
import { isJsonObject, type JsonObject } from "../../src/arm/index.ts";
import { compileSnapshot } from "../../src/compile/index.ts";
import { caseNames, readCase } from "../golden/snapshots.ts";
import { snapshotOf } from "../snapshot-of.ts";

const cases = new Map(caseNames.map((name) => [name, readCase(name)]));

// A small generator of its own: the whole order of a case follows from one number.
function createShuffle(seed: number): <T>(items: readonly T[]) => T[] {
  let state = seed >>> 0;
  const next = (bound: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % bound;
  };
  return (items) => {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last -= 1) {
      const other = next(last + 1);
      [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
    }
    return shuffled;
  };
}

function shuffleProperties(value: unknown, shuffle: ReturnType<typeof createShuffle>): unknown {
  if (Array.isArray(value)) return value.map((element) => shuffleProperties(element, shuffle));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(
    ([name, inner]) => [name, shuffleProperties(inner, shuffle)] as const,
  );
  return Object.fromEntries(shuffle(entries));
}

test("the order of resources and of properties changes nothing, not even places", () => {
  let changed = 0;
  fc.assert(
    fc.property(fc.constantFrom(...caseNames), fc.nat(), (name, seed) => {
      const values = cases.get(name) ?? [];
      const shuffle = createShuffle(seed);
      const mixed = shuffle(values).map((value) => shuffleProperties(value, shuffle));
      if (JSON.stringify(mixed) !== JSON.stringify(values)) changed += 1;
      const a = compileSnapshot(snapshotOf(values));
      const b = compileSnapshot(snapshotOf(mixed));
      for (const key of Object.keys(a.model) as (keyof typeof a.model)[]) {
        const before = a.model[key];
        const after = b.model[key];
        if (before instanceof Map && after instanceof Map) {
          expect([...after]).toEqual([...before]);
        } else {
          expect(after).toEqual(before);
        }
      }
      expect(b.diagnostics).toEqual(a.diagnostics);
      expect(b.coverage).toEqual(a.coverage);
    }),
    { seed: 20261121, numRuns: 100 },
  );
  expect(changed).toBeGreaterThan(90);
});

const childLists = ["subnets", "virtualNetworkPeerings", "routes"];

// Takes the children out of their parents, so that each stands alone.
function takeApart(resource: JsonObject): readonly JsonObject[] {
  const { properties, id } = resource;
  // Facts have lists of the same names, and those are no resources.
  if (!isJsonObject(properties) || id === undefined) return [resource];
  const kept = Object.entries(properties).filter(([name]) => !childLists.includes(name));
  const children = childLists.flatMap((list) => properties[list] ?? []);
  return [{ ...resource, properties: Object.fromEntries(kept) }, ...(children as JsonObject[])];
}

function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) =>
      /[pP]lace$/.test(name) ? [] : [[name, withoutPlaces(inner)]],
    ),
  );
}

function sortedByName(items: unknown): readonly unknown[] {
  return [...(items as readonly { readonly name: string }[])].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

test.each(caseNames)("case %s means the same with every child standing alone", (name) => {
  const values = cases.get(name) ?? [];
  const apart = values.flatMap(takeApart);
  expect(apart.length).toBeGreaterThan(values.length);
  const a = compileSnapshot(snapshotOf(values)).model;
  const b = compileSnapshot(snapshotOf(apart)).model;
  for (const map of [
    "subnets",
    "nics",
    "gateways",
    "connections",
    "hubs",
    "privateEndpoints",
  ] as const) {
    expect([...b[map].values()].map(withoutPlaces)).toEqual(
      [...a[map].values()].map(withoutPlaces),
    );
  }
  for (const [key, table] of a.routeTables) {
    const other = b.routeTables.get(key);
    expect(withoutPlaces(sortedByName(other?.routes))).toEqual(
      withoutPlaces(sortedByName(table.routes)),
    );
  }
  for (const [key, network] of a.networks) {
    const other = b.networks.get(key);
    expect([...(other?.subnets ?? [])].sort()).toEqual([...network.subnets].sort());
    expect(withoutPlaces(sortedByName(other?.peerings))).toEqual(
      withoutPlaces(sortedByName(network.peerings)),
    );
  }
});
