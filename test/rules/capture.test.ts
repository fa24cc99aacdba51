// Section 14 of the rules: what all captured tables agree on. Where an earlier section differs,
// these hold.
import { expect, test } from "vitest";
import { createSnapshot, readText } from "../../src/intake/index.ts";
import { compareRows, verify } from "../../src/verify/index.ts";
import {
  circuitConnection,
  expressRouteGateway,
  learned,
  localSite,
  peerOf,
  routeServer,
  siteConnection,
  vpnGateway,
} from "./build-gateway.ts";
import {
  circuitBranch,
  hubConnection,
  hubFirewall,
  routingIntent,
  virtualHub,
} from "./build-hub.ts";
import { endpoint, mesh, network, nic, peered, table } from "./build-network.ts";
import {
  azureRowsOf,
  compile,
  dropsOf,
  type Estate,
  estate,
  extend,
  gatewayRows as gatewayRowsAt,
  hubRowsOf,
  lossesAt,
  messagesOf,
  type Part,
  rows,
} from "./estate.ts";

const hub = network("hub", {
  space: ["10.0.0.0/16"],
  subnets: {
    app: { prefix: "10.0.0.0/24", table: "rt" },
    GatewaySubnet: "10.0.255.0/27",
    RouteServerSubnet: "10.0.254.0/27",
  },
});
const noRoutes = table("rt", []);
const standby = vpnGateway("gw", "hub", { public: "20.0.0.1" });
const pair = vpnGateway("gw", "hub", { instances: ["10.0.255.4", "10.0.255.5"] });
const bgp = { enableBgp: true };

/** Gateway rows of the hub. */
const gatewayRows = (base: Estate): readonly string[] => gatewayRowsAt(base, "hub/app");

test("CAP-3: the propagation flag of the table stands on every row, system rows too", () => {
  const flagged = estate(
    hub,
    table("rt", ["10.9.0.0/16 None"], { disableBgpRoutePropagation: true }),
  );
  const open = estate(hub, table("rt", ["10.9.0.0/16 None"]));
  const flags = (base: Estate): ReadonlySet<boolean> =>
    new Set(azureRowsOf(base, "hub/app").map((row) => row.disableBgpRoutePropagation));
  expect(flags(flagged)).toEqual(new Set([true]));
  expect(flags(open)).toEqual(new Set([false]));
});

const bgpTunnel = [
  standby,
  localSite("site", ["192.168.0.254/32"], "192.168.0.254"),
  siteConnection("conn", "gw", "site", bgp),
  localSite("still", ["192.168.9.9/32"]),
  siteConnection("conn2", "gw", "still"),
];

const sharing: readonly [what: string, parts: readonly Part[], listed: boolean][] = [
  ["alone", [], true],
  ["beside an ExpressRoute gateway", [expressRouteGateway("er", "hub")], false],
  ["beside a Route Server", [routeServer("rs", "hub", {})], false],
];

test.each(sharing)(
  "CAP-4: the /32 of a BGP peer where the VPN gateway stands %s",
  (_, parts, listed) => {
    const expected = ["192.168.0.254/32 20.0.0.1", "192.168.9.9/32 20.0.0.1"];
    // The /32 of a site without BGP is an ordinary prefix.
    expect(gatewayRows(estate(hub, noRoutes, bgpTunnel, parts))).toEqual(
      listed ? expected : expected.slice(1),
    );
  },
);

test("CAP-5: prefixes of a peered network come over the gateway only when the peering is gone", () => {
  const other = network("other", { space: ["10.2.0.0/16"] });
  const tunnel = [
    standby,
    localSite("site", [], "192.168.0.254"),
    siteConnection("conn", "gw", "site", bgp),
    learned(
      ["connections", "conn"],
      ["10.2.0.0/16 192.168.0.254 65010", "10.2.7.0/24 192.168.0.254 65010"],
    ),
  ];
  const joined = estate(hub, noRoutes, other, tunnel, peered("hub", "other"));
  expect(gatewayRows(joined)).toEqual([]);
  expect(lossesAt(joined, "hub/app", "10.2.7.4")).toContain(
    "hidden VirtualNetworkGateway 10.2.7.0/24 VirtualNetworkGateway 20.0.0.1",
  );
  expect(gatewayRows(estate(hub, noRoutes, other, tunnel))).toEqual([
    "10.2.0.0/16 20.0.0.1",
    "10.2.7.0/24 20.0.0.1",
  ]);
});

function twoWays(viaVpn: readonly string[], viaCircuit: readonly string[]): Estate {
  return estate(
    hub,
    noRoutes,
    standby,
    localSite("site", [], "192.168.0.254"),
    siteConnection("conn", "gw", "site", bgp),
    learned(
      ["connections", "conn"],
      viaVpn.map((prefix) => `${prefix} 192.168.0.254 65010`),
    ),
    expressRouteGateway("er", "hub"),
    circuitConnection("cir", "er"),
    learned(
      ["connections", "cir"],
      viaCircuit.map((prefix) => `${prefix} 10.3.129.58 12076-65010`),
    ),
  );
}

test("CAP-6: VPN's next hop appears when ExpressRoute withdraws; other lengths are listed side by side", () => {
  const prefix = "192.168.0.0/16";
  expect(gatewayRows(twoWays([prefix], [prefix]))).toEqual([`${prefix} 10.3.129.58`]);
  expect(gatewayRows(twoWays([prefix], []))).toEqual([`${prefix} 20.0.0.1`]);
  expect(gatewayRows(twoWays(["192.168.7.0/24"], [prefix]))).toEqual([
    `${prefix} 10.3.129.58`,
    "192.168.7.0/24 20.0.0.1",
  ]);
});

/** Two connections that both bring one prefix, with AS paths, seen by each of the instances. */
function twoConnections(gateway: Part, lines: readonly string[]): Estate {
  return estate(
    hub,
    noRoutes,
    gateway,
    ["one", "two"].map((name, at) => [
      localSite(`site-${name}`, [], `192.168.0.${254 - at}`),
      siteConnection(name, "gw", `site-${name}`, bgp),
    ]),
    learned(["virtualNetworkGateways", "gw"], lines),
  );
}

test("CAP-7: an active-standby gateway lists one row per equal path, alike as they are", () => {
  const one = twoConnections(standby, [
    "172.16.0.0/16 192.168.0.254 65010",
    "172.16.0.0/16 192.168.0.253 65010",
  ]);
  expect(gatewayRows(one)).toEqual(["172.16.0.0/16 20.0.0.1", "172.16.0.0/16 20.0.0.1"]);
});

test("CAP-16: an active-active gateway lists each instance that has a best path once", () => {
  const paths = (second: string): Estate =>
    twoConnections(pair, [
      "172.16.0.0/16 192.168.0.254 65010 EBgp 10.0.255.4",
      "172.16.0.0/16 192.168.0.253 65010 EBgp 10.0.255.4",
      `172.16.0.0/16 192.168.0.253 ${second} EBgp 10.0.255.5`,
      // What one instance tells the other is no path of its own.
      "172.16.0.0/16 10.0.255.4 65010 IBgp 10.0.255.5",
    ]);
  expect(gatewayRows(paths("65010"))).toEqual([
    "172.16.0.0/16 10.0.255.4",
    "172.16.0.0/16 10.0.255.5",
  ]);
  expect(gatewayRows(paths("65010-65011"))).toEqual(["172.16.0.0/16 10.0.255.4"]);
});

test("CAP-16: two static sites with the same prefixes on an active-active gateway are two rows, not four", () => {
  const one = estate(
    hub,
    noRoutes,
    pair,
    ["one", "two"].map((name) => [
      localSite(name, ["172.16.0.0/16"]),
      siteConnection(`to-${name}`, "gw", name),
    ]),
  );
  expect(gatewayRows(one)).toEqual(["172.16.0.0/16 10.0.255.4", "172.16.0.0/16 10.0.255.5"]);
});

function coveredEndpoint(space: readonly string[], line: string): Estate {
  return estate(
    hub,
    table("rt", [line]),
    network("pes", {
      space,
      subnets: { pe: { prefix: "10.5.0.0/24", policy: "Enabled" }, vm: "10.5.1.0/24" },
    }),
    peered("hub", "pes"),
    endpoint("pe", "pes/pe", ["10.5.0.4"]),
  );
}

test.each([
  ["the whole space", ["10.5.0.0/16"], "10.5.0.0/16 None", "Invalid"],
  ["one of two ranges", ["10.5.0.0/16", "10.6.0.0/16"], "10.5.0.0/16 None", "Invalid"],
  ["a broader prefix", ["10.5.0.0/16", "10.6.0.0/16"], "10.0.0.0/8 None", "Active"],
] as const)("CAP-8: with the policy on, a user route for %s", (_, space, line, state) => {
  const one = coveredEndpoint(space, line);
  expect(rows(one, "hub/app")).toContain(`Default ${state} 10.5.0.4/32 InterfaceEndpoint`);
  // In the endpoint's own network, on a subnet without user routes, it stays Active.
  expect(rows(one, "pes/vm")).toContain("Default Active 10.5.0.4/32 InterfaceEndpoint");
});

test("CAP-9: a private endpoint with several members is one row for each, here and in direct peers only", () => {
  const members = ["10.5.0.4", "10.5.0.5", "10.5.0.6"];
  const one = estate(
    hub,
    noRoutes,
    network("pes", { space: ["10.5.0.0/16"], subnets: { pe: "10.5.0.0/24" } }),
    network("beyond", { space: ["10.7.0.0/16"], subnets: { app: "10.7.0.0/24" } }),
    peered("hub", "pes"),
    peered("hub", "beyond"),
    endpoint("pe", "pes/pe", members),
  );
  const seen = (target: string): readonly string[] =>
    rows(one, target).filter((row) => row.endsWith("InterfaceEndpoint"));
  const expected = members.map((address) => `Default Active ${address}/32 InterfaceEndpoint`);
  expect(seen("pes/pe")).toEqual(expected);
  expect(seen("hub/app")).toEqual(expected);
  expect(seen("beyond/app")).toEqual([]);
});

test("CAP-10: a connected group is one row with the prefixes of all other members", () => {
  const names = ["a", "b", "c"];
  const one = estate(
    names.map((name, at) =>
      network(name, { space: [`10.${at}.0.0/24`], subnets: { app: `10.${at}.0.0/26` } }),
    ),
    mesh("m", names),
  );
  const groupRows = rows(one, "a/app").filter((row) => row.endsWith("ConnectedGroup"));
  expect(groupRows).toEqual(["Default Active 10.1.0.0/24,10.2.0.0/24 ConnectedGroup"]);
});

test("CAP-11: another hub adds 65520 twice to the path, and routing intent leaves the aggregates", () => {
  const one = estate(
    virtualHub("near", { prefix: "10.100.0.0/23", router: "40.0.0.1" }),
    virtualHub("far", { prefix: "10.101.0.0/23", router: "40.0.0.2" }),
    network("a", { space: ["10.1.0.0/16"], subnets: { app: "10.1.0.0/24" } }),
    network("b", { space: ["10.2.0.0/16"] }),
    hubConnection("near", "a"),
    hubConnection("far", "b"),
    circuitBranch("cir", "far"),
    learned(
      ["expressRouteCircuits/peerings", "cir/AzurePrivatePeering"],
      ["192.168.7.0/24 10.20.78.123 12076-65010"],
    ),
  );
  expect(hubRowsOf(one, "near")).toEqual([
    "10.1.0.0/16 Virtual Network Connection a",
    "10.2.0.0/16 Remote Hub far 65520-65520",
    "192.168.7.0/24 Remote Hub far 65520-65520-12076-65010",
  ]);
  expect(hubRowsOf(one, "far")).toContain("192.168.7.0/24 ExpressRouteGateway cir 12076-65010");
  const intent = extend(
    one,
    hubFirewall("fw", "near", "10.100.0.132"),
    routingIntent("near", "fw", ["PrivateTraffic", "Internet"]),
  );
  expect(hubRowsOf(intent, "near").map((row) => row.split(" ")[0])).toEqual([
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "0.0.0.0/0",
  ]);
});

test("CAP-12: a duplicate prefix is reported in Azure's words", () => {
  const one = estate(hub, table("rt", ["10.9.0.0/16 None", "10.9.0.0/16 Internet"]));
  expect(messagesOf(one, "route-prefix-duplicate")).toEqual([
    "Route: r1 conflicts with Route: r0. Routes cannot have the same AddressPrefix.",
  ]);
});

test.each([
  ["NotConnected", 0],
  ["Connected", 1],
  // Azure's lists leave the status out, and the other two say that nobody has looked yet.
  [undefined, 1],
  ["Connecting", 1],
  ["Unknown", 1],
])("CAP-13: static prefixes of a tunnel that is %s: %i rows", (connectionStatus, count) => {
  const one = estate(
    hub,
    noRoutes,
    standby,
    localSite("site", ["192.168.0.0/24"]),
    siteConnection(
      "conn",
      "gw",
      "site",
      connectionStatus === undefined ? {} : { connectionStatus },
    ),
  );
  expect(gatewayRows(one)).toHaveLength(count);
  expect(lossesAt(one, "hub/app", "192.168.0.4").join()).toContain(
    count === 0 ? "withheld VirtualNetworkGateway" : "shadowed Default",
  );
});

test("CAP-14: captured rows of 2024 and later, with their two further fields, are compared like any other", () => {
  const one = estate(hub, noRoutes, nic("vm", "hub/app", "10.0.0.4"));
  const value = azureRowsOf(one, "vm").map((row) => ({
    ...row,
    destinationServiceTags: [],
    tagMap: {},
  }));
  const answer = JSON.stringify({ value });
  const read = readText({ file: "answer.json", text: answer, about: "vm" });
  const { model } = compile(one);
  expect(answer).toContain("tagMap");
  const { results, agrees } = verify(model, createSnapshot([[read]]).captures);
  expect(results).toHaveLength(1);
  expect(agrees).toBe(true);
  expect(compareRows(value, azureRowsOf(one, "vm")).missing).toEqual([]);
});

test("CAP-15: a recording of the hybrid API has the list of 2023 without 127.0.0.0/8", () => {
  const one = estate(hub, noRoutes);
  const usual = dropsOf(one, "hub/app", { noneProfile: "2023" });
  const hybrid = dropsOf(one, "hub/app", { noneProfile: "2023h" });
  expect(hybrid).toHaveLength(16);
  expect(hybrid).toEqual(usual.filter((prefix) => prefix !== "127.0.0.0/8"));
});

test("CAP-6: with a Route Server that prefers VPN the tunnel's next hop is listed instead", () => {
  const base = twoWays(["192.168.0.0/16"], ["192.168.0.0/16"]);
  const server = routeServer("rs", "hub", { preference: "VpnGateway", peers: { nva: "10.0.0.9" } });
  const one = extend(base, server, learned(peerOf("rs", "nva"), []));
  expect(gatewayRows(one)).toEqual(["192.168.0.0/16 20.0.0.1"]);
});
