// The second door gives what the first one gives, whichever readers a text needs.
import { expect, test } from "vitest";
import type { LayerOptions } from "../index.ts";
import * as first from "../index.ts";
import * as second from "./index.ts";

const networks = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks";
const properties = { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } };
const network = { id: `${networks}/v`, type: "Microsoft.Network/virtualNetworks", properties };
const plan = {
  format_version: "1.2",
  planned_values: {
    root_module: {
      resources: [
        {
          address: "azurerm_virtual_network.w",
          mode: "managed",
          type: "azurerm_virtual_network",
          name: "w",
          values: { name: "w", resource_group_name: "g", address_space: ["10.1.0.0/16"] },
        },
      ],
    },
  },
};
const rawState = { version: 4, terraform_version: "1.9.0", lineage: "l", resources: [] };
const template = {
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  parameters: { name: { type: "string", defaultValue: "t" } },
  resources: [
    {
      type: "Microsoft.Network/virtualNetworks",
      apiVersion: "2024-05-01",
      name: "[parameters('name')]",
      location: "x",
      properties,
    },
  ],
};
const parameters = {
  $schema: "https://x/2019-04-01/deploymentParameters.json#",
  parameters: { name: { value: "u" } },
};
const linking = {
  ...template,
  resources: [
    {
      type: "Microsoft.Resources/deployments",
      apiVersion: "2022-09-01",
      name: "inner",
      properties: { mode: "Incremental", templateLink: { relativePath: "inner.json" } },
    },
  ],
};
const waiting = {
  ...network,
  id: `${networks}/x`,
  tags: { space: { $unknown: "v", $of: { id: network.id, pointer: "/properties/addressSpace" } } },
};
const named: LayerOptions = {
  deployment: {
    parameters: [{ kind: "file", file: { file: "p.json", filePointer: "", value: parameters } }],
  },
};
const broken: LayerOptions = {
  deployment: {
    parameters: [{ kind: "file", file: { file: "p.json", filePointer: "", value: { name: {} } } }],
  },
};
const yaml = `id: ${networks}/y\nproperties: {addressSpace: {addressPrefixes: [10.2.0.0/16]}}\n`;

type Files = Readonly<Record<string, unknown>>;

/** What is in layers of files, and which names or codes it must lead to. */
const rows: readonly [string, readonly Files[], LayerOptions, readonly string[]][] = [
  ["nothing", [], {}, []],
  ["resources", [{ "a.json": [network] }], {}, ["v"]],
  ["YAML", [{ "a.yaml": yaml }], {}, ["y"]],
  ["no JSON", [{ "a.json": '{"a": ' }], {}, ["json-invalid"]],
  ["a plan", [{ "plan.json": plan }], {}, ["w"]],
  ["a plan among resources", [{ "a.json": [plan, network] }], {}, ["v", "w"]],
  ["a plan over resources", [{ "a.json": [network] }, { "plan.json": plan }], {}, ["v", "w"]],
  [
    "a value that an earlier layer holds",
    [{ "a.json": [network] }, { "b.json": [waiting] }],
    {},
    ["v", "x"],
  ],
  ["a state", [{ "terraform.tfstate": rawState }], {}, []],
  [
    "an encrypted state",
    [{ "s.json": { encrypted_data: "x", lineage: "l" } }],
    {},
    ["terraform-unreadable"],
  ],
  ["a template", [{ "main.json": template }], {}, ["t"]],
  [
    "a template with its parameters",
    [{ "main.json": template, "main.parameters.json": parameters }],
    {},
    ["u"],
  ],
  ["a template with named parameters", [{ "main.json": template }], named, ["u"]],
  [
    "a template that links another",
    [{ "main.json": linking }],
    {},
    ["template-link-unread", "inner.json"],
  ],
  [
    "parameters alone",
    [{ "a.json": [network], "p.parameters.json": parameters }],
    {},
    ["v", "parameters-unused"],
  ],
  ["broken parameters for nobody", [{ "a.json": [network] }], broken, ["v", "property-invalid"]],
];

function sourcesOf(files: Files): readonly first.TextSource[] {
  return Object.entries(files).map(([file, value]) => ({
    file,
    text: typeof value === "string" ? value : JSON.stringify(value),
  }));
}

test.each(rows)("both doors give the same of %s", async (_, layers, options, expected) => {
  const yamlReader = await first.loadYaml();
  const ours = await Promise.all(
    layers.map((files) => Promise.all(sourcesOf(files).map(second.readText))),
  );
  const theirs = layers.map((files) =>
    sourcesOf(files).map((source) => first.readText(source, yamlReader)),
  );
  expect(ours).toEqual(theirs);
  const snapshot = await second.createSnapshot(ours, options);
  expect(snapshot).toEqual(first.createSnapshot(theirs, options));
  const found = [
    ...[...snapshot.resources.values()].map(({ id }) => id.name),
    ...snapshot.diagnostics.map(({ code }) => code),
    ...snapshot.wanted.map(({ path }) => path),
  ];
  expect(found).toEqual(expect.arrayContaining([...expected]));
  expect(found.length === 0).toBe(expected.length === 0);
});

test.each([
  ["a.json", '{"a": [1, 2]}'],
  ["a.yaml", "a: [1, 2]\n"],
])("positions, documents and parameters of %s are found without a reader", async (file, text) => {
  const source = { file, text };
  const yamlReader = await first.loadYaml();
  expect(await second.locateAll(source, ["/a/1"])).toEqual(
    first.locateAll(source, ["/a/1"], yamlReader),
  );
  const document = await second.readDocument(source);
  expect(document).toMatchObject({ kind: "document", value: { a: [1, 2] } });
  expect(await second.readParameterFile(source)).toMatchObject({
    file: { value: { a: [1, 2] } },
    diagnostics: [],
  });
});
