// Two hundred clients at once: nothing is lost, nothing is given twice, nobody sees a 500.
import type { NetworkManagementClient } from "@azure/arm-network";
import { expect, test } from "vitest";
import type { App } from "../../src/emulator/index.ts";
import { openBareApp } from "./open-app.ts";
import { createGroup, networkClient, send, subscription } from "./sdk.ts";

const group = `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Network`;
const clients = 200;

// Counts what went wrong inside: a 500 would be retried by the client and go unseen.
async function openCounting(): Promise<{
  readonly app: App;
  readonly statuses: Map<number, number>;
}> {
  const statuses = new Map<number, number>();
  const bare = await openBareApp();
  const fetch = async (request: Request): Promise<Response> => {
    const response = await bare.fetch(request);
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    // Clients take turns in any order.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
    return response;
  };
  return { app: { ...bare, fetch }, statuses };
}

function forAll<T>(work: (index: number) => Promise<T>): Promise<readonly T[]> {
  return Promise.all(Array.from({ length: clients }, (_, index) => work(index)));
}

async function createSubnet(client: NetworkManagementClient): Promise<string> {
  const network = await client.virtualNetworks.beginCreateOrUpdateAndWait("rg", "shared", {
    location: "westeurope",
    addressSpace: { addressPrefixes: ["10.0.0.0/8"] },
    subnets: [{ name: "app", addressPrefix: "10.255.0.0/16" }],
  });
  return network.subnets?.[0]?.id ?? "";
}

test("whoever changes what somebody else has changed gets 412, and no change is lost", async () => {
  const { app, statuses } = await openCounting();
  await createGroup(app, "rg");
  const path = `${group}/routeTables/counter`;
  await send(app, "PUT", path, { location: "westeurope", tags: { count: "0" } });
  await forAll(async () => {
    for (;;) {
      const { body, headers } = await send(app, "GET", path);
      const { tags, location } = body as { tags: { count: string }; location: string };
      const next = { location, tags: { count: String(Number(tags.count) + 1) } };
      const { status } = await send(app, "PUT", path, next, {
        "if-match": headers.get("etag") ?? "",
      });
      if (status === 200) return;
      expect(status).toBe(412);
    }
  });
  const { body } = await send(app, "GET", path);
  expect(body).toMatchObject({ tags: { count: String(clients) } });
  expect(statuses.get(412)).toBeGreaterThan(0);
  expect(statuses.has(500)).toBe(false);
});

test("children that are made at once are all there", async () => {
  const { app, statuses } = await openCounting();
  await createGroup(app, "rg");
  const client = networkClient(app);
  await createSubnet(client);
  await forAll((index) =>
    networkClient(app).subnets.beginCreateOrUpdateAndWait("rg", "shared", `s${index}`, {
      addressPrefix: `10.${index}.0.0/24`,
    }),
  );
  const network = await client.virtualNetworks.get("rg", "shared");
  expect(network.subnets).toHaveLength(clients + 1);
  await forAll((index) =>
    networkClient(app).subnets.beginDeleteAndWait("rg", "shared", `s${index}`),
  );
  const left = await client.virtualNetworks.get("rg", "shared");
  expect(left.subnets?.map(({ name }) => name)).toEqual(["app"]);
  expect(statuses.has(500)).toBe(false);
});

test("no address is given twice while interfaces come and go", async () => {
  const { app, statuses } = await openCounting();
  await createGroup(app, "rg");
  const client = networkClient(app);
  const subnet = await createSubnet(client);
  const create = (index: number) =>
    networkClient(app).networkInterfaces.beginCreateOrUpdateAndWait("rg", `nic${index}`, {
      location: "westeurope",
      ipConfigurations: [{ name: "ip", subnet: { id: subnet } }],
    });
  await forAll(async (index) => {
    await create(index);
    if (index % 3 !== 0) return;
    await networkClient(app).networkInterfaces.beginDeleteAndWait("rg", `nic${index}`);
    await create(index);
  });
  const addresses: string[] = [];
  for await (const nic of client.networkInterfaces.list("rg")) {
    addresses.push(nic.ipConfigurations?.[0]?.privateIPAddress ?? "none");
  }
  expect(addresses).toHaveLength(clients);
  expect(new Set(addresses).size).toBe(clients);
  expect(statuses.has(500)).toBe(false);
});

test("peerings that are made and removed at once pair up", async () => {
  const { app, statuses } = await openCounting();
  await createGroup(app, "rg");
  const client = networkClient(app);
  const count = 20;
  const idOf = (index: number): string => `${group}/virtualNetworks/v${index}`;
  await Promise.all(
    Array.from({ length: count }, (_, index) =>
      client.virtualNetworks.beginCreateOrUpdateAndWait("rg", `v${index}`, {
        location: "westeurope",
        addressSpace: { addressPrefixes: [`10.${index}.0.0/16`] },
      }),
    ),
  );
  await forAll(async (index) => {
    const from = index % count;
    const to = (from + 1 + Math.floor(index / count)) % count;
    if (from === to) return;
    const peerings = networkClient(app).virtualNetworkPeerings;
    await peerings
      .beginCreateOrUpdateAndWait("rg", `v${from}`, `to${to}`, {
        remoteVirtualNetwork: { id: idOf(to) },
        allowVirtualNetworkAccess: true,
      })
      // The other side may just have gone, and come back disconnected.
      .catch((error: { readonly statusCode?: number }) => expect(error.statusCode).toBe(400));
    if (index % 5 === 0) await peerings.beginDeleteAndWait("rg", `v${from}`, `to${to}`);
  });
  const states = new Map<string, string | undefined>();
  for await (const network of client.virtualNetworks.list("rg")) {
    for (const peering of network.virtualNetworkPeerings ?? []) {
      states.set(`${network.name} ${peering.name}`, peering.peeringState);
    }
  }
  expect(states.size).toBeGreaterThan(clients / 2);
  for (const [key, state] of states) {
    const [, from, to] = /^v(\d+) to(\d+)$/.exec(key) ?? [];
    const back = states.get(`v${to} to${from}`);
    expect([key, state, back]).toEqual([key, back === "Connected" ? "Connected" : state, back]);
    if (state === "Connected") expect([key, back]).toEqual([key, "Connected"]);
  }
  expect(statuses.has(500)).toBe(false);
});
