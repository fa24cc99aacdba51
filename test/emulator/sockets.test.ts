// Two hundred clients of Microsoft's SDK at one server, a process of its own, over TLS and with its
// state on the disk.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NetworkManagementClient } from "@azure/arm-network";
import { createHttpHeaders, type HttpClient } from "@azure/core-rest-pipeline";
import { expect, test } from "vitest";
import { subscription } from "./sdk.ts";
import { type Served, startServed } from "./served.ts";

function clientOf(served: Served, statuses: Map<number, number>): NetworkManagementClient {
  const httpClient: HttpClient = {
    sendRequest: async (request) => {
      const { pathname, search } = new URL(request.url);
      const body: unknown = request.body ? JSON.parse(String(request.body)) : undefined;
      const reply = await served.send(request.method, `${pathname}${search}`, body);
      statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
      const headers = createHttpHeaders();
      for (const [name, value] of Object.entries(reply.headers)) headers.set(name, String(value));
      return { request, status: reply.status, headers, bodyAsText: reply.text };
    },
  };
  return new NetworkManagementClient(
    { getToken: async () => ({ token: "local", expiresOnTimestamp: Date.now() + 3_600_000 }) },
    subscription,
    { endpoint: served.address, httpClient },
  );
}

test("two hundred clients over sockets lose nothing, and meet no error of the server", async () => {
  const folder = mkdtempSync(join(tmpdir(), "trueroute-sockets-"));
  const statuses = new Map<number, number>();
  try {
    const served = await startServed(folder);
    const scope = `/subscriptions/${subscription}/resourceGroups/rg`;
    await served.send("PUT", scope, { location: "westeurope" });
    const first = clientOf(served, statuses);
    const network = await first.virtualNetworks.beginCreateOrUpdateAndWait("rg", "v", {
      location: "westeurope",
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
      subnets: [{ name: "app", addressPrefix: "10.0.0.0/20" }],
    });
    const subnet = { id: network.subnets?.[0]?.id ?? "" };
    const ipConfigurations = [{ name: "ip", subnet }];
    await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const { networkInterfaces } = clientOf(served, statuses);
        const name = `nic${index}`;
        const wanted = { location: "westeurope", ipConfigurations };
        await networkInterfaces.beginCreateOrUpdateAndWait("rg", name, wanted);
        expect((await networkInterfaces.get("rg", name)).name).toBe(name);
        if (index % 4 === 0) await networkInterfaces.beginDeleteAndWait("rg", name);
      }),
    );
    const addresses: (string | undefined)[] = [];
    for await (const nic of first.networkInterfaces.list("rg")) {
      addresses.push(nic.ipConfigurations?.[0]?.privateIPAddress);
    }
    expect(addresses).toHaveLength(150);
    expect(new Set(addresses).size).toBe(150);
    expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
    expect(await served.kill("SIGTERM")).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
