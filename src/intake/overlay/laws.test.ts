// Laws of laying any resources over any others.
import fc from "fast-check";
import { expect, test } from "vitest";
import { normalForm } from "../../arm/index.ts";
import { createSnapshot, readText } from "../index.ts";

const scope = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network";
const ids = ["virtualNetworks/a", "virtualNetworks/a/subnets/x", "virtualNetworks/a/subnets/y"];

// Values as exports hold them, and values that nobody expects there.
const leaf = fc.constantFrom<unknown>(
  null,
  1,
  "x",
  true,
  [],
  {},
  { $unknown: "f()" },
  { id: "/r" },
);
const child = fc.record(
  {
    name: fc.constantFrom("x", "y", "Z", ""),
    id: fc.constantFrom(`${scope}/${ids[1]}`, "/elsewhere", 7),
    properties: fc.dictionary(fc.constantFrom("p", "q", "constructor"), leaf, { maxKeys: 2 }),
    p: leaf,
  },
  { requiredKeys: [] },
);
const list = fc.oneof(
  fc.array(fc.oneof({ weight: 4, arbitrary: child }, leaf), { maxLength: 3 }),
  leaf,
);
const properties = fc.record(
  {
    subnets: list,
    SUBNETS: list,
    virtualNetworkPeerings: list,
    p: leaf,
    q: fc.record({ r: leaf }),
  },
  { requiredKeys: [] },
);
const body = fc.oneof(
  fc.record({ etag: fc.constant("1"), tags: leaf, properties }, { requiredKeys: ["properties"] }),
  fc.record({ properties: fc.oneof(properties, leaf) }, { requiredKeys: [] }),
  properties,
);
const resource = fc
  .tuple(fc.constantFrom(...ids), body)
  .map(([id, one]) => ({ ...one, id: `${scope}/${id}` }));
const layer = fc.array(resource, { maxLength: 3 });

function lay(layers: readonly unknown[], removed: readonly string[] = []) {
  const read = layers.map((one, at) => [readText({ file: `${at}`, text: JSON.stringify(one) })]);
  return createSnapshot(read, { removed });
}

function formOf(snapshot: ReturnType<typeof lay>): unknown {
  return normalForm(snapshot.resources.values());
}

// Resources as people write them: children have names, and nothing is taken away.
const tameLeaf = leaf.filter((one) => one !== null);
const tameChild = fc.record({
  name: fc.constantFrom("x", "y", "Z"),
  properties: fc.dictionary(fc.constantFrom("p", "q"), tameLeaf, { maxKeys: 2 }),
});
const tameBody = fc.record(
  {
    etag: fc.constant("1"),
    properties: fc.record(
      { subnets: fc.array(tameChild, { maxLength: 3 }), p: tameLeaf },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ["properties"] },
);
const tameLayer = fc.array(
  fc
    .tuple(fc.constantFrom(...ids), tameBody)
    .map(([id, one]) => ({ ...one, id: `${scope}/${id}` })),
  { maxLength: 3 },
);

const settings = { seed: 20261123, numRuns: 1000 };

test("nothing throws, and what is written out reads back the same", () => {
  let folded = 0;
  fc.assert(
    fc.property(fc.array(layer, { maxLength: 4 }), fc.subarray(ids), (layers, gone) => {
      const snapshot = lay(
        layers,
        gone.map((id) => `${scope}/${id}`),
      );
      const written = normalForm(snapshot.resources.values());
      if (written.length < snapshot.resources.size) folded += 1;
      const again = normalForm(lay([written]).resources.values());
      expect(again).toEqual(written);
      for (const id of gone)
        expect(snapshot.resources.has(`${scope}/${id}`.toLowerCase())).toBe(false);
    }),
    settings,
  );
  expect(folded).toBeGreaterThan(50);
});

test("laying a layer twice is laying it once", () => {
  fc.assert(
    fc.property(tameLayer, tameLayer, (below, over) => {
      expect(formOf(lay([below, over, over]))).toEqual(formOf(lay([below, over])));
    }),
    settings,
  );
});

test("a resource that says nothing changes nothing", () => {
  fc.assert(
    fc.property(layer, fc.constantFrom(...ids), (below, id) => {
      const before = lay([below]);
      fc.pre(before.resources.has(`${scope}/${id}`.toLowerCase()));
      expect(formOf(lay([below, [{ id: `${scope}/${id}` }]]))).toEqual(formOf(before));
    }),
    settings,
  );
});

test("what is whole is there as it was written, whatever lies below", () => {
  fc.assert(
    fc.property(layer, body, (below, one) => {
      const network = { ...one, etag: "1", id: `${scope}/${ids[0]}` };
      const { resources } = lay([below, [network]]);
      expect(resources.get(network.id.toLowerCase())?.body).toEqual(
        JSON.parse(JSON.stringify(network)),
      );
    }),
    settings,
  );
});
