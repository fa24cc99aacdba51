// What happens to the others when resources are taken away.
import { expect, test } from "vitest";
import { brief, fact, idOf, network, nic, peering, resource, to } from "../../../test/resources.ts";
import { type JsonObject, parseArmId, peekProperty } from "../../arm/index.ts";
import { compileSnapshot } from "../../compile/index.ts";
import { createSnapshot, type ReadResult, readText } from "../index.ts";

const read = (objects: readonly object[]): ReadResult =>
  readText({ file: "a.json", text: JSON.stringify(objects) });

/** A plan that deletes resources, as its reader gives it. */
function deletion(paths: readonly string[]): ReadResult {
  const place = { resource: "", pointer: "", file: "plan", filePointer: "" };
  const removals = paths.map((path) => ({ id: parseArmId(idOf(path))!, place }));
  return { ...read([]), removals };
}

const ways = {
  "--remove": (objects: readonly object[], paths: readonly string[]) =>
    createSnapshot([[read(objects)]], { removed: paths.map(idOf) }),
  "a plan": (objects: readonly object[], paths: readonly string[]) =>
    createSnapshot([[read(objects)], [deletion(paths)]]),
};

const a = network("a", "10.0.0.0/16", {
  subnets: { s: "10.0.0.0/24" },
  peerings: [peering("a", "b")],
});
const b = network("b", "10.1.0.0/16", { peerings: [peering("b", "a")] });
const gateway = resource("connections/c", { connectionType: "ExpressRoute" });
const learned = (target: unknown) => fact("learnedRoutes", "l", { target, routes: [] });

// What there is, what is taken away, what is left beside it, and what is said afterwards.
const rows: readonly [string, readonly object[], readonly string[], readonly string[]][] = [
  [
    "routes that a connection learned",
    [gateway, learned(to("connections/c"))],
    ["connections/c"],
    [],
  ],
  ["routes that it learned, by its name", [gateway, learned({ id: "c" })], ["connections/c"], []],
  [
    "routes of a peering of a circuit",
    [
      resource("expressRouteCircuits/x"),
      learned(to("expressRouteCircuits/x/peerings/AzurePrivatePeering")),
    ],
    ["expressRouteCircuits/x"],
    [],
  ],
  [
    "the guest of an interface",
    [
      a,
      b,
      nic("n", "a/subnets/s", "10.0.0.4"),
      fact("guests", "g", { networkInterface: to("networkInterfaces/n"), forwarding: "forward" }),
    ],
    ["networkInterfaces/n"],
    ["a", "b"],
  ],
  [
    "the router address of a hub",
    [
      resource("virtualHubs/h"),
      fact("virtualHubRouters", "r", {
        virtualHub: to("virtualHubs/h"),
        publicIPAddress: "20.0.0.1",
      }),
    ],
    ["virtualHubs/h"],
    [],
  ],
  [
    "the interface of an endpoint",
    [
      a,
      b,
      resource("privateEndpoints/pe", {
        subnet: to("virtualNetworks/a/subnets/s"),
        networkInterfaces: [to("networkInterfaces/n")],
      }),
      nic("n", "a/subnets/s", "10.0.0.4", { privateEndpoint: to("privateEndpoints/pe") }),
    ],
    ["privateEndpoints/pe"],
    ["a", "b"],
  ],
  [
    "a route table and the subnet that has it",
    [
      a,
      b,
      resource("routeTables/t", { subnets: [to("virtualNetworks/a/subnets/x")] }),
      resource("virtualNetworks/a/subnets/x", {
        addressPrefix: "10.0.1.0/24",
        routeTable: to("routeTables/t"),
      }),
    ],
    ["routeTables/t", "virtualNetworks/a/subnets/x"],
    ["a", "b"],
  ],
];

for (const [way, take] of Object.entries(ways)) {
  test.each(rows)(`${way} takes away: %s`, (_, objects, paths, left) => {
    const snapshot = take(objects, paths);
    expect([...snapshot.resources.values()].map(({ id }) => id.name)).toEqual(left);
    expect(brief([...snapshot.diagnostics, ...compileSnapshot(snapshot).diagnostics])).toEqual([]);
  });

  test(`${way} takes a network away: the other side is disconnected`, () => {
    const snapshot = take([a, b], ["virtualNetworks/b"]);
    const { model, diagnostics } = compileSnapshot(snapshot);
    expect(diagnostics).toEqual([]);
    const [only] = model.networks.values();
    expect(only?.peerings.map(({ state }) => state)).toEqual(["disconnected"]);
  });

  test(`${way} takes one side of a peering away`, () => {
    const alone = peering("b", "a");
    const bare = network("b", "10.1.0.0/16");
    for (const objects of [
      [a, b],
      [a, bare, alone],
    ]) {
      const { model, diagnostics } = compileSnapshot(
        take(objects, ["virtualNetworks/b/virtualNetworkPeerings/to-a"]),
      );
      const [first, second] = model.networks.values();
      expect(first?.peerings.map(({ state }) => state)).toEqual(["disconnected"]);
      expect(second?.peerings).toEqual([]);
      expect(brief(diagnostics)).toEqual([
        "peering-one-sided virtualNetworks/a#/virtualNetworkPeerings/0",
      ]);
    }
  });
}

function left(path: string, objects: readonly object[], paths: readonly string[]): unknown {
  const { resources } = ways["--remove"](objects, paths);
  return resources.get(idOf(path).toLowerCase())?.body;
}

// What lists those that refer to it: property afterwards.
test.each<[string, string, JsonObject, string, string, unknown]>([
  [
    "an interface without its machine",
    "networkInterfaces/n",
    { virtualMachine: to("virtualMachines/v") },
    "virtualMachines/v",
    "virtualMachine",
    undefined,
  ],
  [
    "a table without a subnet",
    "routeTables/t",
    { subnets: [to("virtualNetworks/a/subnets/s"), to("virtualNetworks/b/subnets/s")] },
    "virtualNetworks/a",
    "subnets",
    [to("virtualNetworks/b/subnets/s")],
  ],
  [
    "a pool without a member",
    "loadBalancers/l/backendAddressPools/p",
    { backendIPConfigurations: [to("networkInterfaces/n/ipConfigurations/c")] },
    "networkInterfaces/n",
    "backendIPConfigurations",
    [],
  ],
])("%s", (_, path, properties, removed, property, expected) => {
  const body = left(path, [resource(path, properties), resource(removed)], [removed]);
  expect(peekProperty(body, property)).toEqual(expected);
});

test("a site keeps its other connections", () => {
  const site = fact("onPremisesSites", "s", {
    addressPrefixes: ["192.168.0.0/16"],
    connectedTo: [to("connections/c"), to("connections/d")],
    dns: { network: to("virtualNetworks/b"), records: [] },
  });
  const objects = [a, b, gateway, resource("connections/d", {}), site];
  const { resources } = ways["--remove"](objects, ["connections/c", "virtualNetworks/b"]);
  const body = [...resources.values()].find(({ id }) => id.name === "s")?.body;
  expect(body?.["properties"]).toEqual({
    addressPrefixes: ["192.168.0.0/16"],
    connectedTo: [to("connections/d")],
    dns: { records: [] },
  });
});

test("a fact about a name that another resource has stays", () => {
  const objects = [gateway, resource("virtualNetworkGateways/c"), learned({ id: "c" })];
  const { resources } = ways["--remove"](objects, ["connections/c"]);
  expect([...resources.values()].map(({ id }) => id.name)).toEqual(["l", "c"]);
});

test("a word that happens to be the name of what is gone stays", () => {
  const properties = { nicType: "Standard", macAddress: "00-0D" };
  const objects = [resource("networkInterfaces/n", properties), resource("routeTables/standard")];
  const { resources } = ways["--remove"](objects, ["routeTables/standard"]);
  expect([...resources.values()].map(({ body }) => body["properties"])).toEqual([properties]);
});

test("what a plan deletes and makes again is not gone", () => {
  const plan = deletion(["networkInterfaces/n"]);
  const made = read([nic("n", "a/subnets/s", "10.0.0.5")]).resources.map((one) => ({
    ...one,
    extent: "desired" as const,
  }));
  const guest = fact("guests", "g", {
    networkInterface: to("networkInterfaces/n"),
    forwarding: "drop",
  });
  const { resources } = createSnapshot([
    [read([a, b, nic("n", "a/subnets/s", "10.0.0.4"), guest])],
    [{ ...plan, resources: made }],
  ]);
  expect([...resources.values()].map(({ id }) => id.name)).toContain("g");
});

test("in complete mode a template cuts peerings to what it takes away", () => {
  const template = {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources: [
      {
        type: "Microsoft.Network/virtualNetworks",
        apiVersion: "2024-05-01",
        name: "a",
        properties: (a as { properties: object }).properties,
      },
    ],
  };
  const { resources } = createSnapshot(
    [[read([a, b])], [readText({ file: "main.json", text: JSON.stringify(template) })]],
    {
      mode: "complete",
      deployment: { resourceGroup: "rg", subscription: "00000000-0000-0000-0000-000000000001" },
    },
  );
  expect([...resources.values()].map(({ id }) => id.name)).toEqual(["a"]);
  expect(JSON.stringify([...resources.values()][0]?.body)).toContain('"Disconnected"');
});
