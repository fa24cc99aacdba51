import fc from "fast-check";
import { expect, test } from "vitest";
import { createSnapshot, loadYaml, locateAll, type ReadResult, readText } from "./index.ts";

const yaml = await loadYaml();

const network = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network";
const row = {
  source: "User",
  state: "Active",
  addressPrefix: ["0.0.0.0/0"],
  nextHopType: "VirtualAppliance",
  nextHopIpAddress: ["10.0.0.4"],
};
const vnet = {
  id: `${network}/virtualNetworks/v1`,
  type: "Microsoft.Network/virtualNetworks",
  name: "v1",
  properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] }, subnets: [{ name: "a" }] },
};
const nic = { id: `${network}/networkInterfaces/n1`, properties: { enableIPForwarding: true } };
const learned = { network: "10.9.0.0/16", origin: "EBgp", asPath: "65010", nextHop: "10.0.0.5" };

// One small input of each shape; YAML has anchors, documents and nesting of both kinds.
const inputs: readonly (readonly [string, string])[] = [
  ["a.json", JSON.stringify([vnet, nic, [vnet], { type: "Trueroute/guests", name: "n" }], null, 1)],
  ["a.json", JSON.stringify({ data: [vnet, { ...nic, resourceGroup: "g" }], count: 2 }, null, 1)],
  ["a.json", JSON.stringify({ data: { columns: [{ name: "id" }], rows: [[nic.id]] } }, null, 1)],
  ["a.json", JSON.stringify([{ id: nic.id, value: [row, row] }, { value: [vnet] }], null, 1)],
  ["a.json", JSON.stringify({ id: `${network}/virtualNetworkGateways/g`, value: [learned] })],
  [
    "a.json",
    JSON.stringify({
      resources: [vnet],
      operations: [
        {
          op: "effectiveRouteTable",
          uri: `${nic.id}/effectiveRouteTable`,
          response: { value: [row] },
        },
      ],
    }),
  ],
  ["a.json", `// note\n[${JSON.stringify(vnet)}, /* and */ ${JSON.stringify(nic)},]`],
  ["a.yaml", `- &v\n  id: ${vnet.id}\n  properties: {a: [1, "x"]}\n- *v\n- id: ${nic.id}\n`],
  ["a.yaml", `id: ${vnet.id}\ntags: &t {a: b}\n---\nid: ${nic.id}\ntext: |\n  a\n  b\n`],
];

interface Mutation {
  readonly kind: "flip" | "drop" | "repeat" | "move" | "swap";
  readonly at: number;
  readonly to: number;
  readonly piece: string;
}

// Pieces that change the meaning of what stands around them.
const pieces = [
  '"',
  "[",
  "]",
  "{",
  "}",
  ",",
  ":",
  "\\",
  "*v",
  "&v ",
  "- ",
  "\n",
  "\t",
  "\u0000",
  "#",
];
const values = ["null", "7", '"x"', "[]", "{}", "true", '{"id":7}', '[{"value":[]}]', "-1e999"];

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom("flip", "drop", "repeat", "move", "swap"),
  at: fc.nat(),
  to: fc.nat(),
  piece: fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary", maxLength: 2 })),
});

function mutate(text: string, { kind, at, to, piece }: Mutation): string {
  if (kind === "flip") {
    const offset = at % (text.length + 1);
    return text.slice(0, offset) + piece + text.slice(offset + (to % 3));
  }
  if (kind === "swap") {
    const found = [...text.matchAll(/"[^"\n]*"(?!\s*:)|\btrue\b|\d+|\[[^[\]{}]*\]/g)];
    const match = found[at % Math.max(found.length, 1)];
    if (match === undefined) return text;
    const value = values[to % values.length] ?? "";
    return text.slice(0, match.index) + value + text.slice(match.index + match[0].length);
  }
  const lines = text.split("\n");
  const from = at % lines.length;
  const line = lines[from] ?? "";
  if (kind !== "repeat") lines.splice(from, 1);
  if (kind !== "drop") lines.splice(to % (lines.length + 1), 0, line);
  return lines.join("\n");
}

test("reads any damaged text without throwing", () => {
  const seen = new Map<string, number>();
  const note = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);
  const damaged = fc.tuple(
    fc.constantFrom(...inputs),
    fc.array(mutation, { minLength: 1, maxLength: 6 }),
    fc.option(fc.constantFrom(nic.id, "n1"), { nil: undefined }),
  );
  fc.assert(
    fc.property(damaged, ([[file, whole], mutations, about]) => {
      const text = mutations.reduce(mutate, whole);
      const result = readText({ file, text, ...(about === undefined ? {} : { about }) }, yaml);
      const snapshot = createSnapshot([[result, result], [result]]);
      const pointers = snapshot.diagnostics.map(({ place }) => place.filePointer + place.pointer);
      locateAll({ file, text }, pointers, yaml);
      for (const { code } of snapshot.diagnostics) note(code);
      if (snapshot.resources.size > 0) note("resources");
      if (snapshot.captures.length > 0) note("captures");
      expectSound(result, file);
    }),
    { seed: 20261121, numRuns: 6000 },
  );
  expect([...seen.keys()].sort()).toEqual([
    "captures",
    "file-empty",
    "id-invalid",
    "json-invalid",
    "property-invalid",
    "resource-duplicate",
    "resource-unidentified",
    "resources",
    "shape-unknown",
    "yaml-invalid",
  ]);
});

// Whatever was found stands in this file, and nothing was lost in silence.
function expectSound(result: ReadResult, file: string): void {
  const { resources, captures, diagnostics } = result;
  for (const { place } of [...resources, ...captures, ...diagnostics]) {
    expect(place.file).toBe(file);
    expect(place.filePointer).toMatch(/^(\/|$)/);
  }
  const isUnread = diagnostics.some(
    ({ code }) => code === "json-invalid" || code === "yaml-invalid",
  );
  if (isUnread) expect([resources.length, captures.length, diagnostics.length]).toEqual([0, 0, 1]);
}
