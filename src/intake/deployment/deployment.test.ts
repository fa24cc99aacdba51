// How templates lie over what is there: which parameters they get, where they go, what they leave.
import { expect, test } from "vitest";
import type { JsonObject } from "../../arm/index.ts";
import { parseParameterText } from "../arm-template/index.ts";
import { createSnapshot, type LayerOptions, readText } from "../index.ts";
import { parameterPaths } from "./index.ts";

const group = "/subscriptions/s/resourceGroups/g";
const network = `${group}/providers/Microsoft.Network`;
const defaultGroup = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/default";

/** A template that makes one network per name, and tells its location and parameter `p` in tags. */
function template(names: readonly string[], more: JsonObject = {}): JsonObject {
  return {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    parameters: {
      p: { type: "string", defaultValue: "default" },
      n: { type: "int", defaultValue: 0 },
    },
    resources: names.map((name) => ({
      type: "Microsoft.Network/virtualNetworks",
      apiVersion: "2024-05-01",
      name,
      location: "[resourceGroup().location]",
      tags: { p: "[parameters('p')]", n: "[parameters('n')]" },
      properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
    })),
    ...more,
  };
}

function parameters(values: JsonObject): JsonObject {
  return {
    $schema: "https://x/2019-04-01/deploymentParameters.json#",
    parameters: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, { value }]),
    ),
  };
}

type Files = Readonly<Record<string, unknown>>;

function lay(layers: readonly Files[], options: LayerOptions = {}) {
  const results = layers.map((files) =>
    Object.entries(files).map(([file, value]) => readText({ file, text: JSON.stringify(value) })),
  );
  const { resources, diagnostics, wanted } = createSnapshot(results, options);
  return {
    resources,
    wanted,
    tags: Object.fromEntries(
      [...resources.values()].map(({ id, body }) => [id.name, body["tags"]]),
    ),
    codes: diagnostics.map(({ code }) => code),
    messages: diagnostics.map(({ message, remedy }) => `${message} ${remedy}`),
  };
}

const given = (...texts: readonly string[]) =>
  texts.map((text) => {
    const place = { resource: "", pointer: "", file: "--parameters", filePointer: "" };
    const parameter = parseParameterText(text, place);
    if (parameter === undefined) throw new TypeError(text);
    return { kind: "value", parameter } as const;
  });

// Each row: what is said, the files of one layer, and the value of `p` that the template sees.
const pairs: readonly [string, Files, string][] = [
  ["nothing beside it", {}, "default"],
  ["X.parameters.json", { "f/main.parameters.json": parameters({ p: "a" }) }, "a"],
  ["X.parameters.jsonc", { "f/main.parameters.jsonc": parameters({ p: "a" }) }, "a"],
  ["X.bicepparam, compiled", { "f/main.bicepparam": parameters({ p: "a" }) }, "a"],
  ["azuredeploy.parameters.json", { "f/azuredeploy.parameters.json": parameters({ p: "a" }) }, "a"],
  [
    "its own name before the general one",
    {
      "f/azuredeploy.parameters.json": parameters({ p: "b" }),
      "f/main.parameters.json": parameters({ p: "a" }),
    },
    "a",
  ],
];

test.each(pairs)("parameters: %s", (_, files, p) => {
  const { tags } = lay([{ ...files, "f/main.json": template(["v"]) }]);
  expect(tags).toEqual({ v: { p, n: 0 } });
});

test("parameters: those of another folder or name are not taken, and that is said", () => {
  const { tags, codes } = lay([
    {
      "g/main.parameters.json": parameters({ p: "a" }),
      "f/main.dev.parameters.json": parameters({ p: "b" }),
      "f/main.json": template(["v"]),
    },
  ]);
  expect(tags).toEqual({ v: { p: "default", n: 0 } });
  expect(codes).toEqual(["parameters-unused", "parameters-unused"]);
});

test("parameters: the general file goes to the template of its own name", () => {
  const { tags } = lay([
    {
      "f/a.json": template(["a"]),
      "f/azuredeploy.json": template(["z"]),
      "f/azuredeploy.parameters.json": parameters({ p: "z" }),
    },
  ]);
  expect(tags).toMatchObject({ a: { p: "default" }, z: { p: "z" } });
});

test("parameters that are named win name by name, the later over the earlier", () => {
  const file = { file: "x.json", filePointer: "", value: parameters({ p: "file", n: 3 }) };
  const sources = [{ kind: "file", file } as const, ...given("P=named")];
  const { tags } = lay(
    [{ "main.json": template(["v"]), "main.parameters.json": parameters({ p: "a", n: 1 }) }],
    { deployment: { parameters: sources } },
  );
  expect(tags).toEqual({ v: { p: "named", n: 3 } });
});

test("a named parameter goes to every template that declares it; one of none is said once", () => {
  const other = template(["w"], { parameters: { p: { type: "string" } } });
  const { codes, messages } = lay(
    [{ "a.json": template(["v"]), "b.json": { ...other, resources: [] } }],
    { deployment: { parameters: given("p=x", "q=y") } },
  );
  expect(codes).toEqual(["template-parameter-unknown"]);
  expect(messages[0]).toContain("'q'");
});

test("a named parameter that only the template of another layer declares is no stranger", () => {
  const other = template(["w"], { parameters: { p: { type: "string" } } });
  const plain = template([], { parameters: {} });
  const layers = [{ "a.json": plain }, { "b.json": { ...other, resources: [] } }];
  expect(lay(layers, { deployment: { parameters: given("p=x") } }).codes).toEqual([]);
});

test("--assume defaults takes stand-ins for what nobody gave", () => {
  const needy = template(["v"], { parameters: { p: { type: "string" }, n: { type: "int" } } });
  expect(lay([{ "main.json": needy }])).toMatchObject({
    tags: {},
    codes: ["template-parameter-missing"],
  });
  const { tags, codes } = lay([{ "main.json": needy }], { deployment: { assumesDefaults: true } });
  expect(Object.keys(tags)).toEqual(["v"]);
  expect(codes).toEqual(["template-parameter-assumed"]);
});

const exported: Files = {
  "group.json": [
    { id: group, type: "Microsoft.Resources/resourceGroups", location: "westeurope" },
    { id: `${network}/routeTables/rt`, etag: "1" },
  ],
};

// Each row: options, and id and location of what the template makes.
const targets: readonly [NonNullable<LayerOptions["deployment"]>, string, unknown][] = [
  [{}, defaultGroup, { $unknown: "resourceGroup().location" }],
  [{ location: "eastus" }, defaultGroup, "eastus"],
  [{ resourceGroup: "G" }, "/subscriptions/s/resourceGroups/G", "westeurope"],
  [{ resourceGroup: "g", subscription: "s" }, group, "westeurope"],
  [{ resourceGroup: "g", subscription: "t" }, "/subscriptions/t/resourceGroups/g", {}],
  [{ resourceGroup: "g", location: "eastus" }, group, "westeurope"],
];

test.each(targets)("a template with %j is deployed to %s", (deployment, scope, location) => {
  const { resources } = lay([exported, { "main.json": template(["v"]) }], { deployment });
  const made = [...resources.values()].find(({ id }) => id.name === "v");
  expect(made?.id.text).toBe(`${scope}/providers/Microsoft.Network/virtualNetworks/v`);
  if (typeof location === "string") expect(made?.body["location"]).toBe(location);
  else expect(made?.body["location"]).toHaveProperty("$unknown");
});

test("group-absent: a template over an export that has nothing of its group points to -g", () => {
  const layers = [exported, { "main.json": template(["v"]) }];
  const { codes, messages } = lay(layers);
  expect(codes).toContain("group-absent");
  expect(messages.join()).toContain("-g");
  expect(lay(layers, { deployment: { resourceGroup: "g" } }).codes).toEqual([]);
  expect(lay(layers.slice(1)).codes).toEqual([]);
});

test("group-absent: a group of two subscriptions needs --subscription", () => {
  const second = { "t.json": [{ id: `${network.replace("/s/", "/t/")}/routeTables/rt` }] };
  const { messages } = lay([{ ...exported, ...second }, { "main.json": template(["v"]) }], {
    deployment: { resourceGroup: "g" },
  });
  expect(messages.join()).toContain("--subscription: s or t");
});

test("a template lies over what is there as Azure puts it; the rest of the group stays", () => {
  const before = {
    "a.json": [
      {
        id: `${network}/virtualNetworks/v`,
        etag: "1",
        tags: { old: "1" },
        properties: { subnets: [{ name: "s", properties: { addressPrefix: "10.0.1.0/24" } }] },
      },
      { id: `${network}/virtualNetworks/w`, etag: "1" },
    ],
  };
  const layers = [before, { "main.json": template(["v"]) }];
  const { resources, tags } = lay(layers, { deployment: { resourceGroup: "g" } });
  expect(tags).toEqual({ v: { p: "default", n: 0 }, w: undefined });
  expect(
    JSON.stringify(resources.get(`${network}/virtualNetworks/v`.toLowerCase())?.body),
  ).toContain("10.0.1.0/24");
});

test("in complete mode nothing is kept that the template does not name", () => {
  const before = {
    "a.json": [
      { id: group, location: "westeurope" },
      { id: `${network}/virtualNetworks/v`, etag: "1", properties: { subnets: [{ name: "s" }] } },
      { id: `${network}/virtualNetworks/v/subnets/t`, etag: "1" },
      { id: `${network}/virtualNetworks/w`, etag: "1" },
      { id: `${group}/providers/Trueroute/guests/x` },
      { id: `${network.replace("/g/", "/other/")}/virtualNetworks/w`, etag: "1" },
    ],
  };
  const layers = [before, { "main.json": template(["v"]) }];
  const { resources } = lay(layers, { mode: "complete", deployment: { resourceGroup: "g" } });
  expect([...resources.values()].map(({ id }) => `${id.resourceGroup} ${id.name}`)).toEqual([
    "g g",
    "g v",
    "g x",
    "other w",
  ]);
  const v = resources.get(`${network}/virtualNetworks/v`.toLowerCase());
  expect(JSON.stringify(v?.body)).not.toContain('"s"');
});

test("resources of a layer come before its templates", () => {
  const layer = {
    "a.json": template(["v"]),
    "b.json": [
      { id: group, location: "northeurope" },
      { id: `${network}/virtualNetworks/v`, x: 1 },
    ],
  };
  const { resources } = lay([layer], { deployment: { resourceGroup: "g" } });
  expect(resources.get(`${network}/virtualNetworks/v`.toLowerCase())?.body).toMatchObject({
    location: "northeurope",
    tags: { p: "default" },
  });
});

function linking(link: JsonObject): JsonObject {
  const deployment = {
    type: "Microsoft.Resources/deployments",
    apiVersion: "2022-09-01",
    name: "inner",
    properties: { mode: "Incremental", templateLink: link, parameters: { p: { value: "linked" } } },
  };
  return template(["outer"], { resources: [deployment] });
}

test("a template that another one links is not deployed by itself", () => {
  const { tags, codes } = lay([
    {
      "f/a/inner.json": template(["v"]),
      "f/main.json": linking({ relativePath: "a/inner.json" }),
      "f/other.json": template(["w"]),
    },
  ]);
  expect(tags).toEqual({ v: { p: "linked", n: 0 }, w: { p: "default", n: 0 } });
  expect(codes).toEqual([]);
});

test("a link that is put together counts too", () => {
  const link = { uri: "[uri(deployment().properties.templateLink.uri, 'a/inner.json')]" };
  const { tags } = lay([{ "f/a/inner.json": template(["v"]), "f/main.json": linking(link) }]);
  expect(tags).toEqual({ v: { p: "linked", n: 0 } });
});

test("linked files that nobody has read are wanted, and taken when they are given", () => {
  const layers = [{ "f/main.json": linking({ relativePath: "../x/inner.json" }) }];
  const { wanted, codes } = lay(layers);
  expect(wanted).toEqual([{ template: "f/main.json", path: "x/inner.json" }]);
  expect(codes).toEqual(["template-link-unread"]);
  const linked = [{ file: "x/inner.json", filePointer: "", value: template(["v"]) }];
  expect(lay(layers, { deployment: { linked } })).toMatchObject({
    tags: { v: { p: "linked" } },
    codes: [],
    wanted: [],
  });
});

test("addresses-assigned: said once for a template", () => {
  const nic = (name: string) => ({
    type: "Microsoft.Network/networkInterfaces",
    apiVersion: "2024-05-01",
    name,
    location: "westeurope",
    properties: {
      ipConfigurations: [
        {
          name: "ip",
          properties: {
            subnet: { id: "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 's')]" },
          },
        },
      ],
    },
  });
  const hub = {
    type: "Microsoft.Network/virtualNetworks",
    apiVersion: "2024-05-01",
    name: "v",
    location: "westeurope",
    properties: {
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
      subnets: [{ name: "s", properties: { addressPrefix: "10.0.0.0/24" } }],
    },
  };
  const { codes, messages } = lay([
    { "main.json": template([], { resources: [hub, nic("a"), nic("b")] }) },
  ]);
  expect(codes).toEqual(["addresses-assigned"]);
  expect(messages[0]).toMatch(/^Azure gives 2 private addresses .*10\.0\.0\.4 for .*\/a /);
});

test.each([
  [
    "main.json",
    [
      "main.parameters.json",
      "main.parameters.jsonc",
      "main.bicepparam",
      "azuredeploy.parameters.json",
    ],
  ],
  [
    "d/azuredeploy.json",
    ["d/azuredeploy.parameters.json", "d/azuredeploy.parameters.jsonc", "d/azuredeploy.bicepparam"],
  ],
  [
    "C:\\d\\main.bicep",
    [
      "C:\\d\\main.parameters.json",
      "C:\\d\\main.parameters.jsonc",
      "C:\\d\\main.bicepparam",
      "C:\\d\\azuredeploy.parameters.json",
    ],
  ],
])("parameters of %s may lie at %j", (file, paths) => {
  expect(parameterPaths(file)).toEqual(paths);
});
