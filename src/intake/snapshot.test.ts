import fc from "fast-check";
import { expect, test } from "vitest";
import { createSnapshot, readText } from "./index.ts";

const network = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network";

function read(file: string, ...values: readonly unknown[]) {
  return readText({ file, text: JSON.stringify(values) });
}

function vnet(name: string, tag = 0) {
  return { id: `${network}/virtualNetworks/${name}`, properties: { tag, list: [1, { a: 2 }] } };
}

test("orders resources by key, whatever their order and casing", () => {
  const { resources } = createSnapshot([[read("a", vnet("b"), vnet("C")), read("b", vnet("a"))]]);
  expect([...resources.keys()]).toEqual(
    ["a", "b", "c"].map((name) => `${network}/virtualNetworks/${name}`.toLowerCase()),
  );
  expect([...resources.values()].map(({ id }) => id.name)).toEqual(["a", "b", "C"]);
});

test("takes the later of two in one layer, and says so once", () => {
  const snapshot = createSnapshot([[read("a", vnet("v", 1)), read("b", vnet("x"), vnet("V", 2))]]);
  const kept = snapshot.resources.get(vnet("v").id.toLowerCase());
  expect(kept?.body).toEqual(vnet("V", 2));
  expect(snapshot.diagnostics).toEqual([
    {
      code: "resource-duplicate",
      severity: "warning",
      message: `${vnet("V").id} is there twice with different contents; the later one was taken`,
      remedy: "Remove one, or give the newer one in a later -s to overlay the older on purpose.",
      place: { resource: vnet("V").id, pointer: "", file: "b", filePointer: "/1" },
      related: [{ resource: vnet("v").id, pointer: "", file: "a", filePointer: "/0" }],
    },
  ]);
});

test("is silent about the same contents twice, in whatever order of properties", () => {
  const { id, properties } = vnet("v");
  const turned = { properties: { list: properties.list, tag: properties.tag }, id };
  expect(createSnapshot([[read("a", { id, properties }, turned)]]).diagnostics).toEqual([]);
});

// Pairs of contents that differ: each difference alone must be seen.
test.each([
  [{ a: 1 }, { a: 2 }],
  [{ a: 1 }, { a: "1" }],
  [{ a: null }, {}],
  [{ a: [] }, { a: {} }],
  [{ a: [1, 2] }, { a: [2, 1] }],
  [{ a: { b: [{ c: 1 }] } }, { a: { b: [{ c: 2 }] } }],
  [{ a: 1 }, { a: 1, b: 2 }],
])("tells %j from %j", (one, other) => {
  const { id } = vnet("v");
  const result = read("a", { id, properties: one }, { id, properties: other });
  expect(createSnapshot([[result]]).diagnostics.map(({ code }) => code)).toEqual([
    "resource-duplicate",
  ]);
});

test("lays an answer of Azure over an earlier one, whole and in silence", () => {
  const later = { id: vnet("v").id, location: "westus", etag: "2" };
  const { resources, diagnostics } = createSnapshot([
    [read("a", vnet("v"), vnet("w"))],
    [read("b", later)],
  ]);
  expect(diagnostics).toEqual([]);
  expect([...resources.values()].map(({ body }) => body)).toEqual([later, vnet("w")]);
});

test("keeps captures and diagnostics of all layers, in order", () => {
  const row = { source: "User", state: "Active", addressPrefix: ["::/0"], nextHopType: "None" };
  const snapshot = createSnapshot([
    [read("a", { about: "n1", value: [row] }, { id: "one" })],
    [read("b", { about: "n2", value: [row] }), read("c", { id: "two" })],
  ]);
  expect(snapshot.captures.map(({ about }) => about)).toEqual(["n1", "n2"]);
  expect(snapshot.diagnostics.map(({ place }) => place.file)).toEqual(["a", "c"]);
});

test("does not depend on the order of different resources", () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1 });
  let longest = 0;
  fc.assert(
    fc.property(names, (list) => {
      longest = Math.max(longest, list.length);
      const forth = createSnapshot([[read("a", ...list.map((name) => vnet(name)))]]);
      const back = createSnapshot([[read("a", ...list.toReversed().map((name) => vnet(name)))]]);
      expect([...back.resources.keys()]).toEqual([...forth.resources.keys()]);
      expect(forth.resources.size).toBe(list.length);
    }),
    { seed: 20261121, numRuns: 100 },
  );
  expect(longest).toBeGreaterThan(3);
});
