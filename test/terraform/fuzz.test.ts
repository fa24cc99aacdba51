// Damaged plans and states: nothing throws, nothing secret comes out, every place is in the file.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createSnapshot, readText } from "../../src/intake/index.ts";
import { findSharedFile } from "../shared-file.ts";
import { later, writePlan } from "./plan.ts";

const secret = "hunter2-hunter2";
const group = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers";
const common = { resource_group_name: "rg", location: "westeurope", tags: { owner: "me" } };
const ip = { name: "ip", subnet_id: later, private_ip_address: later };

// One of everything: modules, keys, blocks, associations, data, azapi, template, secrets.
const plan = writePlan(
  {
    blocks: {
      "azurerm_resource_group.g": {
        set: { name: "random_pet.p.id" },
        instances: { "azurerm_resource_group.g": { name: later, location: "westeurope" } },
      },
      "azurerm_virtual_network.v": {
        set: { resource_group_name: "azurerm_resource_group.g.name" },
        instances: {
          "azurerm_virtual_network.v": {
            ...common,
            resource_group_name: later,
            name: "v",
            address_space: ["10.0.0.0/16"],
            subnet: [{ name: "in", address_prefixes: ["10.0.9.0/24"], id: later }],
          },
        },
      },
      "azurerm_subnet_route_table_association.a": {
        forEach: "module.net.all",
        set: { subnet_id: "each.value.id", route_table_id: ["local.table", "each.key"] },
        instances: {
          'azurerm_subnet_route_table_association.a["a"]': {
            subnet_id: later,
            route_table_id: later,
          },
        },
      },
      "azurerm_route_table.t": {
        hidden: ["route"],
        instances: {
          "azurerm_route_table.t": {
            ...common,
            name: "t",
            route: [{ name: "r", address_prefix: "0.0.0.0/0", next_hop_in_ip_address: later }],
          },
        },
      },
      "azurerm_network_interface.n": {
        count: "var.n",
        set: { ip_configuration: [{ subnet_id: ["module.net.ids", "count.index"] }] },
        instances: {
          "azurerm_network_interface.n[0]": { ...common, name: "n0", ip_configuration: [ip] },
          "azurerm_network_interface.n[1]": { ...common, name: "n1", ip_configuration: [ip] },
        },
      },
      "azapi_resource.z": {
        set: { body: ["azurerm_route_table.t.id", "azurerm_virtual_network.v.subnet"] },
        instances: {
          "azapi_resource.z": {
            type: "Microsoft.Network/virtualNetworks/subnets@2024-05-01",
            name: "z",
            parent_id: later,
            body: { properties: { routeTable: { id: later } } },
          },
        },
      },
      "azurerm_linux_virtual_machine.m": {
        set: { network_interface_ids: "azurerm_network_interface.n" },
        instances: {
          "azurerm_linux_virtual_machine.m": {
            ...common,
            name: "m",
            admin_password: secret,
            network_interface_ids: [later, later],
          },
        },
      },
    },
    calls: {
      net: {
        with: { group: "azurerm_resource_group.g", names: { constant: ["a", "b"] } },
        blocks: {
          "azurerm_subnet.s": {
            forEach: "var.names",
            set: { resource_group_name: "var.group.name" },
            instances: {
              'module.net.azurerm_subnet.s["a"]': {
                name: "a",
                virtual_network_name: "v",
                resource_group_name: later,
              },
              'module.net.azurerm_subnet.s["b"]': {
                name: "b",
                virtual_network_name: "v",
                resource_group_name: later,
              },
            },
          },
        },
        outputs: { all: "azurerm_subnet.s", ids: "azurerm_subnet.s" },
      },
    },
  },
  {
    relevant_attributes: [{ resource: "azurerm_firewall.f", attribute: ["ip_configuration", 0] }],
  },
);

const state = {
  version: 4,
  terraform_version: "1.9.0",
  resources: [
    {
      mode: "managed",
      type: "azurerm_virtual_network_gateway_connection",
      name: "c",
      module: 'module.a["x"]',
      instances: [
        {
          index_key: 0,
          attributes: {
            ...common,
            id: `${group}/Microsoft.Network/connections/c`,
            name: "c",
            shared_key: secret,
            type: "IPsec",
          },
          sensitive_attributes: [[{ type: "get_attr", value: "shared_key" }]],
        },
      ],
    },
  ],
};

const folder = findSharedFile("corpus/terraform");
const others =
  folder === undefined
    ? []
    : readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => /\.(json|tfstate)$/.test(name))
        .map((name) => readFileSync(join(folder, name), "utf8"));
const inputs = [plan, state].map((value) => JSON.stringify(value, null, 1));

interface Mutation {
  readonly kind: "value" | "name" | "drop" | "repeat" | "move" | "flip";
  readonly at: number;
  readonly to: number;
}

const values = [
  "null",
  "7",
  '"x"',
  "[]",
  "{}",
  "true",
  "[true]",
  '["azurerm_subnet.s", "each.value.x", "module.net.all[0].id", "var.group", "a[", "x.y[\\"k\\"].z"]',
  '{"references": ["module.net.ids", "count.index"]}',
  '{"__proto__": {"id": "/x"}, "constructor": 1}',
  '[[[{"id": true}]]]',
];

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom("value", "value", "value", "name", "drop", "repeat", "move", "flip"),
  at: fc.nat(),
  to: fc.nat(),
});

function mutate(text: string, { kind, at, to }: Mutation): string {
  if (kind === "flip") return text.slice(0, at % text.length) + text.slice((at % text.length) + 1);
  if (kind === "value" || kind === "name") {
    const pattern =
      kind === "name" ? /"[^"\n]*"(?=\s*:)/g : /"[^"\n]*"(?!\s*:)|\btrue\b|\bnull\b|\d+|\[\]|\{\}/g;
    const found = [...text.matchAll(pattern)];
    const match = found[at % Math.max(found.length, 1)];
    if (match === undefined) return text;
    const names = ['"id"', '"values"', '"__proto__"', '"references"', '"address"', '"name"'];
    const list = kind === "name" ? names : values;
    const value = list[to % list.length] ?? "";
    return text.slice(0, match.index) + value + text.slice(match.index + match[0].length);
  }
  const lines = text.split("\n");
  const from = at % lines.length;
  const line = lines[from] ?? "";
  if (kind !== "repeat") lines.splice(from, 1);
  if (kind !== "drop") lines.splice(to % (lines.length + 1), 0, line);
  return lines.join("\n");
}

function readDamaged(texts: readonly string[], runs: number): ReadonlySet<string> {
  const seen = new Set<string>();
  const damaged = fc.tuple(
    fc.constantFrom(...texts),
    fc.array(mutation, { minLength: 1, maxLength: 5 }),
  );
  fc.assert(
    fc.property(damaged, ([whole, mutations]) => {
      const text = mutations.reduce(mutate, whole);
      const result = readText({ file: "a.json", text });
      const snapshot = createSnapshot([[result]]);
      for (const { code } of snapshot.diagnostics) seen.add(code);
      if (snapshot.resources.size > 0) seen.add("resources");
      for (const { place } of [...result.resources, ...result.diagnostics, ...result.removals]) {
        expect(place.file).toBe("a.json");
        expect(place.filePointer).toMatch(/^(\/|$)/);
      }
      // What is still read as Terraform's keeps its secrets where the damage leaves their names.
      const isRead = result.resources.every(({ extent }) => extent !== undefined);
      const named = text.match(/"(admin_password|shared_key)": "hunter2-hunter2"/g) ?? [];
      const isNamed = named.length === text.split(secret).length - 1;
      if (isRead && isNamed) {
        if (named.length > 0) seen.add("secrets");
        expect(JSON.stringify([result.resources, result.diagnostics])).not.toContain(secret);
      }
    }),
    { seed: 20261121, numRuns: runs },
  );
  return seen;
}

test("reads any damaged plan or state of ours without throwing", () => {
  const seen = readDamaged(inputs, 2000);
  const expected = [
    "resources",
    "secrets",
    "json-invalid",
    "property-invalid",
    "terraform-id-unknown",
    "terraform-reference-inferred",
    "terraform-reference-unresolved",
    "terraform-type-unmapped",
  ];
  expect(expected.filter((code) => !seen.has(code))).toEqual([]);
});

test.skipIf(others.length === 0)("reads damaged plans of others without throwing", () => {
  const seen = readDamaged(others.map(indent), 400);
  expect(seen.has("resources")).toBe(true);
});

function indent(text: string): string {
  return JSON.stringify(JSON.parse(text), null, 1);
}

// Shapes that cost without bound where something is not remembered or not bounded.
const heavy: readonly (readonly [string, () => unknown])[] = [
  ["10,000 instances that name all of another 10,000", manyByMany],
  ["modules inside each other, each naming two variables of the outer one", nestedModules],
  ["a chain of 5,000 references", longChain],
  ["two resources that name each other", cycle],
];

test.each(heavy)("%s", (_, write) => {
  const before = performance.now();
  const { resources } = readText({ file: "a.json", text: JSON.stringify(write()) });
  expect(resources.length).toBeGreaterThan(0);
  expect(performance.now() - before).toBeLessThan(20_000);
});

function manyByMany() {
  const keys = Array.from({ length: 10_000 }, (_, index) => `k${index}`);
  const of = (type: string, values: (key: string) => Record<string, unknown>) =>
    Object.fromEntries(keys.map((key) => [`${type}.x["${key}"]`, values(key)]));
  return writePlan({
    blocks: {
      "azurerm_route_table.x": {
        instances: of("azurerm_route_table", (name) => ({ ...common, name })),
      },
      "azurerm_subnet_route_table_association.x": {
        set: { route_table_id: "azurerm_route_table.x", subnet_id: "local.x" },
        instances: of("azurerm_subnet_route_table_association", () => ({
          subnet_id: later,
          route_table_id: later,
        })),
      },
      "azurerm_network_interface.x": {
        instances: of("azurerm_network_interface", (name) => ({ ...common, name })),
      },
      "azurerm_linux_virtual_machine.x": {
        set: { network_interface_ids: "azurerm_network_interface.x" },
        instances: of("azurerm_linux_virtual_machine", (name) => ({
          ...common,
          name,
          network_interface_ids: later,
        })),
      },
    },
  });
}

function nestedModules() {
  const depth = 30;
  const values = { name: "s", resource_group_name: "rg", virtual_network_name: later };
  const address = `${"module.m.".repeat(depth)}azurerm_subnet.s`;
  let module: Parameters<typeof writePlan>[0] = {
    blocks: {
      "azurerm_subnet.s": {
        set: { virtual_network_name: ["var.a", "var.b"] },
        instances: { [address]: values },
      },
    },
  };
  for (let level = 0; level < depth; level += 1) {
    const both = ["var.a", "var.b"];
    module = { calls: { m: { ...module, with: { a: both, b: both } } } };
  }
  return writePlan(module);
}

function longChain() {
  const blocks = Array.from({ length: 5_000 }, (_, index) => {
    const address = `azurerm_subnet.s${index}`;
    return [
      address,
      {
        set: { virtual_network_name: `azurerm_subnet.s${index + 1}.virtual_network_name` },
        instances: {
          [address]: { name: "s", resource_group_name: "rg", virtual_network_name: later },
        },
      },
    ] as const;
  });
  return writePlan({ blocks: Object.fromEntries(blocks) });
}

function cycle() {
  const values = { name: "s", resource_group_name: "rg", virtual_network_name: later };
  return writePlan({
    blocks: {
      "azurerm_subnet.a": {
        set: { virtual_network_name: "azurerm_subnet.b.virtual_network_name" },
        instances: { "azurerm_subnet.a": values },
      },
      "azurerm_subnet.b": {
        set: { virtual_network_name: "azurerm_subnet.a.virtual_network_name" },
        instances: { "azurerm_subnet.b": values },
      },
    },
  });
}
