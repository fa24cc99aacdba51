// Operations that take their time: what a client sees meanwhile, who has to wait, and what a restart
// finds.
import { expect, test } from "vitest";
import { type App, createApp } from "../../src/emulator/index.ts";
import { createMemoryStore, type ResourceStore } from "../../src/store/index.ts";
import { send, subscription, watchApp } from "./sdk.ts";

const at = `/subscriptions/${subscription}`;
const group = `${at}/resourceGroups/rg`;
const network = `${group}/providers/Microsoft.Network`;
const hub = `${network}/virtualNetworks/hub`;

interface Slow {
  readonly app: App;
  readonly store: ResourceStore;
  /** Lets time pass. */
  readonly pass: (milliseconds: number) => void;
  /** Another server over the same store. */
  readonly restart: () => Promise<App>;
}

async function openSlow(): Promise<Slow> {
  let now = Date.UTC(2026, 10, 21);
  const store = createMemoryStore();
  const open = async (): Promise<App> =>
    watchApp(
      await createApp({
        store,
        clock: { now: () => now },
        chance: { guid: () => crypto.randomUUID() },
        operationDelay: 10_000,
        reportBug: (error) => {
          throw error;
        },
      }),
    );
  const app = await open();
  await send(app, "PUT", group, { location: "westeurope" });
  const pass = (milliseconds: number): void => {
    now += milliseconds;
  };
  return { app, store, pass, restart: open };
}

const wanted = {
  location: "westeurope",
  properties: {
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    subnets: [{ name: "app", properties: { addressPrefix: "10.0.0.0/24" } }],
  },
};

async function stateOf(app: App, path = hub): Promise<unknown> {
  const { status, body } = await send(app, "GET", path);
  const shown = body as { readonly properties?: { readonly provisioningState: string } };
  return status === 200 ? shown.properties?.provisioningState : status;
}

function addressOf(headers: Headers, name = "azure-asyncoperation"): string {
  return headers.get(name)?.replace("https://127.0.0.1", "") ?? "";
}

test("a resource is on its way until its operation ends, and then has another etag", async () => {
  const { app, pass } = await openSlow();
  const put = await send(app, "PUT", hub, wanted);
  expect([put.status, await stateOf(app), await stateOf(app, `${hub}/subnets/app`)]).toEqual([
    201,
    "Updating",
    "Updating",
  ]);
  const before = (await send(app, "GET", hub)).headers.get("etag");
  expect((await send(app, "GET", addressOf(put.headers))).body).toEqual({ status: "InProgress" });
  pass(10_000);
  expect((await send(app, "GET", addressOf(put.headers))).body).toEqual({ status: "Succeeded" });
  expect([await stateOf(app), await stateOf(app, `${hub}/subnets/app`)]).toEqual([
    "Succeeded",
    "Succeeded",
  ]);
  expect((await send(app, "GET", hub)).headers.get("etag")).not.toBe(before);
});

test("a resource that is deleted is there until its operation ends", async () => {
  const { app, pass } = await openSlow();
  await send(app, "PUT", hub, wanted);
  pass(10_000);
  const removed = await send(app, "DELETE", hub);
  expect([removed.status, await stateOf(app)]).toEqual([202, "Deleting"]);
  pass(10_000);
  expect(await stateOf(app)).toBe(404);
  const result = await send(app, "GET", addressOf(removed.headers, "location"));
  expect(result.status).toBe(204);
});

test("an operation survives a restart, and ends there when its time has come", async () => {
  const { app, pass, restart } = await openSlow();
  const put = await send(app, "PUT", hub, wanted);
  const second = await restart();
  expect(await stateOf(second)).toBe("Updating");
  pass(10_000);
  const third = await restart();
  expect(await stateOf(third)).toBe("Succeeded");
  expect((await send(third, "GET", addressOf(put.headers))).body).toEqual({ status: "Succeeded" });
});

// what is asked while the network is on its way; status and code
const meanwhile: readonly (readonly [string, string, unknown, number, string])[] = [
  ["PUT", hub, wanted, 429, "RetryableError"],
  ["DELETE", hub, undefined, 429, "RetryableError"],
  [
    "PUT",
    `${hub}/subnets/more`,
    { properties: { addressPrefix: "10.0.1.0/24" } },
    409,
    "AnotherOperationInProgress",
  ],
  ["DELETE", `${hub}/subnets/app`, undefined, 409, "AnotherOperationInProgress"],
  [
    "PUT",
    `${network}/networkInterfaces/nic`,
    {
      location: "westeurope",
      properties: {
        ipConfigurations: [{ name: "ip", properties: { subnet: { id: `${hub}/subnets/app` } } }],
      },
    },
    429,
    "ReferencedResourceNotProvisioned",
  ],
];

test.each(meanwhile)(
  "while a network is made, %s %s is refused",
  async (method, path, body, status, code) => {
    const { app, pass } = await openSlow();
    await send(app, "PUT", hub, wanted);
    const refused = await send(app, method, path, body);
    expect([refused.status, refused.body]).toMatchObject([status, { error: { code } }]);
    pass(10_000);
    expect((await send(app, method, path, body)).status).toBeLessThan(300);
  },
);

test("a group on its way out takes nothing more in", async () => {
  const { app, pass } = await openSlow();
  await send(app, "PUT", hub, wanted);
  pass(10_000);
  const removed = await send(app, "DELETE", group);
  const poll = addressOf(removed.headers, "location");
  expect([removed.status, (await send(app, "GET", poll)).status]).toEqual([202, 202]);
  expect((await send(app, "GET", group)).body).toMatchObject({
    properties: { provisioningState: "Deleting" },
  });
  const refused = await send(app, "PUT", `${network}/routeTables/rt`, { location: "westeurope" });
  expect([refused.status, refused.body]).toMatchObject([
    409,
    { error: { code: "ResourceGroupBeingDeleted" } },
  ]);
  pass(10_000);
  expect((await send(app, "GET", poll)).status).toBe(200);
  expect((await send(app, "HEAD", group)).status).toBe(404);
});

test("a deployment runs, holds others off, and can be canceled", async () => {
  const { app, pass } = await openSlow();
  const path = `${group}/providers/Microsoft.Resources/deployments/d`;
  const body = {
    properties: {
      mode: "Incremental",
      template: {
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        contentVersion: "1.0.0.0",
        resources: [
          {
            type: "Microsoft.Network/virtualNetworks",
            apiVersion: "2023-09-01",
            name: "hub",
            ...wanted,
          },
        ],
      },
    },
  };
  const put = await send(app, "PUT", path, body);
  expect(put.body).toMatchObject({ properties: { provisioningState: "Accepted" } });
  expect((await send(app, "GET", addressOf(put.headers))).body).toEqual({ status: "Running" });
  expect([await stateOf(app), await stateOf(app, path)]).toEqual(["Updating", "Running"]);
  expect((await send(app, "PUT", path, body)).body).toMatchObject({
    error: { code: "DeploymentActive" },
  });
  pass(10_000);
  expect((await send(app, "GET", addressOf(put.headers))).body).toEqual({ status: "Succeeded" });
  expect([await stateOf(app), await stateOf(app, path)]).toEqual(["Succeeded", "Succeeded"]);
  await send(app, "PUT", path, body);
  expect((await send(app, "POST", `${path}/cancel`)).status).toBe(204);
  expect(await stateOf(app, path)).toBe("Canceled");
});

test("a timer ends operations when nobody asks", async () => {
  const rings: (() => void)[] = [];
  let now = 0;
  const store = createMemoryStore();
  const app = await createApp({
    store,
    clock: {
      now: () => now,
      after: (_milliseconds, work) => {
        rings.push(work);
        return () => undefined;
      },
    },
    chance: { guid: () => crypto.randomUUID() },
    operationDelay: 1000,
  });
  await send(app, "PUT", group, { location: "westeurope" });
  await send(app, "PUT", hub, wanted);
  now = 1000;
  for (const ring of rings) ring();
  await new Promise((done) => setTimeout(done, 10));
  const { changes } = await store.readSince(0);
  const kept = changes.find(({ key }) => key === hub.toLowerCase())?.text ?? "";
  expect(JSON.parse(kept)).not.toHaveProperty("pending");
  expect(changes.some(({ key }) => key.startsWith("unfinished/"))).toBe(false);
});
