// Section 3 of the rules: which producer of a prefix wins.
import { expect, test } from "vitest";
import { reference } from "./arm-json.ts";
import {
  circuitConnection,
  learned,
  localSite,
  networkConnection,
  peerOf,
  routeServer,
  siteConnection,
} from "./build-gateway.ts";
import { carrierOf, type Estate, estate, explained, gatewayRows, lossesAt } from "./estate.ts";
import { bgp, er, far, hub, overBoth, pair, server, standby, tunnel } from "./gateway-landscape.ts";

test("GW-17, X-30: ExpressRoute wins over VPN for equal prefixes, and only the winner is listed", () => {
  const one = estate(
    ...overBoth(
      ["192.168.0.0/16 192.168.0.254 65010", "192.168.7.0/24 192.168.0.254 65010"],
      ["192.168.0.0/16 10.3.129.58 12076-65010-65020-65030"],
    ),
  );
  // A longer prefix of the VPN is listed beside it and wins by its length.
  expect(gatewayRows(one, "hub/app")).toEqual([
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
    expect(gatewayRows(estate(...threeWays, server(preference)), "hub/app")).toEqual([
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
    expect(gatewayRows(two(weight, "65010"), "hub/app")).toHaveLength(2);
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
  expect(gatewayRows(estate(...twoCircuits(weight, path)), "hub/app")).toEqual(
    addresses.map((address) => `192.168.0.0/16 ${address}`),
  );
});

test("GW-20: with a Route Server in the network one connection carries a prefix", () => {
  const one = estate(...twoCircuits(0, "12076-65011"), server());
  expect(gatewayRows(one, "hub/app")).toEqual(["192.168.0.0/16 10.3.129.1"]);
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
    const seen = gatewayRows(one, "far/app").map((row) => row.split(" ")[0]!);
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
  expect(gatewayRows(one, "hub/app")).toEqual(["172.20.0.0/16 10.0.2.4"]);
});
