import { expect, test } from "vitest";
import { brief, compile, fact, idOf, network, resource, to } from "../../test/resources.ts";
import { keyOf } from "../model/index.ts";
import { formatIp, formatPrefix } from "../net/index.ts";

const wan = [
  resource("virtualWans/w", {}),
  resource(
    "virtualHubs/h",
    { virtualWan: to("virtualWans/w"), addressPrefix: "192.168.0.0/24" },
    { location: "West US 2" },
  ),
  fact("virtualHubRouters", "h", { virtualHub: to("virtualHubs/h"), publicIPAddress: "20.0.0.9" }),
];
const spoke = network("spoke", "10.1.0.0/16");
const table = (name: string): string => idOf(`virtualHubs/h/hubRouteTables/${name}`);
const joined = (properties: object = {}): object =>
  resource("virtualHubs/h/hubVirtualNetworkConnections/c", {
    remoteVirtualNetwork: to("virtualNetworks/spoke"),
    ...properties,
  });

function hubOf(...resources: readonly object[]) {
  const { model, diagnostics } = compile(...wan, ...resources);
  return { hub: [...model.hubs.values()][0]!, said: brief(diagnostics) };
}

// VW-1, VW-3: the built-in tables are there although no export holds them.
test("a hub alone", () => {
  const { hub, said } = hubOf();
  expect(said).toEqual([]);
  expect(hub).toMatchObject({
    region: "westus2",
    preference: "expressRoute",
    virtualWan: keyOf(idOf("virtualWans/w")),
    connections: [],
    branches: [],
    peers: [],
    intent: undefined,
  });
  expect(formatPrefix(hub.addressPrefix!.prefix)).toBe("192.168.0.0/24");
  expect(formatIp(hub.routerAddress!)).toBe("20.0.0.9");
  expect(hub.routeTables.map(({ name, labels }) => [name, labels])).toEqual([
    ["defaultRouteTable", ["default"]],
    ["noneRouteTable", ["none"]],
  ]);
});

test("two hubs have tables of their own", () => {
  const other = resource("virtualHubs/i", { virtualWan: to("virtualWans/w") });
  const { model } = compile(...wan, other);
  const tables = [...model.hubs.values()].flatMap(({ routeTables }) => routeTables);
  expect(tables.map(({ id }) => id.split("/").slice(-3).join("/"))).toEqual([
    "h/hubRouteTables/defaultRouteTable",
    "h/hubRouteTables/noneRouteTable",
    "i/hubRouteTables/defaultRouteTable",
    "i/hubRouteTables/noneRouteTable",
  ]);
});

test("a connection that says nothing uses the default table", () => {
  const { hub, said } = hubOf(spoke, joined());
  expect(said).toEqual([]);
  expect(hub.connections).toHaveLength(1);
  expect(hub.connections[0]).toMatchObject({
    routing: { associated: undefined, propagated: [], labels: ["default"] },
    propagatesStaticRoutes: true,
    localOverride: "contains",
    takesDefaultRoute: true,
    staticRoutes: [],
  });
});

test("a connection with routing of its own", () => {
  const { hub, said } = hubOf(
    spoke,
    resource("virtualHubs/h/hubRouteTables/red", { labels: ["RED"], routes: [] }),
    joined({
      enableInternetSecurity: false,
      routingConfiguration: {
        associatedRouteTable: { id: table("red") },
        propagatedRouteTables: {
          labels: ["Red"],
          ids: [{ id: table("noneRouteTable") }, { id: table("blue") }],
        },
        vnetRoutes: {
          staticRoutes: [
            { name: "s", addressPrefixes: ["10.9.0.0/16"], nextHopIpAddress: "10.1.0.4" },
          ],
          staticRoutesConfig: {
            propagateStaticRoutes: false,
            vnetLocalRouteOverrideCriteria: "Equal",
          },
        },
      },
    }),
  );
  expect(said).toEqual([
    "reference-missing hubVirtualNetworkConnections/c#/routingConfiguration/propagatedRouteTables/ids/1",
  ]);
  const [connection] = hub.connections;
  expect(connection).toMatchObject({
    routing: {
      associated: keyOf(table("red")),
      propagated: [keyOf(table("noneRouteTable"))],
      labels: ["red"],
    },
    propagatesStaticRoutes: false,
    localOverride: "equal",
    takesDefaultRoute: false,
  });
  expect(connection?.staticRoutes[0]).toMatchObject({
    name: "s",
    nextHop: { kind: "address", address: 0x0a010004 },
  });
  expect(hub.routeTables.find(({ name }) => name === "red")?.labels).toEqual(["red"]);
});

test("a connection to a network that is not there is left out", () => {
  const { hub, said } = hubOf(joined());
  expect(said).toEqual(["reference-missing hubVirtualNetworkConnections/c#/remoteVirtualNetwork"]);
  expect(hub.connections).toEqual([]);
});

const bgpSettings = {
  bgpPeeringAddresses: [
    {
      ipconfigurationId: "Instance0",
      defaultBgpIpAddresses: ["192.168.0.14"],
      tunnelIpAddresses: ["20.80.0.10", "192.168.0.14"],
    },
    {
      ipconfigurationId: "Instance1",
      defaultBgpIpAddresses: [],
      tunnelIpAddresses: ["20.80.0.11", "192.168.0.15"],
    },
  ],
};

// Section 3.2 of the rules: spokes show the private addresses of the VPN instances.
test("branches over VPN, ExpressRoute and point-to-site", () => {
  const { hub, said } = hubOf(
    resource("vpnGateways/v", { virtualHub: to("virtualHubs/h"), bgpSettings }),
    resource("vpnSites/s", { addressSpace: { addressPrefixes: ["172.16.0.0/24"] } }),
    resource("vpnGateways/v/vpnConnections/c", {
      remoteVpnSite: to("vpnSites/s"),
      vpnLinkConnections: [{ properties: { connectionStatus: "NotConnected" } }],
    }),
    resource("expressRouteGateways/e", { virtualHub: to("virtualHubs/h") }),
    resource("expressRouteGateways/e/expressRouteConnections/c", {
      expressRouteCircuitPeering: to("expressRouteCircuits/er/peerings/AzurePrivatePeering"),
    }),
    resource("expressRouteCircuits/er", {}),
    fact("learnedRoutes", "er", {
      target: to("expressRouteCircuits/er/peerings/AzurePrivatePeering"),
      routes: [{ network: "10.100.0.0/24", nextHop: "10.20.78.139" }],
    }),
    resource("p2sVpnGateways/p", {
      virtualHub: to("virtualHubs/h"),
      p2SConnectionConfigurations: [
        {
          name: "users",
          properties: { vpnClientAddressPool: { addressPrefixes: ["172.20.0.0/24"] } },
        },
      ],
    }),
  );
  expect(said).toEqual([]);
  const told = hub.branches.map(({ kind, isUp, usesBgp, gatewayAddresses, prefixes, learned }) => ({
    kind,
    isUp,
    usesBgp,
    addresses: gatewayAddresses.map(formatIp),
    prefixes: prefixes.map(({ prefix }) => formatPrefix(prefix)),
    learned: learned?.routes.length,
  }));
  expect(told).toEqual([
    { kind: "expressRoute", isUp: true, usesBgp: true, addresses: [], prefixes: [], learned: 1 },
    {
      kind: "pointToSite",
      isUp: true,
      usesBgp: false,
      addresses: [],
      prefixes: ["172.20.0.0/24"],
      learned: undefined,
    },
    {
      kind: "vpn",
      isUp: false,
      usesBgp: false,
      addresses: ["192.168.0.14", "192.168.0.15"],
      prefixes: ["172.16.0.0/24"],
      learned: undefined,
    },
  ]);
});

const firewall = resource("azureFirewalls/fw", {
  virtualHub: to("virtualHubs/h"),
  hubIPAddresses: { privateIPAddress: "192.168.0.132" },
});
const intent = resource("virtualHubs/h/routingIntent/i", {
  routingPolicies: [
    { name: "private", destinations: ["PrivateTraffic"], nextHop: to("azureFirewalls/fw").id },
    { name: "internet", destinations: ["Internet"], nextHop: to("networkVirtualAppliances/x").id },
  ],
});

// VW-9: further private prefixes stand in the default table as a route of that name.
test("routing intent with a firewall and further private prefixes", () => {
  const { hub, said } = hubOf(
    firewall,
    intent,
    resource("virtualHubs/h/hubRouteTables/defaultRouteTable", {
      labels: ["default"],
      routes: [
        {
          name: "private_traffic",
          destinationType: "CIDR",
          destinations: ["40.0.0.0/16"],
          nextHopType: "ResourceId",
          nextHop: to("azureFirewalls/fw").id,
        },
      ],
    }),
  );
  expect(said).toEqual([]);
  expect(formatIp(hub.intent!.privateNextHop!.address!)).toBe("192.168.0.132");
  expect(hub.intent?.internetNextHop).toMatchObject({ address: undefined });
  expect(hub.intent?.privatePrefixes.map(formatPrefix)).toEqual(["40.0.0.0/16"]);
  expect(hub.routeTables[0]?.routes[0]?.nextHop).toEqual({
    kind: "resource",
    key: keyOf(idOf("azureFirewalls/fw")),
    id: idOf("azureFirewalls/fw"),
  });
});

const groups = ["one", "two"].flatMap((group) =>
  ["a", "b"].map((member) =>
    resource(`networkManagers/m/networkGroups/${group}/staticMembers/${member}`, {
      resourceId: idOf(`virtualNetworks/${group === "one" ? member : `${member}${member}`}`),
    }),
  ),
);
const networks = ["a", "b", "aa", "bb"].map((name, index) => network(name, `10.${index}.0.0/16`));

function groupsOf(properties: object): readonly (readonly [string, readonly string[], boolean])[] {
  const configuration = resource("networkManagers/m/connectivityConfigurations/c", properties);
  const { model, diagnostics } = compile(...groups, ...networks, configuration);
  expect(diagnostics).toEqual([]);
  return [...model.connectedGroups.values()].map(({ name, members, isGlobal }) => [
    name,
    members.map((key) => key.split("/").at(-1) ?? ""),
    isGlobal,
  ]);
}

const applied = (group: string, more: object = {}): object => ({
  networkGroupId: idOf(`networkManagers/m/networkGroups/${group}`),
  ...more,
});

// PEER-11: a mesh joins its groups; direct connectivity joins each group by itself.
test("connected groups", () => {
  expect(
    groupsOf({
      connectivityTopology: "Mesh",
      isGlobal: "True",
      appliesToGroups: [applied("one"), applied("two")],
    }),
  ).toEqual([["c", ["a", "aa", "b", "bb"], true]]);
  expect(
    groupsOf({
      connectivityTopology: "HubAndSpoke",
      appliesToGroups: [
        applied("one", { groupConnectivity: "DirectlyConnected", isGlobal: "False" }),
        applied("two", { groupConnectivity: "None" }),
      ],
    }),
  ).toEqual([["one", ["a", "b"], false]]);
});
