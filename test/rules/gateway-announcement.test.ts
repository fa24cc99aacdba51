// Section 3 of the rules: what gateways announce.
import { expect, test } from "vitest";
import {
  circuitConnection,
  circuitLink,
  expressRouteGateway,
  learned,
  localSite,
  networkConnection,
  siteConnection,
  vpnGateway,
} from "./build-gateway.ts";
import { network, peered, table, transit } from "./build-network.ts";
import { type Estate, estate, explained, gatewayRows, rows } from "./estate.ts";
import { bgp, far, hub, joined, noRoutes, spoke } from "./gateway-landscape.ts";

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
  expect(gatewayRows(one, "far/app")).toEqual(["10.0.0.0/16 20.0.0.8", "10.1.0.0/16 20.0.0.8"]);
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
  expect(gatewayRows(one, "far/app")).toEqual([
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
    gatewayRows(estate(...base, lists(path)), "far/app").map((row) => row.split(" ")[0]!);
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
  expect(gatewayRows(one, "far/app")).toEqual([
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
