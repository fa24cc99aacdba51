// ROUTING.md 10.5: what Azure does not answer; `isStrict` refuses what it refuses.
import { expect, test } from "vitest";
import { createGroup, networkClient, openApp, send, subscription } from "../sdk.ts";

const network = `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Network`;
const location = "westeurope";

async function begin(isStrict: boolean) {
  const app = await openApp({ isStrict });
  await createGroup(app, "rg", location);
  const client = networkClient(app);
  await client.virtualNetworks.beginCreateOrUpdateAndWait("rg", "v", {
    location,
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    subnets: [{ name: "app", addressPrefix: "10.0.0.0/24" }],
  });
  const subnet = { id: `${network}/virtualNetworks/v/subnets/app` };
  const { id = "" } = await client.networkInterfaces.beginCreateOrUpdateAndWait("rg", "nic", {
    location,
    ipConfigurations: [{ name: "ip", subnet }],
  });
  await client.networkWatchers.createOrUpdate("rg", "watcher", { location });
  return { app, client, id };
}

test("ERR-80: an interface without a running machine has no effective routes, asked strictly", async () => {
  const { client, id } = await begin(true);
  await expect(
    client.networkInterfaces.beginGetEffectiveRouteTableAndWait("rg", "nic"),
  ).rejects.toMatchObject({
    statusCode: 400,
    code: "NicMustBeAttachedToRunningVmToGetEffectiveRoutes",
    message: expect.stringContaining(
      "A network interface must be attached to a running virtual machine to get effective routes. " +
        `The network interface ${id} is not attached to a running virtual machine.`,
    ),
  });
  await expect(
    client.networkInterfaces.beginListEffectiveNetworkSecurityGroupsAndWait("rg", "nic"),
  ).rejects.toMatchObject({ code: "NicMustBeAttachedToRunningVmToGetEffectiveSecurityGroups" });
});

test("ERR-80: it has them otherwise", async () => {
  const { client } = await begin(false);
  const { value } = await client.networkInterfaces.beginGetEffectiveRouteTableAndWait("rg", "nic");
  expect(value?.[0]?.addressPrefix).toEqual(["10.0.0.0/16"]);
});

test("ERR-81: a subnet has effective routes here, and not where Azure has none", async () => {
  const path = `${network}/virtualNetworks/v/subnets/app/effectiveRouteTable`;
  const ours = await send((await begin(false)).app, "POST", path);
  expect(ours.status).toBe(200);
  const azures = await send((await begin(true)).app, "POST", path);
  expect(azures.status).toBe(404);
  expect(azures.body).toEqual({
    Message: `No HTTP resource was found that matches the request URI 'https://127.0.0.1${path}'.`,
    MessageDetail: "No route data was found for this request.",
  });
});

test("ERR-85: a next hop is asked for from an address that the interface does not have", async () => {
  const { client, id } = await begin(false);
  await expect(
    client.networkWatchers.beginGetNextHopAndWait("rg", "watcher", {
      targetResourceId: id,
      sourceIPAddress: "10.0.0.99",
      destinationIPAddress: "10.0.0.5",
    }),
  ).rejects.toMatchObject({
    statusCode: 400,
    code: "SourceIpDoesNotMatchNicIp",
    message: expect.stringContaining(
      "Source IP address 10.0.0.99 for the inbound packet does not match any IP address on the " +
        "network interface.",
    ),
  });
});
