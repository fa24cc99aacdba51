// Virtual networks, subnets, peerings and route tables, through Microsoft's own client.
import { expect, test } from "vitest";
import { createGroup, networkClient, openApp } from "./sdk.ts";

test("a network with a subnet is made, read, listed and removed", async () => {
  const app = await openApp();
  await createGroup(app, "rg");
  const client = networkClient(app);
  const made = await client.virtualNetworks.beginCreateOrUpdateAndWait("rg", "hub", {
    location: "West Europe",
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    subnets: [{ name: "app", addressPrefix: "10.0.0.0/24" }],
  });
  expect(made.provisioningState).toBe("Succeeded");
  expect(made.location).toBe("westeurope");
  expect(made.subnets?.map(({ name, addressPrefix }) => [name, addressPrefix])).toEqual([
    ["app", "10.0.0.0/24"],
  ]);
  const names: (string | undefined)[] = [];
  for await (const network of client.virtualNetworks.list("rg")) names.push(network.name);
  expect(names).toEqual(["hub"]);
  await client.virtualNetworks.beginDeleteAndWait("rg", "hub");
  await expect(client.virtualNetworks.get("rg", "hub")).rejects.toMatchObject({
    statusCode: 404,
    code: "ResourceNotFound",
  });
});

test("peerings pair up, and the one that is left is disconnected", async () => {
  const app = await openApp();
  await createGroup(app, "rg");
  const client = networkClient(app);
  const networks = await Promise.all(
    ["10.0.0.0/16", "10.1.0.0/16"].map((prefix, index) =>
      client.virtualNetworks.beginCreateOrUpdateAndWait("rg", `v${index}`, {
        location: "westeurope",
        addressSpace: { addressPrefixes: [prefix] },
      }),
    ),
  );
  const peer = (from: number, to: number) =>
    client.virtualNetworkPeerings.beginCreateOrUpdateAndWait("rg", `v${from}`, `to-v${to}`, {
      remoteVirtualNetwork: { id: networks[to]?.id ?? "" },
      allowVirtualNetworkAccess: true,
    });
  const first = await peer(0, 1);
  expect([first.peeringState, first.peeringSyncLevel]).toEqual(["Initiated", "RemoteNotInSync"]);
  const second = await peer(1, 0);
  expect([second.peeringState, second.peeringSyncLevel]).toEqual(["Connected", "FullyInSync"]);
  const again = await client.virtualNetworkPeerings.get("rg", "v0", "to-v1");
  expect(again.peeringState).toBe("Connected");
  expect(again.resourceGuid).toBe(second.resourceGuid);
  await client.virtualNetworkPeerings.beginDeleteAndWait("rg", "v1", "to-v0");
  const left = await client.virtualNetworkPeerings.get("rg", "v0", "to-v1");
  expect(left.peeringState).toBe("Disconnected");
});

test("a region counts what is in it", async () => {
  const app = await openApp();
  await createGroup(app, "rg");
  const client = networkClient(app);
  await client.virtualNetworks.beginCreateOrUpdateAndWait("rg", "v", {
    location: "westeurope",
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
  });
  const countsIn = async (location: string) => {
    const counts = new Map<string | undefined, number>();
    for await (const { name, currentValue } of client.usages.list(location)) {
      counts.set(name?.value, currentValue);
    }
    return [counts.get("VirtualNetworks"), counts.get("RouteTables")];
  };
  expect(await countsIn("westeurope")).toEqual([1, 0]);
  expect(await countsIn("northeurope")).toEqual([0, 0]);
});
