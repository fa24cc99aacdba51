// Whatever stands in a snapshot, compiling it ends with a sound model and says what it left out.
import fc from "fast-check";
import { expect, test } from "vitest";
import { isJsonObject, type JsonObject } from "../../src/arm/index.ts";
import { compileSnapshot } from "../../src/compile/index.ts";
import { caseNames, readCase } from "../golden/snapshots.ts";
import { danglingKeys } from "../resolves.ts";
import {
  brief,
  compile,
  gateway,
  idOf,
  network,
  peering,
  publicIp,
  resource,
  to,
} from "../resources.ts";
import { snapshotOf } from "../snapshot-of.ts";

const cases = caseNames.map(readCase);

// Values that real exports have been seen to hold in the wrong place, and a few that nobody would
// write.
const junk: readonly unknown[] = [
  null,
  "",
  "text",
  0,
  -1,
  true,
  [],
  {},
  [[]],
  [null],
  { id: null },
  { id: {} },
  { properties: null },
  "10.0.0.0/33",
  "10.0.0.1/8",
  "fe80::1%eth0",
  "/subscriptions/x/providers/y/z/w",
  "\u0000",
];

interface Spot {
  readonly holder: Record<string, unknown>;
  readonly name: string;
}

function spotsIn(value: unknown): readonly Spot[] {
  if (Array.isArray(value)) return value.flatMap(spotsIn);
  if (!isJsonObject(value)) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((name) => [{ holder, name }, ...spotsIn(holder[name])]);
}

test("one to five junk values anywhere in a case never break the model", () => {
  const seen = { silent: 0, said: 0 };
  fc.assert(
    fc.property(
      fc.constantFrom(...cases),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...junk)), { minLength: 1, maxLength: 5 }),
      (values, changes) => {
        const copy = structuredClone(values) as JsonObject[];
        for (const [where, value] of changes) {
          // Ids of resources stay: without one a value never becomes a resource.
          const spots = copy.flatMap((top) => spotsIn(top["properties"]));
          const spot = spots[where % spots.length];
          if (spot !== undefined) spot.holder[spot.name] = structuredClone(value);
        }
        const { model, diagnostics } = compileSnapshot(snapshotOf(copy));
        seen[diagnostics.length === 0 ? "silent" : "said"] += 1;
        expect(danglingKeys(model)).toEqual([]);
      },
    ),
    { seed: 20261121, numRuns: 1000 },
  );
  expect(Math.min(seen.silent, seen.said)).toBeGreaterThan(50);
});

test("any subset of a case compiles, and what is missing is said", () => {
  let missing = 0;
  fc.assert(
    fc.property(fc.constantFrom(...cases), fc.nat(), (values, mask) => {
      const kept = values.filter((_, index) => ((mask >>> (index % 31)) & 1) === 1);
      const { model, diagnostics } = compileSnapshot(snapshotOf(kept));
      if (diagnostics.some(({ code }) => code === "reference-missing")) missing += 1;
      expect(danglingKeys(model)).toEqual([]);
    }),
    { seed: 20261121, numRuns: 300 },
  );
  expect(missing).toBeGreaterThan(100);
});

// One fault each: the code and place, and the rest still there.
test.each([
  [
    "an address space that is a text",
    { addressSpace: { addressPrefixes: "10.0.0.0/16" } },
    ["property-invalid virtualNetworks/v#/addressSpace/addressPrefixes"],
  ],
  [
    "a prefix with host bits",
    { addressSpace: { addressPrefixes: ["10.0.0.1/16", "10.1.0.0/16"] } },
    ["prefix-host-bits virtualNetworks/v#/addressSpace/addressPrefixes/0"],
  ],
  [
    "a number among prefixes",
    { addressSpace: { addressPrefixes: [10, "10.1.0.0/16"] } },
    ["property-invalid virtualNetworks/v#/addressSpace/addressPrefixes/0"],
  ],
  [
    "one broken subnet and one without a prefix",
    {
      addressSpace: { addressPrefixes: ["10.1.0.0/16"] },
      subnets: [
        { name: "a", properties: { addressPrefix: "10.1.0.0/99" } },
        { name: "b", properties: {} },
      ],
    },
    [
      "prefix-invalid virtualNetworks/v#/subnets/0/addressPrefix",
      "subnet-prefix-missing virtualNetworks/v#/subnets/1",
    ],
  ],
  [
    "subnets that are an object",
    { addressSpace: { addressPrefixes: ["10.1.0.0/16"] }, subnets: {} },
    ["property-invalid virtualNetworks/v#/subnets"],
  ],
  [
    "a subnet without a name",
    { addressSpace: { addressPrefixes: ["10.1.0.0/16"] }, subnets: [{ properties: {} }] },
    ["resource-unidentified virtualNetworks/v#/subnets/0"],
  ],
  ["no properties at all", null, ["address-space-empty virtualNetworks/v"]],
])("a network with %s", (_, properties, said) => {
  const bad = { ...resource("virtualNetworks/v"), properties };
  const { model, diagnostics } = compile(bad, network("good", "10.9.0.0/16"));
  expect(brief(diagnostics)).toEqual(said);
  expect(model.networks.size).toBe(2);
});

test("a network that is peered with itself has no such peering, and keeps the others", () => {
  const { model, diagnostics } = compile(
    network("a", "10.0.0.0/16"),
    network("b", "10.1.0.0/16"),
    peering("a", "a"),
    peering("a", "b"),
    peering("b", "a"),
  );
  expect(brief(diagnostics)).toEqual([
    "reference-cycle virtualNetworkPeerings/to-a#/remoteVirtualNetwork",
  ]);
  const peers = [...model.networks.values()].map(({ peerings }) =>
    peerings.map(({ name }) => name),
  );
  expect(peers).toEqual([["to-b"], ["to-a"]]);
});

test("a connection of a gateway with itself is left out", () => {
  const { model, diagnostics } = compile(
    network("hub", "10.0.0.0/16", { subnets: { GatewaySubnet: "10.0.0.0/24" } }),
    publicIp,
    gateway("g"),
    resource("connections/c", {
      connectionType: "Vnet2Vnet",
      virtualNetworkGateway1: to("virtualNetworkGateways/g"),
      virtualNetworkGateway2: to("virtualNetworkGateways/G"),
    }),
  );
  expect(brief(diagnostics)).toEqual(["reference-cycle connections/c#/virtualNetworkGateway2"]);
  expect([model.gateways.size, model.connections.size]).toEqual([1, 0]);
});

test("networks that are peered with themselves or in a circle end", () => {
  const loop = (remote: string): object => ({
    name: `to-${remote}`,
    properties: {
      remoteVirtualNetwork: to(`virtualNetworks/${remote}`),
      useRemoteGateways: true,
      allowGatewayTransit: true,
    },
  });
  const { model, diagnostics } = compile(
    network("a", "10.0.0.0/16", { peerings: [loop("a"), loop("b")] }),
    network("b", "10.1.0.0/16", { peerings: [loop("c")] }),
    network("c", "10.2.0.0/16", { peerings: [loop("a")] }),
  );
  expect(model.networks.size).toBe(3);
  expect(diagnostics.length).toBeGreaterThan(0);
});

test("names that JavaScript knows are ordinary names", () => {
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
  const { model } = compile(...names.map((name, index) => network(name, `10.${index}.0.0/16`)));
  expect([...model.networks.values()].map(({ id }) => id).sort()).toEqual(
    names.map((name) => idOf(`virtualNetworks/${name}`)).sort(),
  );
});

test("a reference ten thousand characters long is only a reference", () => {
  const id = `/${"x".repeat(10_000)}`;
  const { diagnostics } = compile(
    network("v", "10.0.0.0/16", {
      subnets: { a: { addressPrefix: "10.0.0.0/24", routeTable: { id } } },
    }),
  );
  expect(brief(diagnostics)).toEqual(["reference-missing virtualNetworks/v#/subnets/0/routeTable"]);
});
