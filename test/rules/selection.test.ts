// Section 7 of the rules: which row wins, which are listed, and in which order.
import { expect, test } from "vitest";
import { compareRows } from "../../src/verify/index.ts";
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
import { endpoint, loadBalancer, mesh, network, peered, table, transit } from "./build-network.ts";
import {
  allRows,
  azureRowsOf,
  carrierOf,
  type Estate,
  estate,
  explainAt,
  lossesAt,
  notesAt,
  type Part,
  rows,
  withTags,
} from "./estate.ts";

const hub = network("hub", {
  space: ["10.0.0.0/16"],
  subnets: {
    app: { prefix: "10.0.0.0/24", table: "rt" },
    GatewaySubnet: "10.0.255.0/27",
    RouteServerSubnet: "10.0.254.0/27",
  },
});
const bgp = { enableBgp: true };

/** The hub with a VPN gateway that has learned prefixes, and user routes. */
function both(
  lines: readonly string[],
  prefixes: readonly string[],
  ...more: readonly Part[]
): Estate {
  return estate(
    hub,
    table("rt", lines),
    vpnGateway("gw", "hub", { public: "20.0.0.1" }),
    localSite("site", [], "192.168.0.254"),
    siteConnection("conn", "gw", "site", bgp),
    learned(
      ["connections", "conn"],
      prefixes.map((prefix) => `${prefix} 192.168.0.254 65010`),
    ),
    more,
  );
}

test("SEL-1: of a prefix each part goes its own way, and only what carries none of it has lost", () => {
  const one = both(["192.168.0.0/17 None", "192.168.128.0/17 Internet"], ["192.168.0.0/16"]);
  const { shares, candidates } = explainAt(one, "hub/app", "192.168.0.0/16");
  expect(shares?.map(({ prefixes }) => prefixes)).toEqual([
    ["192.168.0.0/17"],
    ["192.168.128.0/17"],
  ]);
  const told = candidates.map((found) => [found.verdict, found.addressPrefix, found.lostBecause]);
  expect(told).toEqual([
    ["carries", "192.168.0.0/17", undefined],
    ["carries", "192.168.128.0/17", undefined],
    ["shadowed", "192.168.0.0/16", "192.168.0.0/17 is longer"],
    [
      "hidden",
      "192.168.0.0/16",
      "another route has the same prefix, and then the drop route is not there",
    ],
    ["shadowed", "0.0.0.0/0", "192.168.0.0/17 is longer"],
  ]);
});

test("SEL-1: the longest prefix in force carries, whoever made it", () => {
  const one = both(["192.168.0.0/16 None", "192.168.7.9/32 Internet"], ["192.168.7.0/24"]);
  expect(carrierOf(one, "hub/app", "192.168.7.9")).toBe("User 192.168.7.9/32 Internet");
  expect(carrierOf(one, "hub/app", "192.168.7.8")).toContain(
    "192.168.7.0/24 VirtualNetworkGateway",
  );
  expect(carrierOf(one, "hub/app", "192.168.8.8")).toBe("User 192.168.0.0/16 None");
  expect(lossesAt(one, "hub/app", "192.168.7.9")).toEqual([
    "shadowed VirtualNetworkGateway 192.168.7.0/24 VirtualNetworkGateway 20.0.0.1",
    "hidden Default 192.168.0.0/16 None",
    "shadowed User 192.168.0.0/16 None",
    "shadowed Default 0.0.0.0/0 Internet",
  ]);
});

test("SEL-2: at equal prefix a user route beats a gateway route, and that a system route", () => {
  const user = both(["0.0.0.0/0 VirtualAppliance 10.0.0.9"], ["0.0.0.0/0"]);
  expect(carrierOf(user, "hub/app", "8.8.8.8")).toBe("User 0.0.0.0/0 VirtualAppliance 10.0.0.9");
  const gateway = both([], ["0.0.0.0/0"]);
  expect(carrierOf(gateway, "hub/app", "8.8.8.8")).toContain("VirtualNetworkGateway 0.0.0.0/0");
  expect(carrierOf(both([], []), "hub/app", "8.8.8.8")).toBe("Default 0.0.0.0/0 Internet");
});

const peer = network("peer", { space: ["10.1.0.0/16"], subnets: { app: "10.1.0.0/24" } });

test("SEL-3: local, peering and service endpoint rows are not lost to a gateway route of equal prefix", () => {
  const serving = network("hub", {
    space: ["10.0.0.0/16"],
    subnets: {
      app: { prefix: "10.0.0.0/24", table: "rt", endpoints: ["Microsoft.KeyVault"] },
      GatewaySubnet: "10.0.255.0/27",
    },
  });
  const one = withTags(
    estate(
      both([], ["10.0.0.0/16", "10.1.0.0/16", "20.61.103.224/29"], peer, peered("hub", "peer"))
        .resources,
      serving,
    ),
    { AzureKeyVault: ["20.61.103.224/29"] },
  );
  expect(carrierOf(one, "hub/app", "10.0.0.4")).toBe("Default 10.0.0.0/16 VnetLocal");
  expect(carrierOf(one, "hub/app", "10.1.0.4")).toBe("Default 10.1.0.0/16 VNetPeering");
  expect(carrierOf(one, "hub/app", "20.61.103.225")).toBe(
    "Default 20.61.103.224/29 VirtualNetworkServiceEndpoint",
  );
  expect(
    explainAt(one, "hub/app", "20.61.103.225").candidates.flatMap(({ rules }) => rules),
  ).toContain("SEL-3");
});

test("SEL-4, X-27: longer gateway routes inside local and peered space are not listed, and the answer says why", () => {
  const one = estate(
    both([], []).resources,
    peer,
    peered("hub", "peer"),
    localSite("site", ["10.0.7.0/24", "10.1.7.0/24", "10.2.7.0/24"]),
  );
  expect(rows(one, "hub/app").filter((row) => row.startsWith("VirtualNetworkGateway"))).toEqual([
    "VirtualNetworkGateway Active 10.2.7.0/24 VirtualNetworkGateway 20.0.0.1",
  ]);
  for (const [asked, carrier] of [
    ["10.0.7.4", "Default 10.0.0.0/16 VnetLocal"],
    ["10.1.7.4", "Default 10.1.0.0/16 VNetPeering"],
  ] as const) {
    expect(carrierOf(one, "hub/app", asked)).toBe(carrier);
    const lost = explainAt(one, "hub/app", asked).candidates.find(
      ({ source }) => source === "VirtualNetworkGateway",
    );
    expect(lost).toMatchObject({ verdict: "hidden" });
    expect(lost?.rules).toContain("SEL-4");
  }
});

test("SEL-4, CAP-17: each network judges by its own peerings, also for /32s of BGP peers", () => {
  const other = network("other", { space: ["10.2.0.0/16"] });
  const spoke = network("spoke", { space: ["10.3.0.0/16"], subnets: { app: "10.3.0.0/24" } });
  // The hub is peered with the network behind the tunnel, the spoke is not.
  const one = estate(
    both([], []).resources,
    localSite("site", ["10.2.0.0/16", "10.2.0.254/32"], "10.2.0.254"),
    other,
    spoke,
    peered("hub", "other"),
    transit("hub", "spoke"),
  );
  const gatewayRows = (target: string): readonly string[] =>
    rows(one, target).filter((row) => row.startsWith("VirtualNetworkGateway"));
  expect(gatewayRows("hub/app")).toEqual([]);
  expect(gatewayRows("spoke/app")).toEqual([
    "VirtualNetworkGateway Active 10.2.0.0/16 VirtualNetworkGateway 20.0.0.1",
    "VirtualNetworkGateway Active 10.2.0.254/32 VirtualNetworkGateway 20.0.0.1",
  ]);
});

const overridden: readonly [what: string, base: Estate, expected: readonly string[]][] = [
  [
    "the system default under a user route",
    both(["0.0.0.0/0 None"], []),
    ["Default Invalid 0.0.0.0/0 Internet", "User Active 0.0.0.0/0 None"],
  ],
  [
    "the system default under a gateway route is not listed",
    both([], ["0.0.0.0/0"]),
    ["VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 20.0.0.1"],
  ],
  [
    "a gateway default under a user route, and no system default",
    both(["0.0.0.0/0 None"], ["0.0.0.0/0"]),
    [
      "VirtualNetworkGateway Invalid 0.0.0.0/0 VirtualNetworkGateway 20.0.0.1",
      "User Active 0.0.0.0/0 None",
    ],
  ],
  [
    "the local range under a user route",
    both(["10.0.0.0/16 None"], []),
    ["Default Invalid 10.0.0.0/16 VnetLocal", "User Active 10.0.0.0/16 None"],
  ],
  [
    "a peered range under a user route",
    both(["10.1.0.0/16 None"], [], peer, peered("hub", "peer")),
    ["Default Invalid 10.1.0.0/16 VNetPeering", "User Active 10.1.0.0/16 None"],
  ],
  [
    "a gateway route under a user route",
    both(["192.168.7.0/24 None"], ["192.168.7.0/24"]),
    [
      "VirtualNetworkGateway Invalid 192.168.7.0/24 VirtualNetworkGateway 20.0.0.1",
      "User Active 192.168.7.0/24 None",
    ],
  ],
];

test.each(overridden)("SEL-5, X-8: %s", (_, base, expected) => {
  const [prefix] = expected.map((row) => row.split(" ")[2]!);
  expect(rows(base, "hub/app").filter((row) => row.includes(` ${prefix} `))).toEqual(expected);
});

test("SEL-5: an overridden gateway route is one Invalid row per next hop", () => {
  const one = estate(
    hub,
    table("rt", ["192.168.0.0/24 None"]),
    vpnGateway("gw", "hub", { instances: ["10.0.255.4", "10.0.255.5"] }),
    localSite("site", ["192.168.0.0/24"]),
    siteConnection("conn", "gw", "site"),
  );
  expect(rows(one, "hub/app").filter((row) => row.includes("192.168.0.0/24"))).toEqual([
    "VirtualNetworkGateway Invalid 192.168.0.0/24 VirtualNetworkGateway 10.0.255.4",
    "VirtualNetworkGateway Invalid 192.168.0.0/24 VirtualNetworkGateway 10.0.255.5",
    "User Active 192.168.0.0/24 None",
  ]);
});

test("SEL-6: a wider or longer user route changes no other row's state", () => {
  const lines = [
    "10.0.0.0/8 None",
    "10.1.7.0/24 None",
    "192.168.7.128/25 None",
    "128.0.0.0/1 None",
  ];
  const one = both(lines, ["192.168.7.0/24"], peer, peered("hub", "peer"));
  const without = both([], ["192.168.7.0/24"], peer, peered("hub", "peer"));
  const others = (base: Estate): readonly string[] =>
    rows(base, "hub/app").filter((row) => !row.startsWith("User"));
  expect(others(one)).toEqual(others(without));
  expect(rows(one, "hub/app").filter((row) => row.includes("Invalid"))).toEqual([]);
});

test("SEL-7: several next hops of one prefix share flows, and replies may come another way", () => {
  const question = { asked: "192.168.0.4", rule: "SEL-7" };
  const pair = estate(
    hub,
    table("rt", []),
    vpnGateway("gw", "hub", { instances: ["10.0.255.4", "10.0.255.5"] }),
    localSite("site", ["192.168.0.0/24"]),
    siteConnection("conn", "gw", "site"),
  );
  expect(notesAt(pair, "hub/app", question)).toHaveLength(1);
  const appliances = both(["192.168.0.0/24 VirtualApplianceEcmp 10.0.0.8 10.0.0.9"], []);
  expect(notesAt(appliances, "hub/app", question)).toHaveLength(1);
  expect(
    notesAt(both(["192.168.0.0/24 VirtualAppliance 10.0.0.8"], []), "hub/app", question),
  ).toEqual([]);
});

test("SEL-8, X-12: by switch, a user route to an empty load balancer yields to a Route Server", () => {
  const facing = (members: readonly string[]): Estate =>
    estate(
      hub,
      table("rt", ["172.20.0.0/16 VirtualAppliance 10.0.0.10"]),
      loadBalancer("ilb", "hub/app", { address: "10.0.0.10", members }),
      routeServer("rs", "hub", { peers: { nva: "10.0.0.5" } }),
      learned(peerOf("rs", "nva"), ["172.20.0.0/16 10.0.0.5 65001"]),
    );
  const of = (members: readonly string[], arsDeadIlbAnomaly: "true" | "false"): string[] =>
    rows(facing(members), "hub/app", { arsDeadIlbAnomaly }).filter((row) => row.includes("172.20"));
  const usual = [
    "VirtualNetworkGateway Invalid 172.20.0.0/16 VirtualNetworkGateway 10.0.0.5",
    "User Active 172.20.0.0/16 VirtualAppliance 10.0.0.10",
  ];
  expect(of([], "false")).toEqual(usual);
  expect(of(["10.0.0.5"], "true")).toEqual(usual);
  expect(of([], "true")).toEqual([
    "VirtualNetworkGateway Active 172.20.0.0/16 VirtualNetworkGateway 10.0.0.5",
    "User Invalid 172.20.0.0/16 None",
  ]);
});

// One subnet with a row of every kind, IPv6 among them.
const everything = withTags(
  estate(
    network("hub", {
      space: ["10.0.0.0/16", "fd00:1::/48"],
      subnets: {
        app: {
          prefix: ["10.0.0.0/24", "fd00:1::/64"],
          table: "rt",
          endpoints: ["Microsoft.KeyVault"],
        },
        GatewaySubnet: "10.0.255.0/27",
      },
    }),
    table("rt", ["10.1.0.0/16 None", "fd00:9::/64 None", "198.51.100.0/24 None"]),
    vpnGateway("gw", "hub", { public: "20.0.0.1" }),
    localSite("site", ["192.168.7.0/24", "fd00:8::/64"]),
    siteConnection("conn", "gw", "site"),
    network("near", { space: ["10.1.0.0/16", "10.2.0.0/16", "fd00:2::/48"] }),
    network("far", { space: ["10.3.0.0/16"], region: "eastus", subnets: { pe: "10.3.0.0/24" } }),
    network("mate", { space: ["10.4.0.0/16"] }),
    peered("hub", "near"),
    peered("hub", "far"),
    mesh("m", ["hub", "mate"]),
    endpoint("own", "hub/app", ["10.0.0.9"]),
    endpoint("distant", "far/pe", ["10.3.0.9"]),
  ),
  { AzureKeyVault: ["20.61.103.224/29"] },
);

const inOrder = [
  "Default Active 10.0.0.0/16 VnetLocal",
  "Default Active 10.2.0.0/16 VNetPeering",
  "Default Invalid 10.1.0.0/16 VNetPeering",
  "Default Active 10.4.0.0/16 ConnectedGroup",
  "VirtualNetworkGateway Active 192.168.7.0/24 VirtualNetworkGateway 20.0.0.1",
  "Default Active 0.0.0.0/0 Internet",
  "User Active 10.1.0.0/16 None",
  "User Active 198.51.100.0/24 None",
  "Default Active 20.61.103.224/29 VirtualNetworkServiceEndpoint",
  "Default Active 10.0.0.9/32 InterfaceEndpoint",
  "Default Active 10.3.0.0/16 VNetGlobalPeering",
  "Default Active 10.3.0.9/32 InterfaceEndpoint",
  "Default Active fd00:1::/48 VnetLocal",
  "Default Active fd00:2::/48 VNetPeering",
  "VirtualNetworkGateway Active fd00:8::/64 VirtualNetworkGateway 20.0.0.1",
  "Default Active ::/0 Internet",
  "User Active fd00:9::/64 None",
];

test("ORD-1: groups are printed in Azure's order, and tables are not sorted", () => {
  expect(rows(everything, "hub/app")).toEqual(inOrder);
});

test("CAP-1: IPv6 rows are a block of their own behind all IPv4 rows, in the same order", () => {
  const all = allRows(everything, "hub/app");
  const firstIpv6 = all.findIndex((row) => row.includes("::"));
  expect(all.slice(firstIpv6).every((row) => row.includes("::"))).toBe(true);
});

test("CAP-19: endpoints of globally peered networks come behind those peerings, all others before", () => {
  const all = rows(everything, "hub/app");
  const at = (row: string): number => all.indexOf(`Default Active ${row}`);
  const global = at("10.3.0.0/16 VNetGlobalPeering");
  expect(at("10.0.0.9/32 InterfaceEndpoint")).toBe(global - 1);
  expect(at("10.3.0.9/32 InterfaceEndpoint")).toBe(global + 1);
  expect(at("20.61.103.224/29 VirtualNetworkServiceEndpoint")).toBe(global - 2);
});

test("CAP-2: the None rows stand between the default slot and the user routes", () => {
  const all = allRows(everything, "hub/app");
  const at = all.indexOf("Default Active 0.0.0.0/0 Internet");
  expect(all[at + 1]).toBe("Default Active 10.0.0.0/8 None");
  expect(all[at + 22]).toBe("User Active 10.1.0.0/16 None");
});

test("ORD-2: a captured list in another order inside its groups agrees", () => {
  const ours = azureRowsOf(everything, "hub/app");
  const shuffled = ours.toReversed();
  expect(compareRows(shuffled, ours)).toMatchObject({
    agreed: ours.length,
    missing: [],
    extra: [],
  });
  const short = compareRows(shuffled.slice(1), ours);
  expect(short.extra).toHaveLength(1);
});

test("SEL-5: ExpressRoute hidden behind a user route stays one row per edge router", () => {
  const one = estate(
    hub,
    table("rt", ["192.168.0.0/16 None"]),
    expressRouteGateway("er", "hub"),
    circuitConnection("cir", "er"),
    learned(
      ["connections", "cir"],
      ["192.168.0.0/16 10.3.129.52 12076-65010", "192.168.0.0/16 10.3.129.53 12076-65010"],
    ),
  );
  expect(rows(one, "hub/app").filter((row) => row.includes("Invalid"))).toHaveLength(2);
});
