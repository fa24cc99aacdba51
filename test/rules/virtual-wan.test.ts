// Section 11 of the rules: virtual hubs and the rows of their spokes.
import { expect, test } from "vitest";
import { idOf, resource } from "./arm-json.ts";
import { learned, peerOf, routeServer, vpnGateway } from "./build-gateway.ts";
import {
  circuitBranch,
  hubConnection,
  hubFirewall,
  hubTable,
  routing,
  routingIntent,
  virtualHub,
  vpnBranch,
} from "./build-hub.ts";
import { endpoint, network, peered, table, transit } from "./build-network.ts";
import {
  azureHubRowsOf,
  carrierOf,
  compile,
  dropsOf,
  type Estate,
  estate,
  extend,
  gatewayRows,
  hubRowsOf,
  lossesAt,
  messagesOf,
  notesAt,
  type Part,
  rows,
} from "./estate.ts";

const hub = virtualHub("vhub", { prefix: "10.100.0.0/23", router: "40.0.0.1" });
const farHub = virtualHub("far", { prefix: "10.101.0.0/23", router: "40.0.0.2", region: "eastus" });

function spoke(name: string, space: string, more: { readonly table?: string } = {}): Part {
  const prefix = space.replace("/16", "/24");
  return network(name, {
    space: [space],
    subnets: { app: { prefix, ...more }, GatewaySubnet: prefix.replace(".0.0/24", ".255.0/27") },
  });
}

const spokes = [spoke("a", "10.1.0.0/16"), spoke("b", "10.2.0.0/16")];
const connected = [hubConnection("vhub", "a"), hubConnection("vhub", "b")];
const base = estate(hub, spokes, connected);

const branch = vpnBranch("vpn", "vhub", {
  prefixes: ["192.168.1.0/24"],
  instances: ["10.100.0.12", "10.100.0.13"],
});

test("VW-1: every hub has a default and a none table, and its router's address is a fact of its own", () => {
  const { model } = compile(base);
  const [found] = [...model.hubs.values()];
  expect(found?.routeTables.map(({ name }) => name)).toEqual([
    "defaultRouteTable",
    "noneRouteTable",
  ]);
  const nameless = estate(hub[0]!, spokes, connected);
  expect(messagesOf(nameless, "hub-router-address-unknown")).toHaveLength(1);
  expect(gatewayRows(nameless, "a/app")).toEqual(["10.2.0.0/16"]);
});

test("VW-2: a connection reads one table and writes into those that it names", () => {
  // The usual isolation: spokes read a table that only the shared network writes into.
  const isolated = routing("vhub", "isolated", { tables: ["shared"] });
  const one = estate(
    hub,
    spokes,
    spoke("shared", "10.3.0.0/16"),
    hubTable("vhub", "isolated", {}),
    hubTable("vhub", "shared", {}),
    hubConnection("vhub", "a", isolated),
    hubConnection("vhub", "b", isolated),
    hubConnection("vhub", "shared", routing("vhub", "shared", { tables: ["isolated"] })),
  );
  expect(gatewayRows(one, "a/app")).toEqual(["10.3.0.0/16 40.0.0.1"]);
  expect(gatewayRows(one, "b/app")).toEqual(["10.3.0.0/16 40.0.0.1"]);
  expect(gatewayRows(one, "shared/app")).toEqual(["10.1.0.0/16 40.0.0.1", "10.2.0.0/16 40.0.0.1"]);
});

test("VW-2: labels write into the tables of every hub that carry them", () => {
  const labelled = routing("vhub", "defaultRouteTable", { labels: ["prod"] });
  const one = estate(
    hub,
    farHub,
    spokes,
    spoke("c", "10.3.0.0/16"),
    hubTable("far", "prod", { labels: ["prod"] }),
    hubConnection("vhub", "a", labelled),
    hubConnection("vhub", "b"),
    hubConnection("far", "c", routing("far", "prod", {})),
  );
  expect(gatewayRows(one, "c/app")).toEqual(["10.1.0.0/16 40.0.0.2"]);
});

test("VW-2: the none table holds nothing", () => {
  const one = estate(
    hub,
    spokes,
    hubConnection(
      "vhub",
      "a",
      routing("vhub", "noneRouteTable", { tables: ["defaultRouteTable"] }),
    ),
    hubConnection("vhub", "b"),
  );
  expect(gatewayRows(one, "a/app")).toEqual([]);
  expect(gatewayRows(one, "b/app")).toEqual(["10.1.0.0/16 40.0.0.1"]);
});

test("VW-3: by default everything reaches everything, through other hubs too", () => {
  const one = extend(base, farHub, spoke("c", "10.3.0.0/16"), hubConnection("far", "c"), branch);
  expect(gatewayRows(one, "a/app").map((row) => row.split(" ")[0])).toEqual([
    "10.2.0.0/16",
    "10.3.0.0/16",
    "192.168.1.0/24",
    "192.168.1.0/24",
  ]);
  expect(gatewayRows(one, "c/app").map((row) => row.split(" ")[0])).toEqual([
    "10.1.0.0/16",
    "10.2.0.0/16",
    "192.168.1.0/24",
  ]);
});

const twoBranches = (preference: string): Estate =>
  estate(
    virtualHub("vhub", {
      prefix: "10.100.0.0/23",
      router: "40.0.0.1",
      more: { hubRoutingPreference: preference },
    }),
    spokes,
    connected,
    branch,
    learned(["vpnGateways/vpnConnections", "vpn/vpn"], ["192.168.9.0/24 192.168.1.1 65010"]),
    circuitBranch("cir", "vhub"),
    learned(
      ["expressRouteCircuits/peerings", "cir/AzurePrivatePeering"],
      ["192.168.9.0/24 10.20.78.123 12076-65010"],
    ),
  );

test.each([
  ["ExpressRoute", "10.20.78.123"],
  ["VpnGateway", "10.100.0.12"],
  ["ASPath", "10.100.0.12"],
])("VW-4: a hub that prefers %s takes the way over %s", (preference, address) => {
  const [first] = gatewayRows(twoBranches(preference), "a/app").filter((row) =>
    row.startsWith("192.168.9.0/24"),
  );
  expect(first).toBe(`192.168.9.0/24 ${address}`);
});

test("VW-4: a static route of the table comes before learned ones, and the own hub before others", () => {
  const toFirewall = `192.168.9.0/24 ${idOf("Microsoft.Network/azureFirewalls", "fw")}`;
  const pinned = extend(
    twoBranches("ExpressRoute"),
    hubFirewall("fw", "vhub", "10.100.0.132"),
    hubTable("vhub", "defaultRouteTable", { labels: ["default"], routes: [toFirewall] }),
  );
  expect(gatewayRows(pinned, "a/app")).toContain("192.168.9.0/24 10.100.0.132");
  const sameBehindBoth = extend(
    base,
    branch,
    farHub,
    circuitBranch("cir", "far"),
    learned(
      ["expressRouteCircuits/peerings", "cir/AzurePrivatePeering"],
      ["192.168.1.0/24 10.20.78.123 12076-65010"],
    ),
  );
  // Although the hub prefers ExpressRoute: that is behind the other hub.
  expect(gatewayRows(sameBehindBoth, "a/app")).toContain("192.168.1.0/24 10.100.0.12");
  expect(hubRowsOf(sameBehindBoth, "vhub")).toContain("192.168.1.0/24 VPN_S2S_Gateway vpn");
});

test("VW-4: a circuit of the own hub comes before a tunnel of another one, whatever is preferred", () => {
  const one = estate(
    virtualHub("vhub", {
      prefix: "10.100.0.0/23",
      router: "40.0.0.1",
      more: { hubRoutingPreference: "VpnGateway" },
    }),
    farHub,
    spokes,
    connected,
    circuitBranch("cir", "vhub"),
    learned(
      ["expressRouteCircuits/peerings", "cir/AzurePrivatePeering"],
      ["192.168.1.0/24 10.20.78.123 12076-65010"],
    ),
    vpnBranch("vpn", "far", { prefixes: [], instances: ["10.101.0.12"] }),
    learned(["vpnGateways/vpnConnections", "vpn/vpn"], ["192.168.1.0/24 192.168.1.1 65010"]),
  );
  expect(gatewayRows(one, "a/app")).toContain("192.168.1.0/24 10.20.78.123");
});

const withDefault = extend(
  base,
  hubFirewall("fw", "vhub", "10.100.0.132"),
  hubTable("vhub", "defaultRouteTable", {
    labels: ["default"],
    routes: [`0.0.0.0/0 ${idOf("Microsoft.Network/azureFirewalls", "fw")}`],
  }),
);

test("VW-5: a default route reaches connections that take it, and no other hub", () => {
  const one = extend(
    withDefault,
    hubConnection("vhub", "b", { enableInternetSecurity: false }),
    farHub,
    spoke("c", "10.3.0.0/16"),
    hubConnection("far", "c"),
  );
  expect(carrierOf(one, "a/app", "8.8.8.8")).toBe(
    "VirtualNetworkGateway 0.0.0.0/0 VirtualNetworkGateway 10.100.0.132",
  );
  expect(carrierOf(one, "b/app", "8.8.8.8")).toBe("Default 0.0.0.0/0 Internet");
  expect(carrierOf(one, "c/app", "8.8.8.8")).toBe("Default 0.0.0.0/0 Internet");
  expect(lossesAt(one, "b/app", "8.8.8.8")).toContain(
    "withheld VirtualNetworkGateway 0.0.0.0/0 VirtualNetworkGateway 10.100.0.132",
  );
});

test("VW-5: a default route that a branch announces stays in its hub", () => {
  const one = extend(
    base,
    branch,
    learned(["vpnGateways/vpnConnections", "vpn/vpn"], ["0.0.0.0/0 192.168.1.1 65010"]),
    farHub,
    spoke("c", "10.3.0.0/16"),
    hubConnection("far", "c"),
  );
  expect(gatewayRows(one, "a/app")).toContain("0.0.0.0/0 10.100.0.12");
  expect(carrierOf(one, "c/app", "8.8.8.8")).toBe("Default 0.0.0.0/0 Internet");
});

const grown = extend(
  base,
  branch,
  farHub,
  spoke("c", "10.3.0.0/16"),
  hubConnection("far", "c"),
  circuitBranch("cir", "vhub"),
  learned(
    ["expressRouteCircuits/peerings", "cir/AzurePrivatePeering"],
    ["192.168.7.0/24 10.20.78.123 12076-65010"],
  ),
  circuitBranch("far-cir", "far"),
  learned(
    ["expressRouteCircuits/peerings", "far-cir/AzurePrivatePeering"],
    ["192.168.8.0/24 10.24.1.1 12076-65020"],
  ),
);

test("VW-6, CAP-25: a spoke lists the hub as a peering and no other hub, networks and other hubs over the router, branches over their own", () => {
  expect(rows(grown, "a/app")).toEqual([
    "Default Active 10.1.0.0/16 VnetLocal",
    "Default Active 10.100.0.0/23 VNetPeering",
    "VirtualNetworkGateway Active 10.2.0.0/16 VirtualNetworkGateway 40.0.0.1",
    "VirtualNetworkGateway Active 10.3.0.0/16 VirtualNetworkGateway 40.0.0.1",
    "VirtualNetworkGateway Active 192.168.1.0/24 VirtualNetworkGateway 10.100.0.12",
    "VirtualNetworkGateway Active 192.168.1.0/24 VirtualNetworkGateway 10.100.0.13",
    "VirtualNetworkGateway Active 192.168.7.0/24 VirtualNetworkGateway 10.20.78.123",
    // Behind the other hub: over the own router, not over that hub's edge.
    "VirtualNetworkGateway Active 192.168.8.0/24 VirtualNetworkGateway 40.0.0.1",
    "Default Active 0.0.0.0/0 Internet",
  ]);
});

test("VW-6: a hub in another region is a global peering", () => {
  const one = estate(farHub, spokes, hubConnection("far", "a"));
  expect(rows(one, "a/app")).toContain("Default Active 10.101.0.0/23 VNetGlobalPeering");
});

test("VW-6: prefixes that an appliance announces to the router are reached over the router", () => {
  const one = extend(
    base,
    resource("virtualHubs/bgpConnections", "vhub/nva", { peerIp: "10.2.0.4", peerAsn: 65001 }),
    learned(peerOf("vhub", "nva"), ["172.20.0.0/16 10.2.0.4 65001"]),
  );
  expect(gatewayRows(one, "a/app")).toContain("172.20.0.0/16 40.0.0.1");
  expect(hubRowsOf(one, "vhub")).toContain("172.20.0.0/16 HubBgpConnection nva 65001");
});

test("VW-7: a spoke that takes no gateway routes keeps the hub's own range only", () => {
  const one = estate(
    hub,
    spoke("a", "10.1.0.0/16", { table: "rt" }),
    spoke("b", "10.2.0.0/16"),
    connected,
    table("rt", [], { disableBgpRoutePropagation: true }),
  );
  expect(rows(one, "a/app")).toEqual([
    "Default Active 10.1.0.0/16 VnetLocal",
    "Default Active 10.100.0.0/23 VNetPeering",
    "Default Active 0.0.0.0/0 Internet",
  ]);
});

test("VW-8: a hub brings nothing equal to or inside the spoke's own range", () => {
  const one = extend(
    base,
    vpnBranch("vpn", "vhub", {
      prefixes: ["10.1.7.0/24", "10.1.0.0/16", "10.0.0.0/8"],
      instances: ["10.100.0.12"],
    }),
  );
  expect(gatewayRows(one, "a/app")).toEqual(["10.0.0.0/8 10.100.0.12", "10.2.0.0/16 40.0.0.1"]);
});

test.each([
  ["a gateway of its own", vpnGateway("gw", "a", { public: "20.0.0.1" }), "has the gateway gw"],
  ["a Route Server", routeServer("rs", "a", {}), "has the Route Server rs"],
  [
    "a remote gateway",
    [spoke("c", "10.3.0.0/16"), vpnGateway("gw", "c", {}), transit("c", "a")],
    "uses remote gateways",
  ],
])("VW-8: a spoke with %s is reported", (_, parts, text) => {
  const withServer = network("a", {
    space: ["10.1.0.0/16"],
    subnets: {
      app: "10.1.0.0/24",
      GatewaySubnet: "10.1.255.0/27",
      RouteServerSubnet: "10.1.254.0/27",
    },
  });
  const messages = messagesOf(extend(base, withServer, parts), "hub-connection-conflict");
  expect(messages).toHaveLength(1);
  expect(messages[0]).toContain(text);
});

test("VW-8: a user route to the gateway does not work in a spoke", () => {
  const one = estate(
    hub,
    spoke("a", "10.1.0.0/16", { table: "rt" }),
    spoke("b", "10.2.0.0/16"),
    connected,
    table("rt", ["172.31.0.0/16 VirtualNetworkGateway"]),
  );
  expect(notesAt(one, "a/app", { asked: "172.31.0.4", rule: "VW-8" })).toHaveLength(1);
});

const withIntent = (traffic: readonly string[]): Estate =>
  extend(grown, hubFirewall("fw", "vhub", "10.100.0.132"), routingIntent("vhub", "fw", traffic));

test("VW-9, CAP-25: routing intent leaves the private aggregates and the default, all to the firewall", () => {
  const one = withIntent(["PrivateTraffic", "Internet"]);
  expect(rows(one, "a/app")).toEqual([
    "Default Active 10.1.0.0/16 VnetLocal",
    "Default Active 10.100.0.0/23 VNetPeering",
    "VirtualNetworkGateway Active 10.0.0.0/8 VirtualNetworkGateway 10.100.0.132",
    "VirtualNetworkGateway Active 172.16.0.0/12 VirtualNetworkGateway 10.100.0.132",
    "VirtualNetworkGateway Active 192.168.0.0/16 VirtualNetworkGateway 10.100.0.132",
    "VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.100.0.132",
  ]);
  expect(dropsOf(one, "a/app")).toEqual([]);
  expect(hubRowsOf(one, "vhub")).toEqual([
    "10.0.0.0/8 Azure Firewall fw",
    "172.16.0.0/12 Azure Firewall fw",
    "192.168.0.0/16 Azure Firewall fw",
    "0.0.0.0/0 Azure Firewall fw",
  ]);
});

test("VW-9: under a private policy alone only the None rows of the aggregates go", () => {
  const drops = dropsOf(withIntent(["PrivateTraffic"]), "a/app");
  expect(drops).not.toContain("10.0.0.0/8");
  expect(drops).not.toContain("172.16.0.0/12");
  expect(drops).not.toContain("192.168.0.0/16");
  expect(drops).toContain("100.64.0.0/10");
  expect(drops).toHaveLength(18);
});

test("VW-9: under an Internet policy alone the specific routes stay", () => {
  const one = withIntent(["Internet"]);
  expect(gatewayRows(one, "a/app")).toContain("10.2.0.0/16 40.0.0.1");
  expect(carrierOf(one, "a/app", "8.8.8.8")).toContain("10.100.0.132");
});

test("VW-10: a private endpoint is seen by direct peers of its network, not by sibling spokes", () => {
  const one = extend(
    base,
    endpoint("pe", "a/app", ["10.1.0.9"]),
    spoke("c", "10.3.0.0/16"),
    peered("a", "c"),
  );
  const seen = (target: string): readonly string[] =>
    rows(one, target).filter((row) => row.endsWith("InterfaceEndpoint"));
  expect(seen("a/app")).toHaveLength(1);
  expect(seen("c/app")).toHaveLength(1);
  expect(seen("b/app")).toEqual([]);
  expect(carrierOf(one, "b/app", "10.1.0.9")).toContain(
    "10.1.0.0/16 VirtualNetworkGateway 40.0.0.1",
  );
  expect(hubRowsOf(one, "vhub").join()).not.toContain("/32");
});

test("VW-11: a hub knows the present ranges of its spokes, without any synchronization", () => {
  const wider = network("b", { space: ["10.2.0.0/16", "172.20.0.0/16"] });
  expect(gatewayRows(extend(base, wider), "a/app")).toEqual([
    "10.2.0.0/16 40.0.0.1",
    "172.20.0.0/16 40.0.0.1",
  ]);
});

test("VW-12: IPv6 ranges of a spoke stay at home", () => {
  const dual = network("b", { space: ["10.2.0.0/16", "fd00:2::/48"] });
  const one = extend(base, dual);
  expect(rows(one, "a/app").join()).not.toContain(":");
  expect(messagesOf(one, "hub-connection-ipv6").join()).toContain("IPv6");
});

test("VW-13: static routes of a connection reach what is behind an appliance in that spoke", () => {
  const staticRoutes = [
    { name: "behind", addressPrefixes: ["10.200.0.0/16"], nextHopIpAddress: "10.2.0.4" },
  ];
  const one = extend(
    base,
    hubConnection("vhub", "b", { routingConfiguration: { vnetRoutes: { staticRoutes } } }),
  );
  expect(gatewayRows(one, "a/app")).toEqual(["10.2.0.0/16 40.0.0.1", "10.200.0.0/16 40.0.0.1"]);
  expect(hubRowsOf(one, "vhub")).toContain("10.200.0.0/16 Virtual Network Connection b");
});

test("CAP-26: a hub's own rows have az's fields, one prefix each, and ids of what made them", () => {
  const firewall = idOf("Microsoft.Network/azureFirewalls", "fw");
  const one = extend(
    grown,
    hubFirewall("fw", "vhub", "10.100.0.132"),
    hubTable("vhub", "defaultRouteTable", {
      labels: ["default"],
      routes: [`172.30.0.0/16 ${firewall}`],
    }),
  );
  const child = (type: string, name: string): string => idOf(`Microsoft.Network/${type}`, name);
  const row = (
    addressPrefix: string,
    nextHopType: string,
    ids: { readonly to: string; readonly from?: string; readonly asPath?: string },
  ) => ({
    addressPrefixes: [addressPrefix],
    asPath: ids.asPath ?? "",
    nextHopType,
    nextHops: [ids.to],
    routeOrigin: ids.from ?? ids.to,
  });
  const connection = (name: string): string =>
    child("virtualHubs/hubVirtualNetworkConnections", `vhub/${name}`);
  expect(azureHubRowsOf(one, "vhub")).toEqual([
    row("10.1.0.0/16", "Virtual Network Connection", { to: connection("a") }),
    row("10.2.0.0/16", "Virtual Network Connection", { to: connection("b") }),
    row("10.3.0.0/16", "Remote Hub", { to: child("virtualHubs", "far"), asPath: "65520-65520" }),
    row("172.30.0.0/16", "Azure Firewall", {
      to: firewall,
      from: child("virtualHubs/hubRouteTables", "vhub/defaultRouteTable"),
    }),
    row("192.168.1.0/24", "VPN_S2S_Gateway", { to: child("vpnGateways", "vpn") }),
    row("192.168.7.0/24", "ExpressRouteGateway", {
      to: child("expressRouteGateways", "cir"),
      asPath: "12076-65010",
    }),
    row("192.168.8.0/24", "Remote Hub", {
      to: child("virtualHubs", "far"),
      asPath: "65520-65520-12076-65020",
    }),
  ]);
});
