// Section 3 of the rules: which prefixes gateways bring, with which next hop, and where they appear.
import { expect, test } from "vitest";
import { reference } from "./arm-json.ts";
import {
  announcing,
  circuitConnection,
  circuitLink,
  expressRouteGateway,
  learned,
  localSite,
  networkConnection,
  peerOf,
  routeServer,
  siteConnection,
  vpnGateway,
} from "./build-gateway.ts";
import { network, nic, peered, table, transit } from "./build-network.ts";
import {
  allRows,
  carrierOf,
  type Estate,
  estate,
  explained,
  lossesAt,
  messagesOf,
  notesAt,
  rows,
  withTags,
} from "./estate.ts";

const hub = network("hub", {
  space: ["10.0.0.0/16"],
  subnets: {
    app: { prefix: "10.0.0.0/24", table: "rt" },
    nva: "10.0.2.0/24",
    GatewaySubnet: "10.0.255.0/27",
    RouteServerSubnet: "10.0.254.0/27",
  },
});
const noRoutes = table("rt", []);
const spoke = network("spoke", {
  space: ["10.1.0.0/16"],
  subnets: { app: "10.1.0.0/24", web: { prefix: "10.1.1.0/24", table: "rt" } },
});
const far = network("far", {
  space: ["10.8.0.0/16"],
  subnets: { app: "10.8.0.0/24", GatewaySubnet: "10.8.255.0/27" },
});
const standby = vpnGateway("gw", "hub", { public: "20.0.0.1" });
const pair = vpnGateway("gw", "hub", { instances: ["10.0.255.4", "10.0.255.5"] });
const site = localSite("site", ["192.168.0.0/24"]);
const bgpSite = localSite("site", ["192.168.0.254/32"], "192.168.0.254");
const bgp = { enableBgp: true };

/** Gateway rows, each as its prefix and next hop address. */
function learnedRows(base: Estate, target: string): readonly string[] {
  return rows(base, target)
    .filter((row) => row.startsWith("VirtualNetworkGateway Active"))
    .map((row) => row.split(" ").toSpliced(0, 2).toSpliced(1, 1).join(" "));
}

test("GW-1: a tunnel without BGP brings the prefixes of its site, and nothing learned", () => {
  const one = estate(
    hub,
    standby,
    localSite("site", ["192.168.0.0/24", "192.168.7.0/24"], "192.168.0.254"),
    siteConnection("conn", "gw", "site"),
    learned(["connections", "conn"], ["192.168.99.0/24 192.168.0.254 65010"]),
  );
  expect(learnedRows(one, "hub/app")).toEqual([
    "192.168.0.0/24 20.0.0.1",
    "192.168.7.0/24 20.0.0.1",
  ]);
});

test("GW-1: a site without a connection brings nothing", () => {
  expect(learnedRows(estate(hub, standby, site), "hub/app")).toEqual([]);
});

test("GW-2: a tunnel with BGP brings what was learned, and the peer's /32 that the site lists", () => {
  const one = estate(
    hub,
    standby,
    bgpSite,
    siteConnection("conn", "gw", "site", bgp),
    learned(
      ["connections", "conn"],
      [
        "192.168.0.0/16 192.168.0.254 65010",
        // What the gateway has from its own network is no route from outside.
        "10.0.0.0/16 - - Network",
      ],
    ),
  );
  expect(learnedRows(one, "hub/app")).toEqual([
    "192.168.0.0/16 20.0.0.1",
    "192.168.0.254/32 20.0.0.1",
  ]);
});

test("GW-2: without a list of learned routes, what the site behind announces stands for it", () => {
  const one = estate(
    hub,
    standby,
    bgpSite,
    siteConnection("conn", "gw", "site", bgp),
    announcing("dc", ["192.168.0.0/16"], [reference("connections", "conn")]),
  );
  expect(learnedRows(one, "hub/app")).toContain("192.168.0.0/16 20.0.0.1");
});

const tunnel = [
  vpnGateway("far-gw", "far", {
    public: "20.0.0.8",
    more: { bgpSettings: { asn: 65008, bgpPeeringAddress: "10.8.255.30" } },
  }),
];

test("GW-3: a tunnel to another network brings its prefixes, and with BGP the peer's /32", () => {
  const base = [hub, far, standby, ...tunnel];
  const still = estate(...base, networkConnection("c", "gw", "far-gw"));
  expect(learnedRows(still, "hub/app")).toEqual(["10.8.0.0/16 20.0.0.1"]);
  const speaking = estate(...base, networkConnection("c", "gw", "far-gw", bgp));
  // The /32 is listed although it lies inside the other prefix.
  expect(learnedRows(speaking, "hub/app")).toEqual([
    "10.8.0.0/16 20.0.0.1",
    "10.8.255.30/32 20.0.0.1",
  ]);
});

test("GW-3: of two active-active gateways both remote addresses are listed, each over both instances", () => {
  const farPair = vpnGateway("far-gw", "far", { instances: ["10.8.255.4", "10.8.255.5"] });
  const one = estate(hub, far, pair, farPair, networkConnection("c", "gw", "far-gw", bgp));
  expect(learnedRows(one, "hub/app")).toEqual([
    "10.8.0.0/16 10.0.255.4",
    "10.8.0.0/16 10.0.255.5",
    "10.8.255.4/32 10.0.255.4",
    "10.8.255.4/32 10.0.255.5",
    "10.8.255.5/32 10.0.255.4",
    "10.8.255.5/32 10.0.255.5",
  ]);
});

test("GW-4: the pool of point-to-site clients is a gateway route, halved between two instances", () => {
  const pool = "172.30.0.0/24";
  const one = estate(hub, vpnGateway("gw", "hub", { public: "20.0.0.1", pool }));
  expect(learnedRows(one, "hub/app")).toEqual(["172.30.0.0/24 20.0.0.1"]);
  const two = estate(
    hub,
    vpnGateway("gw", "hub", { instances: ["10.0.255.4", "10.0.255.5"], pool }),
  );
  expect(learnedRows(two, "hub/app")).toEqual([
    "172.30.0.0/25 10.0.255.4",
    "172.30.0.128/25 10.0.255.5",
  ]);
});

const er = expressRouteGateway("er", "hub");

test("GW-5: ExpressRoute brings everything that the connection received, over the edge router", () => {
  const one = estate(
    hub,
    er,
    circuitConnection("cir", "er"),
    learned(
      ["connections", "cir"],
      ["192.168.0.0/16 10.3.129.58 12076-65010", "192.168.7.0/24 10.3.129.58 12076-65010"],
    ),
  );
  expect(learnedRows(one, "hub/app")).toEqual([
    "192.168.0.0/16 10.3.129.58",
    "192.168.7.0/24 10.3.129.58",
  ]);
});

test("GW-5: one row per edge router of a circuit", () => {
  const one = estate(
    hub,
    er,
    circuitConnection("cir", "er"),
    learned(
      ["expressRouteCircuits/peerings", "cir/AzurePrivatePeering"],
      ["192.168.0.0/16 10.3.129.52 12076-65010", "192.168.0.0/16 10.3.129.53 12076-65010"],
    ),
  );
  expect(learnedRows(one, "hub/app")).toEqual([
    "192.168.0.0/16 10.3.129.52",
    "192.168.0.0/16 10.3.129.53",
  ]);
});

function server(preference?: "ExpressRoute" | "VpnGateway" | "ASPath") {
  return routeServer("rs", "hub", {
    ...(preference === undefined ? {} : { preference }),
    peers: { nva1: "10.0.2.4", nva2: "10.0.2.5" },
  });
}

test("GW-6: Route Server brings what its peers advertise, over the appliance or the next hop it names", () => {
  const one = estate(
    hub,
    server(),
    learned(peerOf("rs", "nva1"), [
      "172.20.0.0/16 10.0.2.4 65001",
      "172.21.0.0/16 10.0.2.100 65001",
    ]),
    learned(peerOf("rs", "nva2"), ["172.20.0.0/16 10.0.2.5 65001"]),
  );
  expect(learnedRows(one, "hub/app")).toEqual([
    "172.20.0.0/16 10.0.2.4",
    "172.20.0.0/16 10.0.2.5",
    "172.21.0.0/16 10.0.2.100",
  ]);
});

test("GW-7: a default site is a gateway default with the usual next hop", () => {
  const one = estate(
    hub,
    vpnGateway("gw", "hub", { public: "20.0.0.1", defaultSite: "site" }),
    site,
    siteConnection("conn", "gw", "site"),
  );
  expect(learnedRows(one, "hub/app")).toEqual(["192.168.0.0/24 20.0.0.1", "0.0.0.0/0 20.0.0.1"]);
  expect(rows(one, "hub/app")).not.toContain("Default Active 0.0.0.0/0 Internet");
  expect(carrierOf(one, "hub/app", "8.8.8.8")).toBe(
    "VirtualNetworkGateway 0.0.0.0/0 VirtualNetworkGateway 20.0.0.1",
  );
});

test("GW-8: a learned prefix equal to or inside a network's range is refused, a wider one is taken", () => {
  const one = estate(
    hub,
    spoke,
    noRoutes,
    standby,
    bgpSite,
    siteConnection("conn", "gw", "site", bgp),
    transit("hub", "spoke"),
    learned(
      ["connections", "conn"],
      [
        "10.0.0.0/8 192.168.0.254 65010",
        "10.0.0.0/16 192.168.0.254 65010",
        "10.0.7.0/24 192.168.0.254 65010",
        "10.1.0.0/17 192.168.0.254 65010",
      ],
    ),
  );
  expect(learnedRows(one, "hub/app")).toEqual(["10.0.0.0/8 20.0.0.1", "192.168.0.254/32 20.0.0.1"]);
  expect(lossesAt(one, "hub/app", "10.0.7.4")).toContain(
    "withheld VirtualNetworkGateway 10.0.7.0/24 VirtualNetworkGateway 20.0.0.1",
  );
});

test("GW-9: a default route by BGP is accepted, and never announced to another tunnel", () => {
  const one = estate(
    hub,
    far,
    standby,
    bgpSite,
    siteConnection("conn", "gw", "site", bgp),
    learned(["connections", "conn"], ["0.0.0.0/0 192.168.0.254 65010"]),
    tunnel,
    networkConnection("far-hub", "far-gw", "gw", bgp),
  );
  expect(learnedRows(one, "hub/app")).toContain("0.0.0.0/0 20.0.0.1");
  expect(rows(one, "far/app")).toContain("Default Active 0.0.0.0/0 Internet");
  expect(learnedRows(one, "far/app").join()).not.toContain("0.0.0.0/0");
});

test("GW-10: two instances are two rows until 2025 and one row with both addresses since", () => {
  const one = estate(hub, pair, site, siteConnection("conn", "gw", "site"));
  const gatewayRows = (ecmpRows: "split" | "merged"): readonly string[] =>
    rows(one, "hub/app", { ecmpRows }).filter((row) => row.includes("192.168.0.0/24"));
  expect(gatewayRows("split")).toEqual([
    "VirtualNetworkGateway Active 192.168.0.0/24 VirtualNetworkGateway 10.0.255.4",
    "VirtualNetworkGateway Active 192.168.0.0/24 VirtualNetworkGateway 10.0.255.5",
  ]);
  expect(gatewayRows("merged")).toEqual([
    "VirtualNetworkGateway Active 192.168.0.0/24 VirtualNetworkGateway 10.0.255.4,10.0.255.5",
  ]);
});

test("GW-10: an active-standby gateway shows its public address, an active-active one its private ones", () => {
  const conn = siteConnection("conn", "gw", "site");
  expect(learnedRows(estate(hub, standby, site, conn), "hub/app")).toEqual([
    "192.168.0.0/24 20.0.0.1",
  ]);
  const both = vpnGateway("gw", "hub", {
    public: "20.0.0.1",
    instances: ["10.0.255.196", "10.0.255.197"],
  });
  expect(learnedRows(estate(hub, both, site, conn), "hub/app")).toEqual([
    "192.168.0.0/24 10.0.255.196",
    "192.168.0.0/24 10.0.255.197",
  ]);
});

test("GW-11: a prefix that both instances have is listed over both, whichever one a moment shows", () => {
  const one = estate(
    hub,
    pair,
    bgpSite,
    siteConnection("conn", "gw", "site", bgp),
    learned(
      ["virtualNetworkGateways", "gw"],
      [
        "0.0.0.0/0 192.168.0.254 65010 EBgp 10.0.255.4",
        "0.0.0.0/0 192.168.0.254 65010 EBgp 10.0.255.5",
      ],
    ),
  );
  expect(learnedRows(one, "hub/app").filter((row) => row.startsWith("0.0.0.0/0"))).toEqual([
    "0.0.0.0/0 10.0.255.4",
    "0.0.0.0/0 10.0.255.5",
  ]);
});

test("GW-12: instance addresses that nothing tells are not guessed, but said to be missing", () => {
  const nameless = vpnGateway("gw", "hub", { more: { activeActive: true } });
  const one = estate(hub, nameless, site, siteConnection("conn", "gw", "site"));
  expect(messagesOf(one, "gateway-address-unknown")).toHaveLength(1);
  expect(learnedRows(one, "hub/app")).toEqual(["192.168.0.0/24"]);
  expect(notesAt(one, "hub/app", { asked: "192.168.0.4", rule: "GW-12" })).toHaveLength(1);
});

test("GW-13: gateway routes reach all subnets of the network and of its spokes, with one next hop", () => {
  const one = estate(
    hub,
    spoke,
    noRoutes,
    standby,
    site,
    siteConnection("conn", "gw", "site"),
    transit("hub", "spoke"),
  );
  for (const target of ["hub/app", "hub/nva", "hub/GatewaySubnet", "spoke/app", "spoke/web"]) {
    expect(learnedRows(one, target)).toEqual(["192.168.0.0/24 20.0.0.1"]);
  }
});

test("GW-14: propagation switched off takes every kind of gateway route out of that subnet only", () => {
  const one = estate(
    hub,
    table("rt", [], { disableBgpRoutePropagation: true }),
    vpnGateway("gw", "hub", { public: "20.0.0.1", pool: "172.30.0.0/24" }),
    localSite("site", ["192.168.0.254/32"], "192.168.0.254"),
    siteConnection("conn", "gw", "site", bgp),
    learned(["connections", "conn"], ["192.168.0.0/16 192.168.0.254 65010"]),
    er,
    circuitConnection("cir", "er"),
    learned(["connections", "cir"], ["172.16.0.0/16 10.3.129.58 12076-65010"]),
    server(),
    learned(peerOf("rs", "nva1"), ["172.20.0.0/16 10.0.2.4 65001"]),
  );
  expect(learnedRows(one, "hub/nva").map((row) => row.split(" ")[0])).toEqual([
    "172.16.0.0/16",
    "172.20.0.0/16",
    "172.30.0.0/24",
    "192.168.0.0/16",
  ]);
  expect(learnedRows(one, "hub/app")).toEqual([]);
});

test("GW-14: a network is announced whatever its subnets take in", () => {
  const one = estate(
    hub,
    table("rt", [], { disableBgpRoutePropagation: true }),
    far,
    standby,
    tunnel,
    networkConnection("far-hub", "far-gw", "gw", bgp),
  );
  expect(learnedRows(one, "far/app")).toContain("10.0.0.0/16 20.0.0.8");
});

test("GW-15: propagation switched off on the GatewaySubnet is reported", () => {
  const withTable = (properties: Record<string, unknown>): Estate =>
    estate(
      network("hub", {
        space: ["10.0.0.0/16"],
        subnets: { GatewaySubnet: { prefix: "10.0.255.0/27", table: "rt" } },
      }),
      table("rt", ["10.1.0.0/16 VirtualAppliance 10.0.2.4"], properties),
      standby,
    );
  expect(
    messagesOf(withTable({ disableBgpRoutePropagation: true }), "route-table-misplaced"),
  ).toHaveLength(1);
  expect(messagesOf(withTable({}), "route-table-misplaced")).toEqual([]);
});

test("GW-16: an appliance's own subnet receives its default route, unless a user route stands against it", () => {
  const advertised = [server(), learned(peerOf("rs", "nva1"), ["0.0.0.0/0 10.0.2.4 65001"])];
  expect(carrierOf(estate(hub, noRoutes, advertised), "hub/nva", "8.8.8.8")).toBe(
    "VirtualNetworkGateway 0.0.0.0/0 VirtualNetworkGateway 10.0.2.4",
  );
  const escaping = estate(hub, table("rt", ["0.0.0.0/0 Internet"]), advertised);
  expect(rows(escaping, "hub/app").filter((row) => row.includes("0.0.0.0/0"))).toEqual([
    "VirtualNetworkGateway Invalid 0.0.0.0/0 VirtualNetworkGateway 10.0.2.4",
    "User Active 0.0.0.0/0 Internet",
  ]);
});

const overBoth = (viaVpn: readonly string[], viaCircuit: readonly string[]) => [
  hub,
  standby,
  localSite("site", [], "192.168.0.254"),
  siteConnection("conn", "gw", "site", bgp),
  learned(["connections", "conn"], viaVpn),
  er,
  circuitConnection("cir", "er"),
  learned(["connections", "cir"], viaCircuit),
];

test("GW-17: ExpressRoute wins over VPN for equal prefixes, and only the winner is listed", () => {
  const one = estate(
    ...overBoth(
      ["192.168.0.0/16 192.168.0.254 65010", "192.168.7.0/24 192.168.0.254 65010"],
      ["192.168.0.0/16 10.3.129.58 12076-65010-65020-65030"],
    ),
  );
  // A longer prefix of the VPN is listed beside it and wins by its length.
  expect(learnedRows(one, "hub/app")).toEqual([
    "192.168.0.0/16 10.3.129.58",
    "192.168.7.0/24 20.0.0.1",
  ]);
  expect(lossesAt(one, "hub/app", "192.168.0.4")).toContain(
    "withheld VirtualNetworkGateway 192.168.0.0/16 VirtualNetworkGateway 20.0.0.1",
  );
});

const threeWays = [
  ...overBoth(
    ["192.168.0.0/16 192.168.0.254 65010-65011"],
    ["192.168.0.0/16 10.3.129.58 12076-65010-65020"],
  ),
  learned(peerOf("rs", "nva1"), ["192.168.0.0/16 10.0.2.4 65001"]),
];

test.each([
  [undefined, "10.3.129.58"],
  ["ExpressRoute", "10.3.129.58"],
  // VPN and appliances count alike, then the path length decides.
  ["VpnGateway", "10.0.2.4"],
  ["ASPath", "10.0.2.4"],
] as const)(
  "GW-18: with a Route Server that prefers %s the route goes over %s",
  (preference, address) => {
    expect(learnedRows(estate(...threeWays, server(preference)), "hub/app")).toEqual([
      `192.168.0.0/16 ${address}`,
    ]);
  },
);

test("GW-18: the prefix length comes before any preference, and equal best paths share", () => {
  const one = estate(
    ...overBoth(["192.168.7.0/24 192.168.0.254 65010"], ["192.168.0.0/16 10.3.129.58 12076-65010"]),
    server("ExpressRoute"),
    learned(peerOf("rs", "nva1"), ["172.20.0.0/16 10.0.2.4 65001"]),
    learned(peerOf("rs", "nva2"), ["172.20.0.0/16 10.0.2.5 65002"]),
  );
  expect(carrierOf(one, "hub/app", "192.168.7.4")).toContain("192.168.7.0/24");
  expect(carrierOf(one, "hub/app", "172.20.0.4")).toBe(
    "VirtualNetworkGateway 172.20.0.0/16 VirtualNetworkGateway 10.0.2.4,10.0.2.5",
  );
});

test("GW-19: among tunnels the shorter AS path wins, and a routing weight changes nothing", () => {
  const two = (weight: number, otherPath: string): Estate =>
    estate(
      hub,
      standby,
      localSite("site", [], "192.168.0.254"),
      localSite("site2", [], "192.168.0.253"),
      siteConnection("conn", "gw", "site", bgp),
      siteConnection("conn2", "gw", "site2", { ...bgp, routingWeight: weight }),
      learned(["connections", "conn"], ["192.168.0.0/16 192.168.0.254 65010"]),
      learned(["connections", "conn2"], [`192.168.0.0/16 192.168.0.253 ${otherPath}`]),
    );
  for (const weight of [0, 100]) {
    const [row, ...others] = explained(two(weight, "65010-65011"), "hub/app", "192.168.0.0/16");
    expect(row?.explain.because).toContain("over conn (");
    expect(others).toEqual([]);
    expect(learnedRows(two(weight, "65010"), "hub/app")).toHaveLength(2);
  }
});

const twoCircuits = (weight: number, path: string) => [
  hub,
  er,
  circuitConnection("one", "er"),
  circuitConnection("two", "er", { routingWeight: weight }),
  learned(["connections", "one"], ["192.168.0.0/16 10.3.129.1 12076-65010"]),
  learned(["connections", "two"], [`192.168.0.0/16 10.3.129.2 ${path}`]),
];

test.each([
  ["a higher weight wins over a shorter path", 10, "12076-65010-65020", ["10.3.129.2"]],
  ["equal weights leave it to the path", 0, "12076-65010-65020", ["10.3.129.1"]],
  ["equal paths share the load", 0, "12076-65011", ["10.3.129.1", "10.3.129.2"]],
] as const)("GW-20: %s", (_, weight, path, addresses) => {
  expect(learnedRows(estate(...twoCircuits(weight, path)), "hub/app")).toEqual(
    addresses.map((address) => `192.168.0.0/16 ${address}`),
  );
});

test("GW-20: with a Route Server in the network one connection carries a prefix", () => {
  const one = estate(...twoCircuits(0, "12076-65011"), server());
  expect(learnedRows(one, "hub/app")).toEqual(["192.168.0.0/16 10.3.129.1"]);
});

test.each([
  [true, ["10.0.0.0/16", "172.16.0.0/16", "172.20.0.0/16"]],
  [false, ["10.0.0.0/16"]],
])(
  "GW-21: branch-to-branch %s decides whether a tunnel hears of appliances and circuits",
  (joinsBranches, prefixes) => {
    const one = estate(
      hub,
      far,
      pair,
      tunnel,
      networkConnection("far-hub", "far-gw", "gw", bgp),
      er,
      circuitConnection("cir", "er"),
      learned(["connections", "cir"], ["172.16.0.0/16 10.3.129.58 12076-65010"]),
      routeServer("rs", "hub", { joinsBranches, peers: { nva1: "10.0.2.4" } }),
      learned(peerOf("rs", "nva1"), ["172.20.0.0/16 10.0.2.4 65001"]),
    );
    const seen = learnedRows(one, "far/app").map((row) => row.split(" ")[0]!);
    expect(seen.filter((prefix) => !prefix.endsWith("/32"))).toEqual(prefixes);
  },
);

test("GW-22: a route that an appliance marks no-advertise is programmed all the same", () => {
  const marked = {
    type: "Trueroute/learnedRoutes",
    name: "nva1",
    properties: {
      target: reference("virtualHubs/bgpConnections", "rs/nva1"),
      routes: [
        {
          network: "172.20.0.0/16",
          nextHop: "10.0.2.4",
          asPath: "65001",
          origin: "EBgp",
          communities: ["65535:65282"],
        },
      ],
    },
  };
  const one = estate(hub, server(), marked);
  expect(learnedRows(one, "hub/app")).toEqual(["172.20.0.0/16 10.0.2.4"]);
});

const joined = [far, tunnel, standby, networkConnection("far-hub", "far-gw", "gw", bgp)] as const;

test("GW-23: whole ranges are announced with those of transit spokes, never subnets or user routes", () => {
  const lone = network("lone", { space: ["10.2.0.0/16"] });
  const one = estate(
    hub,
    spoke,
    lone,
    table("rt", ["172.31.0.0/16 VirtualAppliance 10.0.2.4"]),
    ...joined,
    transit("hub", "spoke"),
    peered("hub", "lone"),
  );
  expect(learnedRows(one, "far/app")).toEqual(["10.0.0.0/16 20.0.0.8", "10.1.0.0/16 20.0.0.8"]);
});

test("GW-24: a VPN gateway announces its sites and what other peers taught it, but no default and nothing of its network", () => {
  const one = estate(
    hub,
    ...joined,
    localSite("still", ["192.168.9.0/24"]),
    siteConnection("still", "gw", "still"),
    localSite("site", ["192.168.0.254/32"], "192.168.0.254"),
    siteConnection("conn", "gw", "site", bgp),
    learned(
      ["connections", "conn"],
      [
        "192.168.0.0/16 192.168.0.254 65010",
        "0.0.0.0/0 192.168.0.254 65010",
        "10.0.7.0/24 192.168.0.254 65010",
      ],
    ),
  );
  expect(learnedRows(one, "far/app")).toEqual([
    "10.0.0.0/16 20.0.0.8",
    "192.168.0.0/16 20.0.0.8",
    "192.168.0.254/32 20.0.0.8",
    "192.168.9.0/24 20.0.0.8",
  ]);
});

test("GW-24: announcements go on over further tunnels, and a way through the own network is none", () => {
  const third = network("third", {
    space: ["10.9.0.0/16"],
    subnets: { GatewaySubnet: "10.9.255.0/27" },
  });
  const base = [
    hub,
    third,
    ...joined,
    vpnGateway("third-gw", "third", { public: "20.0.0.9" }),
    networkConnection("hub-third", "gw", "third-gw", bgp),
    networkConnection("hub-far", "gw", "far-gw", bgp),
    localSite("site", [], "192.168.0.254"),
    siteConnection("conn", "third-gw", "site", bgp),
  ];
  const lists = (path: string) =>
    learned(["connections", "conn"], [`192.168.0.0/16 192.168.0.254 ${path}`]);
  const prefixes = (path: string): readonly string[] =>
    learnedRows(estate(...base, lists(path)), "far/app").map((row) => row.split(" ")[0]!);
  expect(prefixes("65010")).toEqual(["10.0.0.0/16", "10.9.0.0/16", "192.168.0.0/16"]);
  // 65008 is the number of the gateway that asks.
  expect(prefixes("65010-65008")).toEqual(["10.0.0.0/16", "10.9.0.0/16"]);
  const [row] = explained(estate(...base, lists("65010")), "far/app", "192.168.0.0/16");
  expect(row?.explain.because).toContain("AS path 65515-65515-65010");
});

test("GW-25: summaries replace the hub's ranges and the spokes that they cover", () => {
  const summarizing = network("hub", {
    space: ["10.0.0.0/16"],
    subnets: { GatewaySubnet: "10.0.255.0/27" },
    summaries: ["10.0.0.0/15", "172.31.0.0/16"],
  });
  const outside = network("outside", { space: ["10.4.0.0/16"] });
  const one = estate(
    summarizing,
    spoke,
    noRoutes,
    outside,
    ...joined,
    transit("hub", "spoke"),
    transit("hub", "outside"),
  );
  expect(learnedRows(one, "far/app")).toEqual([
    "10.0.0.0/15 20.0.0.8",
    "10.4.0.0/16 20.0.0.8",
    // Nothing checks that a summary belongs to the network.
    "172.31.0.0/16 20.0.0.8",
  ]);
});

const bothOnOneCircuit = (here: boolean, there: boolean): Estate =>
  estate(
    hub,
    far,
    expressRouteGateway("er", "hub", { allowRemoteVnetTraffic: here }),
    expressRouteGateway("far-er", "far", { allowRemoteVnetTraffic: there }),
    circuitConnection("cir", "er"),
    circuitLink("cir2", "far-er", "cir"),
  );

test("GW-26: routes over a circuit carry Microsoft's number, and no private one", () => {
  const [row] = explained(bothOnOneCircuit(true, true), "far/app", "10.0.0.0/16");
  expect(row?.explain.because).toContain("AS path 12076");
  expect(row?.explain.because).not.toContain("65515");
  expect(row?.explain.rules).toContain("GW-26");
});

const forced: readonly [way: string, base: Estate][] = [
  [
    "a default route by BGP",
    estate(hub, noRoutes, server(), learned(peerOf("rs", "nva1"), ["0.0.0.0/0 10.0.2.4 65001"])),
  ],
  [
    "a default site",
    estate(
      hub,
      noRoutes,
      vpnGateway("gw", "hub", { public: "20.0.0.1", defaultSite: "site" }),
      site,
      siteConnection("conn", "gw", "site"),
    ),
  ],
  [
    "a user route to the gateway",
    estate(hub, table("rt", ["0.0.0.0/0 VirtualNetworkGateway"]), standby),
  ],
];

test.each(forced)("GW-27: %s forces everything through the gateway", (_, base) => {
  expect(carrierOf(base, "hub/app", "8.8.8.8")).toContain("0.0.0.0/0 VirtualNetworkGateway");
  expect(notesAt(base, "hub/app", { asked: "8.8.8.8", rule: "GW-27" })).toHaveLength(1);
});

test.each(forced)(
  "GW-28: under %s Azure's services follow, unless a longer route is there",
  (_, base) => {
    const storage = { "Storage.WestEurope": ["20.150.74.0/24"] };
    expect(notesAt(base, "hub/app", { asked: "20.150.74.9", rule: "GW-28" })).toEqual([
      "traffic to Azure's own services follows this default route too, unless a longer route is in force (GW-27, GW-28, X-26)",
    ]);
    const exempt = {
      ...base,
      resources: [
        ...base.resources,
        network("hub", {
          space: ["10.0.0.0/16"],
          subnets: {
            app: {
              prefix: "10.0.0.0/24",
              table: "rt",
              endpoints: ["Microsoft.Storage@westeurope"],
            },
            GatewaySubnet: "10.0.255.0/27",
            RouteServerSubnet: "10.0.254.0/27",
          },
        }),
      ],
    };
    expect(carrierOf(withTags(exempt, storage), "hub/app", "20.150.74.9")).toBe(
      "Default 20.150.74.0/24 VirtualNetworkServiceEndpoint",
    );
  },
);

test("GW-28: a user route to the activation service escapes a forced default", () => {
  const one = estate(
    hub,
    table("rt", ["23.102.135.246/32 Internet"]),
    vpnGateway("gw", "hub", { public: "20.0.0.1", defaultSite: "site" }),
    site,
    siteConnection("conn", "gw", "site"),
  );
  expect(carrierOf(one, "hub/app", "23.102.135.246")).toBe("User 23.102.135.246/32 Internet");
});

const halves = [
  hub,
  standby,
  localSite("site", ["0.0.0.0/1", "128.0.0.0/1", "192.168.0.0/24"]),
  siteConnection("conn", "gw", "site"),
];

test("GW-29: a split default takes what has no longer match and leaves the default Active and the None rows", () => {
  const one = estate(noRoutes, ...halves);
  expect(rows(one, "hub/app")).toEqual([
    "Default Active 10.0.0.0/16 VnetLocal",
    "VirtualNetworkGateway Active 0.0.0.0/1 VirtualNetworkGateway 20.0.0.1",
    "VirtualNetworkGateway Active 128.0.0.0/1 VirtualNetworkGateway 20.0.0.1",
    "VirtualNetworkGateway Active 192.168.0.0/24 VirtualNetworkGateway 20.0.0.1",
    "Default Active 0.0.0.0/0 Internet",
  ]);
  expect(carrierOf(one, "hub/app", "8.8.8.8")).toContain("0.0.0.0/1");
  expect(carrierOf(one, "hub/app", "10.9.0.4")).toBe("Default 10.0.0.0/8 None");
});

test.each([
  ["0.0.0.0/0 Internet", "VirtualNetworkGateway 0.0.0.0/1 VirtualNetworkGateway 20.0.0.1"],
  ["0.0.0.0/1 Internet", "User 0.0.0.0/1 Internet"],
])("GW-29: a user route %s against a split default: %s carries", (line, carrier) => {
  expect(carrierOf(estate(table("rt", [line]), ...halves), "hub/app", "8.8.8.8")).toBe(carrier);
});

test("GW-29: switching propagation off exempts the subnet, and loses the other gateway routes too", () => {
  const one = estate(table("rt", [], { disableBgpRoutePropagation: true }), ...halves);
  expect(carrierOf(one, "hub/app", "8.8.8.8")).toBe("Default 0.0.0.0/0 Internet");
  expect(learnedRows(one, "hub/app")).toEqual([]);
});

test("GW-30: when the learned default goes, the system default is back", () => {
  const of = (lines: readonly string[]): Estate =>
    estate(hub, noRoutes, server(), learned(peerOf("rs", "nva1"), lines));
  expect(allRows(of(["0.0.0.0/0 10.0.2.4 65001"]), "hub/app")).toEqual([
    "Default Active 10.0.0.0/16 VnetLocal",
    "VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.0.2.4",
  ]);
  expect(carrierOf(of([]), "hub/app", "8.8.8.8")).toBe("Default 0.0.0.0/0 Internet");
  expect(carrierOf(of([]), "hub/app", "10.9.0.4")).toBe("Default 10.0.0.0/8 None");
});

test("GW-31: what VPN and ExpressRoute need to share a network is checked", () => {
  const sharing = (prefix: string, more: Record<string, unknown>): Estate =>
    estate(
      network("hub", { space: ["10.0.0.0/16"], subnets: { GatewaySubnet: prefix } }),
      vpnGateway("gw", "hub", { public: "20.0.0.1", more }),
      er,
    );
  const complaints = (base: Estate): number =>
    messagesOf(base, "subnet-too-small").length + messagesOf(base, "gateway-misplaced").length;
  expect(complaints(sharing("10.0.255.0/27", {}))).toBe(0);
  expect(complaints(sharing("10.0.255.0/28", {}))).toBe(1);
  expect(complaints(sharing("10.0.255.0/27", { sku: { name: "Basic" } }))).toBe(1);
  expect(complaints(sharing("10.0.255.0/27", { vpnType: "PolicyBased" }))).toBe(1);
});

test("GW-32: a tunnel over private peering needs its own ends over ExpressRoute, the rest over VPN", () => {
  const one = estate(
    ...overBoth(["192.168.0.0/24 192.168.0.254 65010"], ["192.168.0.4/32 10.3.129.58 12076-65010"]),
  );
  expect(carrierOf(one, "hub/app", "192.168.0.4")).toContain(
    "192.168.0.4/32 VirtualNetworkGateway 10.3.129.58",
  );
  expect(carrierOf(one, "hub/app", "192.168.0.5")).toContain(
    "192.168.0.0/24 VirtualNetworkGateway 20.0.0.1",
  );
  // An equal prefix on the circuit would take the workload away from the tunnel.
  const equal = estate(
    ...overBoth(["192.168.0.0/24 192.168.0.254 65010"], ["192.168.0.0/24 10.3.129.58 12076-65010"]),
  );
  expect(carrierOf(equal, "hub/app", "192.168.0.5")).toContain("10.3.129.58");
});

test.each([
  [true, true, 1],
  [true, false, 0],
  [false, true, 0],
  [false, false, 0],
])(
  "GW-33: networks on one circuit see each other when both gateways allow it (%s, %s)",
  (here, there, count) => {
    const seen = rows(bothOnOneCircuit(here, there), "far/app").filter((row) =>
      row.includes("10.0.0.0/16"),
    );
    expect(seen).toHaveLength(count);
  },
);

test("GW-13: an interface has the rows of its subnet", () => {
  const one = estate(
    hub,
    noRoutes,
    standby,
    site,
    siteConnection("conn", "gw", "site"),
    nic("vm", "hub/app", "10.0.0.4"),
  );
  expect(rows(one, "vm")).toEqual(rows(one, "hub/app"));
});
