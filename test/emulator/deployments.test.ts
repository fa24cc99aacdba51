// Templates, deployed to the server by requests as az sends them.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { App } from "../../src/emulator/index.ts";
import { findSharedFile } from "../shared-file.ts";
import { createGroup, openApp, send, subscription } from "./sdk.ts";

const at = `/subscriptions/${subscription}`;
const group = `${at}/resourceGroups/rg`;
const network = `${group}/providers/Microsoft.Network`;
const deployments = "providers/Microsoft.Resources/deployments";

const table = {
  type: "Microsoft.Network/routeTables",
  apiVersion: "2023-09-01",
  name: "rt",
  location: "[resourceGroup().location]",
};

const hub = {
  type: "Microsoft.Network/virtualNetworks",
  apiVersion: "2023-09-01",
  name: "[parameters('name')]",
  location: "[resourceGroup().location]",
  dependsOn: ["rt"],
  properties: {
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    subnets: [
      {
        name: "app",
        properties: {
          addressPrefix: "[parameters('prefix')]",
          routeTable: { id: "[resourceId('Microsoft.Network/routeTables', 'rt')]" },
        },
      },
    ],
  },
};

const template = {
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  parameters: {
    name: { type: "string", defaultValue: "hub" },
    prefix: { type: "string", defaultValue: "10.0.0.0/24" },
    secret: { type: "securestring", defaultValue: "s3cret" },
    stamp: { type: "string", defaultValue: "[utcNow('yyyy-MM-dd')]" },
  },
  resources: [table, hub],
  outputs: {
    subnet: { type: "string", value: "[reference(parameters('name')).subnets[0].id]" },
    stamp: { type: "string", value: "[parameters('stamp')]" },
    secret: { type: "securestring", value: "[parameters('secret')]" },
  },
};

async function openGroup(): Promise<App> {
  const app = await openApp();
  await createGroup(app, "rg");
  return app;
}

/** Deploys, and gives what the deployment says of itself afterwards. */
async function deploy(
  app: App,
  properties: Readonly<Record<string, unknown>>,
  scope = group,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const path = `${scope}/${deployments}/d`;
  const body = { location: "westeurope", properties: { mode: "Incremental", ...properties } };
  const put = await send(app, "PUT", path, body);
  return put.status >= 400 ? put : send(app, "GET", path);
}

test("a template is deployed, and its outputs are what the resources answer", async () => {
  const app = await openGroup();
  const { body: done } = await deploy(app, { template, parameters: { name: { value: "Hub" } } });
  expect((done as { readonly properties: unknown }).properties).toMatchObject({
    provisioningState: "Succeeded",
    mode: "Incremental",
    parameters: {
      name: { type: "String", value: "Hub" },
      secret: { type: "SecureString" },
    },
    outputs: {
      subnet: { type: "String", value: `${network}/virtualNetworks/Hub/subnets/app` },
      stamp: { type: "String", value: "2026-11-21" },
      secret: { type: "SecureString" },
    },
    providers: [
      {
        namespace: "Microsoft.Network",
        resourceTypes: [
          { resourceType: "routeTables", locations: ["westeurope"] },
          { resourceType: "virtualNetworks", locations: ["westeurope"] },
        ],
      },
    ],
    dependencies: [
      {
        id: `${network}/virtualNetworks/Hub`,
        dependsOn: [{ id: `${network}/routeTables/rt`, resourceName: "rt" }],
      },
    ],
    outputResources: [
      { id: `${network}/routeTables/rt` },
      { id: `${network}/virtualNetworks/Hub` },
    ],
  });
  expect(JSON.stringify(done)).not.toContain("s3cret");
});

test("a resource that is refused fails the deployment, and what does not wait for it is made", async () => {
  const app = await openGroup();
  const second = { ...table, name: "after", dependsOn: ["hub"] };
  const failed = await deploy(app, {
    template: { ...template, resources: [table, hub, second] },
    parameters: { prefix: { value: "11.0.0.0/24" } },
  });
  expect(failed.body).toMatchObject({
    properties: {
      provisioningState: "Failed",
      error: { code: "DeploymentFailed", details: [{ code: "NetcfgSubnetRangeOutsideVnet" }] },
    },
  });
  const statuses = ["routeTables/rt", "virtualNetworks/hub", "routeTables/after"].map(
    async (path) => (await send(app, "GET", `${network}/${path}`)).status,
  );
  expect(await Promise.all(statuses)).toEqual([200, 404, 404]);
  const steps = await send(app, "GET", `${group}/${deployments}/d/operations`);
  expect(steps.body).toMatchObject({
    value: [
      { properties: { provisioningState: "Succeeded", targetResource: { resourceName: "rt" } } },
      {
        properties: {
          provisioningState: "Failed",
          statusMessage: { error: { code: "NetcfgSubnetRangeOutsideVnet" } },
        },
      },
    ],
  });
});

// what is wrong, the template, the code, words of the message
const invalid: readonly (readonly [string, unknown, string, string])[] = [
  [
    "a function that is none",
    { ...template, outputs: { x: { type: "string", value: "[nope()]" } } },
    "InvalidTemplate",
    "nope()",
  ],
  [
    "a missing parameter",
    { ...template, parameters: { ...template.parameters, must: { type: "int" } } },
    "InvalidTemplate",
    "must (int)",
  ],
  [
    "a dependency that is nowhere",
    { ...template, resources: [{ ...table, dependsOn: ["ghost"] }] },
    "InvalidTemplate",
    "ghost",
  ],
  ["no object", "text", "InvalidTemplate", "no JSON object"],
  [
    "a link",
    {
      ...template,
      resources: [
        {
          type: "Microsoft.Resources/deployments",
          apiVersion: "2022-09-01",
          name: "linked",
          properties: { mode: "Incremental", templateLink: { uri: "https://example.com/a.json" } },
        },
      ],
    },
    "InvalidContentLink",
    "https://example.com/a.json",
  ],
];

test.each(invalid)(
  "a template with %s is refused as a whole",
  async (_what, wrong, code, words) => {
    const app = await openGroup();
    const refused = await deploy(app, { template: wrong });
    expect([refused.status, refused.body]).toMatchObject([400, { error: { code } }]);
    expect(JSON.stringify(refused.body)).toContain(words);
    expect((await send(app, "GET", `${group}/resources`)).body).toEqual({ value: [] });
    expect((await send(app, "HEAD", `${group}/${deployments}/d`)).status).toBe(404);
  },
);

test("a body as az writes it, with a bare name and comments, is read", async () => {
  const app = await openGroup();
  const text = `{"properties": {"mode": "Incremental", template:{
    // made by hand
    "$schema": "x", "contentVersion": "1.0.0.0", 'resources': [${JSON.stringify(table)},],
  }}}`;
  const put = await send(app, "PUT", `${group}/${deployments}/d`, text);
  expect(put.status).toBe(201);
  expect((await send(app, "GET", `${network}/routeTables/rt`)).status).toBe(200);
});

test("a complete deployment takes out what it does not name", async () => {
  const app = await openGroup();
  await deploy(app, { template });
  const done = await deploy(app, {
    template: { ...template, resources: [table], outputs: {} },
    mode: "Complete",
  });
  expect(done.body).toMatchObject({
    properties: { provisioningState: "Succeeded", mode: "Complete" },
  });
  const left = (await send(app, "GET", `${group}/resources`)).body;
  expect(left).toMatchObject({ value: [{ name: "rt" }] });
});

test("nested deployments to groups that the template makes, from a subscription", async () => {
  const app = await openApp();
  const nested = {
    type: "Microsoft.Resources/deployments",
    apiVersion: "2022-09-01",
    name: "inner",
    resourceGroup: "made",
    dependsOn: ["[subscriptionResourceId('Microsoft.Resources/resourceGroups', 'made')]"],
    properties: {
      mode: "Incremental",
      expressionEvaluationOptions: { scope: "inner" },
      template: {
        ...template,
        outputs: {
          id: { type: "string", value: "[resourceId('Microsoft.Network/routeTables', 'rt')]" },
        },
      },
    },
  };
  const done = await deploy(
    app,
    {
      template: {
        $schema:
          "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#",
        contentVersion: "1.0.0.0",
        resources: [
          {
            type: "Microsoft.Resources/resourceGroups",
            apiVersion: "2022-09-01",
            name: "made",
            location: "northeurope",
          },
          nested,
        ],
        outputs: { table: { type: "string", value: "[reference('inner').outputs.id.value]" } },
      },
    },
    at,
  );
  const made = `${at}/resourceGroups/made`;
  const id = `${made}/providers/Microsoft.Network/routeTables/rt`;
  expect(done.body).toMatchObject({
    location: "westeurope",
    properties: { provisioningState: "Succeeded", outputs: { table: { value: id } } },
  });
  expect((await send(app, "GET", id)).body).toMatchObject({ location: "northeurope" });
  const inner = await send(app, "GET", `${made}/${deployments}`);
  expect(inner.body).toMatchObject({
    value: [{ name: "inner", properties: { provisioningState: "Succeeded" } }],
  });
});

interface Change {
  readonly resourceId: string;
  readonly changeType: string;
  readonly delta?: readonly unknown[];
}

test("what-if tells changes, and changes nothing", async () => {
  const app = await openGroup();
  await deploy(app, { template });
  await send(app, "PUT", `${network}/routeTables/other`, { location: "westeurope" });
  const { body } = await send(app, "POST", `${group}/${deployments}/w/whatIf`, {
    properties: {
      mode: "Incremental",
      template: { ...template, resources: [table, hub, { ...table, name: "new" }] },
      parameters: { prefix: { value: "10.0.7.0/24" } },
    },
  });
  const { changes } = (body as { readonly properties: { readonly changes: readonly Change[] } })
    .properties;
  const short = changes.map(({ resourceId, changeType }) => [
    resourceId.split("/").at(-1),
    changeType,
  ]);
  expect(short).toEqual([
    ["rt", "NoChange"],
    ["new", "Create"],
    ["hub", "Modify"],
    ["other", "Ignore"],
  ]);
  const [delta] = changes.find(({ changeType }) => changeType === "Modify")?.delta ?? [];
  expect(delta).toMatchObject({
    path: "properties.subnets",
    propertyChangeType: "Array",
    children: [
      {
        path: "0",
        children: [
          { path: "properties.addressPrefix", before: "10.0.0.0/24", after: "10.0.7.0/24" },
        ],
      },
    ],
  });
  expect((await send(app, "GET", `${network}/routeTables/new`)).status).toBe(404);
});

test("validation asks what ARM asks, and keeps nothing", async () => {
  const app = await openGroup();
  const validate = (resources: readonly unknown[]) =>
    send(app, "POST", `${group}/${deployments}/d/validate`, {
      properties: { mode: "Incremental", template: { ...template, resources, outputs: {} } },
    });
  expect((await validate([table, hub])).body).toMatchObject({
    properties: {
      provisioningState: "Succeeded",
      validatedResources: [
        { id: `${network}/routeTables/rt` },
        { id: `${network}/virtualNetworks/hub` },
      ],
    },
  });
  const { location: _location, ...nowhere } = table;
  expect((await validate([nowhere])).body).toMatchObject({
    error: { code: "InvalidTemplateDeployment", details: [{ code: "LocationRequired" }] },
  });
  expect((await send(app, "GET", `${group}/resources`)).body).toEqual({ value: [] });
});

const corpus = findSharedFile("corpus/arm/quickstarts");

// What a template needs that its folder does not bring.
const prerequisites: ReadonlySet<string> = new Set([
  "existing-vnet-to-vnet-peering",
  "private-endpoint",
]);

describe.skipIf(corpus === undefined)("templates of Azure's quickstarts", () => {
  const folder = corpus ?? "";
  const names =
    corpus === undefined
      ? []
      : readdirSync(folder).filter((name) => existsSync(join(folder, name, "azuredeploy.json")));
  test.each(names)("%s", async (name) => {
    const app = await openGroup();
    const read = (file: string): unknown =>
      JSON.parse(readFileSync(join(folder, name, file), "utf8").replace(/^\uFEFF/, ""));
    const wanted = read("azuredeploy.json") as {
      readonly parameters?: Readonly<
        Record<string, { readonly type: string; readonly defaultValue?: unknown }>
      >;
    };
    const parameters = Object.fromEntries(
      Object.entries(wanted.parameters ?? {})
        .filter(([, { defaultValue }]) => defaultValue === undefined)
        .map(([one, { type }]) => [one, { value: type === "array" ? [] : "Abc12345xy" }]),
    );
    const done = await deploy(app, { template: wanted, parameters });
    expect(done.body).toMatchObject({
      properties: { provisioningState: prerequisites.has(name) ? "Failed" : "Succeeded" },
    });
  });
});
