// What ARM answers at the level of subscriptions and groups, and how it refuses requests.
import { expect, test } from "vitest";
import type { App } from "../../src/emulator/index.ts";
import { createGroup, openApp, resourceClient, send, subscription } from "./sdk.ts";

const at = `/subscriptions/${subscription}`;
const group = `${at}/resourceGroups/rg`;
const network = `${group}/providers/Microsoft.Network`;

async function withNetwork(): Promise<App> {
  const app = await openApp();
  await createGroup(app, "rg");
  await send(app, "PUT", `${network}/virtualNetworks/hub`, {
    location: "westeurope",
    tags: { team: "net" },
    properties: {
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
      subnets: [{ name: "app", properties: { addressPrefix: "10.0.0.0/24" } }],
    },
  });
  await send(app, "PUT", `${network}/routeTables/rt`, { location: "westeurope" });
  return app;
}

// method, path, body, status, code
const refusals: readonly (readonly [string, string, unknown, number, string])[] = [
  ["GET", `${at}/resourceGroups/nope`, undefined, 404, "ResourceGroupNotFound"],
  ["GET", `${network}/virtualNetworks/nope`, undefined, 404, "ResourceNotFound"],
  ["GET", `${network}/virtualNetworks/hub/subnets/nope`, undefined, 404, "NotFound"],
  ["GET", `${network}/virtualNetworks/nope/subnets/app`, undefined, 404, "ResourceNotFound"],
  ["GET", `${network}/virtualNetwroks`, undefined, 404, "InvalidResourceType"],
  ["PUT", `${network}/virtualNetwroks/v`, { location: "westeurope" }, 404, "InvalidResourceType"],
  ["GET", `${group}/providers/Contoso.Things/things/t`, undefined, 404, "ResourceNotFound"],
  ["GET", `${group}?api-version=now`, undefined, 400, "InvalidApiVersionParameter"],
  ["GET", "/subscriptions/not-a-guid/resourceGroups", undefined, 400, "InvalidSubscriptionId"],
  ["PUT", `${at}/resourceGroups/a%20b`, { location: "westeurope" }, 400, "InvalidResourceGroup"],
  ["PUT", `${at}/resourceGroups/a`, {}, 400, "LocationRequired"],
  [
    "PUT",
    `${at}/resourceGroups/a`,
    { location: "atlantis" },
    400,
    "LocationNotAvailableForResourceGroup",
  ],
  ["PUT", group, { location: "eastus" }, 409, "InvalidResourceGroupLocation"],
  ["PUT", `${network}/routeTables/x`, {}, 400, "LocationRequired"],
  ["PUT", `${network}/routeTables/rt`, { location: "eastus" }, 409, "InvalidResourceLocation"],
  ["PUT", `${network}/routeTables/-x`, { location: "westeurope" }, 400, "InvalidResourceName"],
  [
    "PUT",
    `${network}/routeTables/x`,
    { location: "westeurope", name: "y" },
    400,
    "TrueRoute.NameMismatch",
  ],
  ["PUT", `${network}/routeTables/x`, "{ no json", 400, "InvalidRequestContent"],
  ["PUT", `${network}/virtualNetworks/nope/subnets/a`, {}, 404, "ParentResourceNotFound"],
  ["PATCH", `${network}/routeTables/rt`, { properties: {} }, 400, "TrueRoute.PatchTakesTagsOnly"],
  ["PATCH", `${network}/routeTables/rt`, { tags: { "a?b": "c" } }, 400, "InvalidTag"],
  [
    "GET",
    `${at}/resources?$filter=colour%20eq%20'red'`,
    undefined,
    400,
    "InvalidFilterInQueryString",
  ],
  ["GET", `${at}/resources?$top=0`, undefined, 400, "InvalidTopInQueryString"],
  ["GET", `${at}/resources?$skiptoken=abc`, undefined, 400, "InvalidSkipToken"],
  ["POST", `${group}/exportTemplate`, {}, 400, "TrueRoute.NotOffered"],
  ["GET", `${at}/providers/Microsoft.Nothing`, undefined, 404, "InvalidResourceNamespace"],
  ["GET", `${at}/nothing/at/all`, undefined, 404, "InvalidRequestUri"],
  ["DELETE", `${at}/locations`, undefined, 405, "MethodNotAllowed"],
];

test.each(refusals)("%s %s with %j is refused: %i %s", async (method, path, body, status, code) => {
  const answer = await send(await withNetwork(), method, path, body);
  expect([answer.status, answer.body]).toMatchObject([status, { error: { code } }]);
});

test.each([
  ["POST", `${network}/virtualNetworks/hub/fly`, 404, "No HTTP resource was found"],
  ["POST", `${network}/virtualNetworks/hub`, 405, "does not support http method 'POST'"],
])("%s %s is refused by Microsoft.Network's own router: %i", async (method, path, status, text) => {
  const answer = await send(await withNetwork(), method, path, method === "POST" ? {} : undefined);
  expect(answer.status).toBe(status);
  expect((answer.body as { readonly Message: string }).Message).toContain(text);
});

test.each([
  `${network.toUpperCase()}/VIRTUALNETWORKS/HUB`.replace("/SUBSCRIPTIONS", "/subscriptions"),
  `//subscriptions/${subscription}//resourcegroups/RG/providers/microsoft.network/virtualnetworks/hub/`,
  `${network}/virtualNetworks/h%75b`,
])("%s is the same network, in the casing in which it was made", async (path) => {
  const answer = await send(await withNetwork(), "GET", path);
  expect(answer.body).toMatchObject({
    id: `${network}/virtualNetworks/hub`,
    type: "Microsoft.Network/virtualNetworks",
  });
});

test("a new resource takes the casing of its group, its parent and its type", async () => {
  const app = await withNetwork();
  const path = `${at}/resourcegroups/RG/providers/microsoft.network/virtualnetworks/HUB/SUBNETS/New`;
  const made = await send(app, "PUT", path, { properties: { addressPrefix: "10.0.9.0/24" } });
  expect(made.body).toMatchObject({ id: `${network}/virtualNetworks/hub/subnets/New` });
});

// $filter, names found
const filters: readonly (readonly [string, readonly string[]])[] = [
  ["resourceType eq 'microsoft.network/ROUTETABLES'", ["rt"]],
  ["resourceType eq 'Microsoft.Network/routeTables' or name eq 'hub'", ["hub", "rt"]],
  ["name ne 'hub'", ["rt"]],
  ["not (name eq 'hub')", ["rt"]],
  ["substringof('u', name)", ["hub"]],
  ["startswith(name, 'r') and location eq 'westeurope'", ["rt"]],
  ["tagName eq 'team' and tagValue eq 'net'", ["hub"]],
  ["tagName eq 'team' and tagValue eq 'other'", []],
  ["resourceGroup eq 'other'", []],
];

test.each(filters)("resources with %s are %j", async (filter, names) => {
  const app = await withNetwork();
  const found: (string | undefined)[] = [];
  for await (const one of resourceClient(app).resources.list({ filter })) found.push(one.name);
  expect(found).toEqual(names);
});

test("pages follow one another, and rows that go in between hide no others", async () => {
  const app = await withNetwork();
  for (const name of ["a", "b", "c", "d"]) {
    await send(app, "PUT", `${network}/routeTables/${name}`, { location: "westeurope" });
  }
  type Page = { readonly value: readonly { readonly name: string }[]; readonly nextLink?: string };
  const first = (await send(app, "GET", `${network}/routeTables?$top=2`)).body as Page;
  expect(first.value.map(({ name }) => name)).toEqual(["rt", "a"]);
  await send(app, "DELETE", `${network}/routeTables/rt`);
  const next = first.nextLink?.replace("https://127.0.0.1", "") ?? "";
  const second = (await send(app, "GET", next)).body as Page;
  expect(second.value.map(({ name }) => name)).toEqual(["b", "c"]);
});

test("subscriptions appear with their first group", async () => {
  const app = await openApp({ subscription });
  const other = "22222222-2222-2222-2222-222222222222";
  await send(app, "PUT", `/subscriptions/${other}/resourcegroups/g`, { location: "eastus" });
  const { body } = await send(app, "GET", "/subscriptions");
  const ids = (body as { readonly value: readonly { readonly subscriptionId: string }[] }).value;
  expect(ids.map(({ subscriptionId }) => subscriptionId)).toEqual([subscription, other]);
});

test("regions are there with their pairs, providers registered", async () => {
  const app = await openApp();
  const { body } = await send(app, "GET", `${at}/locations`);
  expect((body as { readonly value: readonly unknown[] }).value).toContainEqual(
    expect.objectContaining({
      name: "westeurope",
      regionalDisplayName: "(Europe) West Europe",
      metadata: expect.objectContaining({
        pairedRegion: [{ name: "northeurope", id: `${at}/locations/northeurope` }],
      }),
    }),
  );
  const provider = await resourceClient(app).providers.register("Microsoft.Network");
  expect(provider.registrationState).toBe("Registered");
  const types = provider.resourceTypes?.map(({ resourceType }) => resourceType);
  expect(types).toContain("virtualNetworks");
});

test("a group goes with all that is in it, in the order that references ask for", async () => {
  const app = await withNetwork();
  await send(app, "PUT", `${network}/networkInterfaces/nic`, {
    location: "westeurope",
    properties: {
      ipConfigurations: [
        {
          name: "ip",
          properties: { subnet: { id: `${network}/virtualNetworks/hub/subnets/app` } },
        },
      ],
    },
  });
  const client = resourceClient(app);
  await client.resourceGroups.beginDeleteAndWait("rg");
  const left: unknown[] = [];
  for await (const one of client.resources.list()) left.push(one);
  expect(left).toEqual([]);
  expect((await send(app, "HEAD", group)).status).toBe(404);
});

test("a group stays when something outside of it needs what is in it", async () => {
  const app = await withNetwork();
  await createGroup(app, "other");
  const nic = `${at}/resourceGroups/other/providers/Microsoft.Network/networkInterfaces/nic`;
  await send(app, "PUT", nic, {
    location: "westeurope",
    properties: {
      ipConfigurations: [
        {
          name: "ip",
          properties: { subnet: { id: `${network}/virtualNetworks/hub/subnets/app` } },
        },
      ],
    },
  });
  const removed = await send(app, "DELETE", group);
  const location = removed.headers.get("location")?.replace("https://127.0.0.1", "") ?? "";
  const polled = await send(app, "GET", location);
  expect([polled.status, polled.body]).toMatchObject([
    409,
    {
      error: {
        code: "ResourceGroupDeletionBlocked",
        details: [{ code: "InUseSubnetCannotBeDeleted" }],
      },
    },
  ]);
  expect((await send(app, "HEAD", group)).status).toBe(204);
});

// the lock's scope, its level; what is asked; whether it is refused
const locked: readonly (readonly [string, string, string, string, boolean])[] = [
  [group, "CanNotDelete", "DELETE", group, true],
  [group, "CanNotDelete", "DELETE", `${network}/routeTables/rt`, true],
  [group, "CanNotDelete", "PUT", `${network}/routeTables/rt`, false],
  [group, "ReadOnly", "PUT", `${network}/routeTables/rt`, true],
  [`${network}/routeTables/rt`, "CanNotDelete", "DELETE", `${network}/virtualNetworks/hub`, false],
  [`${network}/routeTables/rt`, "CanNotDelete", "DELETE", group, true],
  [
    `${network}/virtualNetworks/hub`,
    "ReadOnly",
    "DELETE",
    `${network}/virtualNetworks/hub/subnets/app`,
    true,
  ],
  [at, "ReadOnly", "PUT", group, true],
];

test.each(locked)(
  "with %s locked %s, %s %s is refused: %s",
  async (scope, level, method, path, isRefused) => {
    const app = await withNetwork();
    const lock = `${scope}/providers/Microsoft.Authorization/locks/l`;
    expect((await send(app, "PUT", lock, { properties: { level } })).status).toBe(201);
    const body = method === "PUT" ? { location: "westeurope" } : undefined;
    const { status, body: answer } = await send(app, method, path, body);
    if (!isRefused) return expect(status).toBeLessThan(300);
    expect([status, answer]).toMatchObject([409, { error: { code: "ScopeLocked" } }]);
    expect((await send(app, "DELETE", lock)).status).toBe(200);
    expect((await send(app, method, path, body)).status).toBeLessThan(300);
  },
);

test("tags are merged, replaced and taken away, and tell their names", async () => {
  const app = await withNetwork();
  const client = resourceClient(app).tagsOperations;
  const scope = `${network}/virtualNetworks/hub`.slice(1);
  const change = (operation: string, tags: Record<string, string>) =>
    client.beginUpdateAtScopeAndWait(scope, { operation, properties: { tags } });
  await change("Merge", { env: "prod" });
  expect((await client.getAtScope(scope)).properties.tags).toEqual({ team: "net", env: "prod" });
  await change("Delete", { team: "net" });
  expect((await client.getAtScope(scope)).properties.tags).toEqual({ env: "prod" });
  const names: (string | undefined)[] = [];
  for await (const one of client.list()) names.push(one.tagName);
  expect(names).toEqual(["env"]);
  const { body } = await send(app, "GET", `/${scope}`);
  expect(body).toMatchObject({ tags: { env: "prod" } });
});

test("a PATCH changes tags, and nothing of what stands inside", async () => {
  const app = await withNetwork();
  const path = `${network}/virtualNetworks/hub`;
  const patched = await send(app, "PATCH", path, { tags: { a: "b" } });
  expect(patched.body).toMatchObject({
    tags: { a: "b" },
    properties: { provisioningState: "Succeeded", subnets: [{ name: "app" }] },
  });
});

test("Resource Graph answers what tools ask for, and tells what it does not", async () => {
  const app = await withNetwork();
  const ask = async (query: string) =>
    (await send(app, "POST", "/providers/Microsoft.ResourceGraph/resources", { query })).body;
  expect(
    await ask(
      "Resources | where type =~ 'Microsoft.Network/virtualNetworks' and tags.team == 'net' " +
        "| project name, prefix = properties.addressSpace.addressPrefixes[0]",
    ),
  ).toMatchObject({ count: 1, data: [{ name: "hub", prefix: "10.0.0.0/16" }] });
  expect(
    await ask("resources | summarize number = count() by type | order by type asc"),
  ).toMatchObject({
    data: [
      { type: "microsoft.network/routetables", number: 1 },
      { type: "microsoft.network/virtualnetworks", number: 1 },
    ],
  });
  expect(await ask("resources | join kind=inner (resources) on id")).toMatchObject({
    error: { details: [{ message: "the operator 'join' is not offered" }] },
  });
});
