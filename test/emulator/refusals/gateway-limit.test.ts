// ROUTING.md 10.4: what a gateway does not take, and what fails after it was accepted.
import { expect, test } from "vitest";
import { id, location, Story } from "./story.ts";

test("ERR-65: a gateway takes thirty sites", async () => {
  const story = await Story.begin();
  await story.vnet("v", ["10.0.0.0/16"], [{ name: "GatewaySubnet", addressPrefix: "10.0.0.0/24" }]);
  await story.gateway("v");
  const connect = async (index: number) => {
    const site = `site${index}`;
    await story.client.localNetworkGateways.beginCreateOrUpdateAndWait("rg", site, {
      location,
      gatewayIpAddress: `192.0.2.${index}`,
      localNetworkAddressSpace: { addressPrefixes: [`10.100.${index}.0/24`] },
    });
    return story.client.virtualNetworkGatewayConnections.beginCreateOrUpdateAndWait("rg", site, {
      location,
      connectionType: "IPsec",
      virtualNetworkGateway1: { id: id("virtualNetworkGateways", "v-gw") },
      localNetworkGateway2: { id: id("localNetworkGateways", site) },
      sharedKey: "only-here",
    });
  };
  for (let index = 1; index <= 30; index += 1) await connect(index);
  await expect(connect(31)).rejects.toMatchObject({
    statusCode: 400,
    code: "MaximumLocalNetworkSitesLimitReachedForGateway",
    message: expect.stringContaining(
      "Maximum connection limit reached. Current site to site connections : 31, max limit : 30",
    ),
  });
});

test("ERR-51: no gateway comes into a subnet whose table takes everything elsewhere", async () => {
  const story = await Story.begin();
  const table = id("routeTables", "t");
  await story.table("t", [
    {
      name: "all",
      addressPrefix: "0.0.0.0/0",
      nextHopType: "VirtualAppliance",
      nextHopIpAddress: "10.0.1.4",
    },
  ]);
  await story.vnet(
    "v",
    ["10.0.0.0/16"],
    [{ name: "GatewaySubnet", addressPrefix: "10.0.0.0/24", routeTable: { id: table } }],
  );
  await expect(story.gateway("v")).rejects.toMatchObject({
    statusCode: 400,
    code: expect.stringMatching(/^TrueRoute\./),
    message: expect.stringContaining("0.0.0.0/0"),
  });
});

test("a hub's gateway is connected to a circuit that is not provisioned: the operation fails", async () => {
  const story = await Story.begin();
  const { client } = story;
  await client.expressRouteCircuits.beginCreateOrUpdateAndWait("rg", "er", {
    location,
    sku: { name: "Standard_MeteredData", tier: "Standard", family: "MeteredData" },
    serviceProviderProperties: {
      serviceProviderName: "Equinix",
      peeringLocation: "Amsterdam",
      bandwidthInMbps: 50,
    },
  });
  const peering = "AzurePrivatePeering";
  await client.expressRouteCircuitPeerings.beginCreateOrUpdateAndWait("rg", "er", peering, {
    peeringType: peering,
    peerASN: 65010,
    vlanId: 100,
    primaryPeerAddressPrefix: "192.168.10.0/30",
    secondaryPeerAddressPrefix: "192.168.10.4/30",
  });
  await client.virtualWans.beginCreateOrUpdateAndWait("rg", "wan", { location });
  await client.virtualHubs.beginCreateOrUpdateAndWait("rg", "hub", {
    location,
    addressPrefix: "10.10.0.0/23",
    virtualWan: { id: id("virtualWans", "wan") },
  });
  await client.expressRouteGateways.beginCreateOrUpdateAndWait("rg", "gw", {
    location,
    virtualHub: { id: id("virtualHubs", "hub") },
    autoScaleConfiguration: { bounds: { min: 1 } },
  });
  await expect(
    client.expressRouteConnections.beginCreateOrUpdateAndWait("rg", "gw", "to-er", {
      name: "to-er",
      expressRouteCircuitPeering: { id: id("expressRouteCircuits", "er", "peerings", peering) },
    }),
  ).rejects.toThrow(/ServiceProviderNotProvisioned|prevents this operation/);
});
