// Questions that only the engine can answer, asked by Microsoft's own client.
import { expect, test } from "vitest";
import { createGroup, networkClient, openApp } from "./sdk.ts";

test("an interface without a virtual machine has effective routes, with a route of its table", async () => {
  const app = await openApp();
  await createGroup(app, "rg");
  const client = networkClient(app);
  const table = await client.routeTables.beginCreateOrUpdateAndWait("rg", "rt", {
    location: "westeurope",
    routes: [
      {
        name: "default",
        addressPrefix: "0.0.0.0/0",
        nextHopType: "VirtualAppliance",
        nextHopIpAddress: "10.0.1.4",
      },
    ],
  });
  const network = await client.virtualNetworks.beginCreateOrUpdateAndWait("rg", "v", {
    location: "westeurope",
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    subnets: [{ name: "app", addressPrefix: "10.0.0.0/24", routeTable: { id: table.id ?? "" } }],
  });
  const nic = await client.networkInterfaces.beginCreateOrUpdateAndWait("rg", "nic", {
    location: "westeurope",
    ipConfigurations: [{ name: "ip", subnet: { id: network.subnets?.[0]?.id ?? "" } }],
  });
  expect(nic.ipConfigurations?.[0]?.privateIPAddress).toBe("10.0.0.4");
  const routes = await client.networkInterfaces.beginGetEffectiveRouteTableAndWait("rg", "nic");
  const rows = routes.value?.map((row) => [
    row.source,
    row.state,
    row.addressPrefix?.[0],
    row.nextHopType,
  ]);
  expect(rows).toContainEqual(["Default", "Active", "10.0.0.0/16", "VnetLocal"]);
  expect(rows).toContainEqual(["Default", "Invalid", "0.0.0.0/0", "Internet"]);
  expect(rows).toContainEqual(["User", "Active", "0.0.0.0/0", "VirtualAppliance"]);
});
