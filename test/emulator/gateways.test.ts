// Gateways, hubs, private endpoints, zones, services and facts: what Azure makes beside what is asked.
import { expect, test } from "vitest";
import type { App } from "../../src/emulator/index.ts";
import { createGroup, networkClient, openApp, send, subscription } from "./sdk.ts";

const place = `/subscriptions/${subscription}/resourceGroups/rg/providers`;
const network = `${place}/Microsoft.Network`;
const location = "westeurope";

async function open(): Promise<App> {
  const app = await openApp();
  await createGroup(app, "rg");
  return app;
}

async function put(app: App, path: string, body: unknown): Promise<Record<string, unknown>> {
  const url = path.startsWith("/") ? `${place}${path}` : `${network}/${path}`;
  const answer = await send(app, "PUT", url, body);
  expect([path, answer.status < 300, answer.status < 300 ? "" : answer.body]).toEqual([
    path,
    true,
    "",
  ]);
  return (answer.body ?? {}) as Record<string, unknown>;
}

async function get(app: App, path: string): Promise<unknown> {
  const url = path.startsWith("/") ? `${place}${path}` : `${network}/${path}`;
  return (await send(app, "GET", url)).body;
}

function virtualNetwork(prefix: string, subnets: Readonly<Record<string, string>>): unknown {
  return {
    location,
    properties: {
      addressSpace: { addressPrefixes: [prefix] },
      subnets: Object.entries(subnets).map(([name, addressPrefix]) => ({
        name,
        properties: { addressPrefix },
      })),
    },
  };
}

const subnet = (name: string): { readonly id: string } => ({
  id: `${network}/virtualNetworks/hub/subnets/${name}`,
});

test.each([
  { seats: 1, addresses: [["10.0.0.30"]], joined: "10.0.0.30" },
  { seats: 2, addresses: [["10.0.0.4"], ["10.0.0.5"]], joined: "10.0.0.4,10.0.0.5" },
])("a VPN gateway of $seats instances has BGP addresses", async ({ seats, addresses, joined }) => {
  const app = await open();
  await put(
    app,
    "virtualNetworks/hub",
    virtualNetwork("10.0.0.0/16", { GatewaySubnet: "10.0.0.0/27" }),
  );
  const client = networkClient(app);
  const made = await client.virtualNetworkGateways.beginCreateOrUpdateAndWait("rg", "gw", {
    location,
    gatewayType: "Vpn",
    vpnType: "RouteBased",
    active: seats === 2,
    sku: { name: "VpnGw1", tier: "VpnGw1" },
    ipConfigurations: Array.from({ length: seats }, (_, index) => ({
      name: `ip${index}`,
      subnet: subnet("GatewaySubnet"),
    })),
  });
  expect(made.provisioningState).toBe("Succeeded");
  expect(made.bgpSettings?.asn).toBe(65515);
  expect(made.bgpSettings?.bgpPeeringAddress).toBe(joined);
  const instances = made.bgpSettings?.bgpPeeringAddresses;
  expect(instances?.map((one) => one.defaultBgpIpAddresses)).toEqual(addresses);
});

test("a private endpoint brings its interface, its names and its records, and takes them along", async () => {
  const app = await open();
  await put(app, "virtualNetworks/hub", virtualNetwork("10.0.0.0/16", { app: "10.0.1.0/24" }));
  await put(app, "/Microsoft.Storage/storageAccounts/st1", {
    location,
    sku: { name: "Standard_LRS" },
    kind: "StorageV2",
  });
  await put(app, "privateDnsZones/privatelink.blob.core.windows.net", { location: "global" });
  const client = networkClient(app);
  const endpoint = await client.privateEndpoints.beginCreateOrUpdateAndWait("rg", "pe", {
    location,
    subnet: subnet("app"),
    privateLinkServiceConnections: [
      {
        name: "blob",
        privateLinkServiceId: `${place}/Microsoft.Storage/storageAccounts/st1`,
        groupIds: ["blob"],
      },
    ],
  });
  expect(endpoint.customDnsConfigs).toEqual([
    { fqdn: "st1.blob.core.windows.net", ipAddresses: ["10.0.1.4"] },
  ]);
  const [connection] = endpoint.privateLinkServiceConnections ?? [];
  expect(connection?.privateLinkServiceConnectionState?.status).toBe("Approved");
  const nic = endpoint.networkInterfaces?.[0]?.id?.split("/").at(-1) ?? "";
  expect(nic).toMatch(/^pe\.nic\.[0-9a-f-]{36}$/);
  const again = await client.privateEndpoints.beginCreateOrUpdateAndWait("rg", "pe", {
    ...endpoint,
    tags: { a: "b" },
  });
  expect(again.networkInterfaces).toEqual(endpoint.networkInterfaces);
  const own = await client.networkInterfaces.get("rg", nic);
  expect(own.ipConfigurations?.[0]?.privateIPAddress).toBe("10.0.1.4");
  const group = await client.privateDnsZoneGroups.beginCreateOrUpdateAndWait(
    "rg",
    "pe",
    "default",
    {
      privateDnsZoneConfigs: [
        {
          name: "blob",
          privateDnsZoneId: `${network}/privateDnsZones/privatelink.blob.core.windows.net`,
        },
      ],
    },
  );
  const [set] = group.privateDnsZoneConfigs?.[0]?.recordSets ?? [];
  expect([set?.recordSetName, set?.ipAddresses]).toEqual(["st1", ["10.0.1.4"]]);
  const record = "privateDnsZones/privatelink.blob.core.windows.net/A/st1";
  expect(await get(app, record)).toMatchObject({
    properties: { ttl: 10, aRecords: [{ ipv4Address: "10.0.1.4" }] },
  });
  const account = await get(app, "/Microsoft.Storage/storageAccounts/st1");
  expect(account).toMatchObject({
    properties: {
      privateEndpointConnections: [{ properties: { privateEndpoint: { id: endpoint.id } } }],
    },
  });
  await client.privateEndpoints.beginDeleteAndWait("rg", "pe");
  await expect(client.networkInterfaces.get("rg", nic)).rejects.toMatchObject({ statusCode: 404 });
  expect(await get(app, record)).toMatchObject({ code: "NotFound" });
  expect(await get(app, "/Microsoft.Storage/storageAccounts/st1")).toMatchObject({
    properties: { privateEndpointConnections: [] },
  });
});

test("an endpoint that waits has no names until the service's owner approves it", async () => {
  const app = await open();
  await put(app, "virtualNetworks/hub", virtualNetwork("10.0.0.0/16", { app: "10.0.1.0/24" }));
  await put(app, "/Microsoft.KeyVault/vaults/vault1", { location, properties: {} });
  const service = `${place}/Microsoft.KeyVault/vaults/vault1`;
  await put(app, "privateEndpoints/pe", {
    location,
    properties: {
      subnet: subnet("app"),
      manualPrivateLinkServiceConnections: [
        { name: "kv", properties: { privateLinkServiceId: service, groupIds: ["vault"] } },
      ],
    },
  });
  expect(await get(app, "privateEndpoints/pe")).toMatchObject({
    properties: { customDnsConfigs: [] },
  });
  await put(app, "/Microsoft.KeyVault/vaults/vault1/privateEndpointConnections/kv", {
    properties: { privateLinkServiceConnectionState: { status: "Approved", description: "ok" } },
  });
  const approved = await get(app, "privateEndpoints/pe");
  expect(approved).toMatchObject({
    properties: {
      manualPrivateLinkServiceConnections: [
        { properties: { privateLinkServiceConnectionState: { status: "Approved" } } },
      ],
      customDnsConfigs: [{ fqdn: "vault1.vault.azure.net", ipAddresses: ["10.0.1.4"] }],
    },
  });
});

test("a Route Server has the first two addresses of its subnet while it has its place", async () => {
  const app = await open();
  await put(
    app,
    "virtualNetworks/hub",
    virtualNetwork("10.0.0.0/16", { RouteServerSubnet: "10.0.2.0/26" }),
  );
  const client = networkClient(app);
  await client.virtualHubs.beginCreateOrUpdateAndWait("rg", "rs", { location, sku: "Standard" });
  await client.virtualHubIpConfiguration.beginCreateOrUpdateAndWait("rg", "rs", "default", {
    subnet: subnet("RouteServerSubnet"),
  });
  const placed = await client.virtualHubs.get("rg", "rs");
  expect([placed.virtualRouterIps, placed.routingState, placed.kind]).toEqual([
    ["10.0.2.4", "10.0.2.5"],
    "Provisioned",
    "RouteServer",
  ]);
  await client.virtualHubIpConfiguration.beginDeleteAndWait("rg", "rs", "default");
  expect((await client.virtualHubs.get("rg", "rs")).virtualRouterIps).toEqual([]);
});

test("a hub of a virtual WAN begins with its two route tables, and connections lead to the first", async () => {
  const app = await open();
  await put(app, "virtualNetworks/hub", virtualNetwork("10.0.0.0/16", { app: "10.0.1.0/24" }));
  await put(app, "virtualWans/wan", { location, properties: {} });
  await put(app, "virtualHubs/vhub", {
    location,
    properties: { virtualWan: { id: `${network}/virtualWans/wan` }, addressPrefix: "10.9.0.0/24" },
  });
  const client = networkClient(app);
  const names: (string | undefined)[] = [];
  for await (const table of client.hubRouteTables.list("rg", "vhub")) names.push(table.name);
  expect(names).toEqual(["defaultRouteTable", "noneRouteTable"]);
  const spoke = await client.hubVirtualNetworkConnections.beginCreateOrUpdateAndWait(
    "rg",
    "vhub",
    "c",
    {
      remoteVirtualNetwork: { id: `${network}/virtualNetworks/hub` },
    },
  );
  expect(spoke.routingConfiguration?.associatedRouteTable?.id).toMatch(/defaultRouteTable$/);
  expect(spoke.routingConfiguration?.propagatedRouteTables?.labels).toEqual(["default"]);
});

test("two networks are connected when each side has its connection, and no body shows their key", async () => {
  const app = await open();
  for (const [index, name] of ["hub", "far"].entries()) {
    const prefix = `10.${index}.0.0`;
    await put(
      app,
      `virtualNetworks/${name}`,
      virtualNetwork(`${prefix}/16`, { GatewaySubnet: `${prefix}/27` }),
    );
    const seat = { subnet: { id: `${network}/virtualNetworks/${name}/subnets/GatewaySubnet` } };
    await put(app, `virtualNetworkGateways/${name}`, {
      location,
      properties: {
        gatewayType: "Vpn",
        sku: { name: "VpnGw1", tier: "VpnGw1" },
        ipConfigurations: [{ name: "default", properties: seat }],
      },
    });
  }
  const connect = (from: string, to: string): Promise<unknown> =>
    put(app, `connections/${from}-${to}`, {
      location,
      properties: {
        connectionType: "Vnet2Vnet",
        sharedKey: "secret",
        virtualNetworkGateway1: { id: `${network}/virtualNetworkGateways/${from}` },
        virtualNetworkGateway2: { id: `${network}/virtualNetworkGateways/${to}` },
      },
    });
  await connect("hub", "far");
  const status = async (): Promise<unknown> => get(app, "connections/hub-far");
  expect(await status()).toMatchObject({ properties: { connectionStatus: "NotConnected" } });
  await connect("far", "hub");
  const body = await status();
  expect(body).toMatchObject({ properties: { connectionStatus: "Connected" } });
  expect(JSON.stringify(body)).not.toContain("secret");
  expect(await get(app, "connections/hub-far/sharedkey")).toEqual({ value: "secret" });
});

test("what fails late is there, and says so", async () => {
  const app = await open();
  for (const name of ["one", "two"]) {
    await put(app, `expressRouteCircuits/${name}`, { location, properties: {} });
    await put(app, `expressRouteCircuits/${name}/peerings/AzurePrivatePeering`, {
      properties: {
        peeringType: "AzurePrivatePeering",
        primaryPeerAddressPrefix: "192.168.1.0/30",
        secondaryPeerAddressPrefix: "192.168.2.0/30",
      },
    });
  }
  const path = "expressRouteCircuits/one/peerings/AzurePrivatePeering/connections/reach";
  const peering = (name: string): unknown => ({
    id: `${network}/expressRouteCircuits/${name}/peerings/AzurePrivatePeering`,
  });
  const body = {
    properties: {
      expressRouteCircuitPeering: peering("one"),
      peerExpressRouteCircuitPeering: peering("two"),
      addressPrefix: "10.200.0.0/29",
    },
  };
  const first = await send(app, "PUT", `${network}/${path}`, body);
  expect(first.status).toBe(201);
  const address = first.headers.get("azure-asyncoperation")?.replace("https://127.0.0.1", "") ?? "";
  const operation = await send(app, "GET", address);
  expect([operation.status, operation.body]).toMatchObject([
    200,
    { status: "Failed", error: { code: "InitiatingCircuitNotProvisioned" } },
  ]);
  expect(await get(app, path)).toMatchObject({ properties: { provisioningState: "Failed" } });
  const again = await send(app, "PUT", `${network}/${path}`, body);
  expect([again.status, again.body]).toMatchObject([
    400,
    { error: { code: "ParentResourceIsInFailedState" } },
  ]);
});

test("zones answer by their own protocol, and their conditions fail in the operation", async () => {
  const app = await open();
  const zone = `${network}/privateDnsZones/example.com`;
  const made = await send(app, "PUT", zone, { location: "global" });
  expect([made.status, made.body]).toEqual([202, {}]);
  expect(made.headers.get("azure-asyncoperation")).toContain("/privateDnsOperationStatuses/");
  const record = `${zone}/A/www`;
  const set = await send(app, "PUT", record, {
    properties: { ttl: 60, aRecords: [{ ipv4Address: "10.0.0.4" }] },
  });
  expect([set.status, set.headers.get("etag")]).toEqual([201, (set.body as { etag: string }).etag]);
  const stale = await send(app, "PUT", record, { properties: {} }, { "if-match": "other" });
  expect([stale.status, stale.body]).toEqual([
    412,
    {
      code: "PreconditionFailed",
      message: "The Record set www has been modified (etag mismatch).",
    },
  ]);
  const twice = await send(app, "PUT", zone, { location: "global" }, { "if-none-match": "*" });
  expect(twice.status).toBe(202);
  const address = twice.headers.get("azure-asyncoperation")?.replace("https://127.0.0.1", "") ?? "";
  expect((await send(app, "GET", address)).body).toEqual({
    status: "Failed",
    error: {
      code: "PreconditionFailed",
      message: "The Zone example.com exists already and hence cannot be created again.",
    },
  });
  expect(await get(app, "privateDnsZones/example.com")).toMatchObject({
    properties: { numberOfRecordSets: 2, numberOfVirtualNetworkLinks: 0 },
  });
});

test.each([
  { path: "/Microsoft.Storage/storageAccounts/Not-Good", status: 400, code: "AccountNameInvalid" },
  {
    path: "/Microsoft.Storage/storageAccounts/taken",
    status: 409,
    code: "StorageAccountAlreadyTaken",
  },
  { path: "/Microsoft.KeyVault/vaults/taken", status: 409, code: "VaultAlreadyExists" },
  {
    path: "/Microsoft.Network/privateDnsZones/taken.example",
    status: 409,
    code: "CannotDeleteResource",
    method: "DELETE",
  },
])("$code", async ({ path, status, code, method }) => {
  const app = await open();
  await createGroup(app, "other");
  const other = place.replace("/rg/", "/other/");
  await send(app, "PUT", `${other}/Microsoft.Storage/storageAccounts/taken`, { location });
  await send(app, "PUT", `${other}/Microsoft.KeyVault/vaults/taken`, { location });
  await put(app, "virtualNetworks/hub", virtualNetwork("10.0.0.0/16", {}));
  await put(app, "privateDnsZones/taken.example", { location: "global" });
  await put(app, "privateDnsZones/taken.example/virtualNetworkLinks/hub", {
    location: "global",
    properties: { virtualNetwork: { id: `${network}/virtualNetworks/hub` } },
  });
  const answer = await send(app, method ?? "PUT", `${place}${path}`, { location });
  expect([answer.status, answer.body]).toMatchObject([status, { error: { code } }]);
});

test.each([
  {
    what: "a route that is no prefix",
    body: { target: { id: `${network}/virtualNetworkGateways/gw` }, routes: [{ network: "10/8" }] },
    says: "/properties/routes/0/network",
  },
  { what: "no target", body: { routes: [] }, says: "needs the property target" },
])("a fact is refused for $what", async ({ body, says }) => {
  const app = await open();
  const answer = await send(app, "PUT", `${place}/Trueroute/learnedRoutes/gw`, {
    properties: body,
  });
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body)).toContain(says);
});

test("a fact is kept as it is asked for, and answered at once", async () => {
  const app = await open();
  const properties = { addressPrefixes: ["192.168.0.0/16"], asn: 65010 };
  const made = await send(app, "PUT", `${place}/Trueroute/onPremisesSites/dc1`, { properties });
  expect([made.status, made.body]).toEqual([
    201,
    {
      id: `${place}/Trueroute/onPremisesSites/dc1`,
      type: "Trueroute/onPremisesSites",
      name: "dc1",
      properties,
    },
  ]);
  expect((await send(app, "DELETE", `${place}/Trueroute/onPremisesSites/dc1`)).status).toBe(200);
});
