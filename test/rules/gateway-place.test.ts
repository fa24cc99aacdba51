// Section 3 of the rules: with which next hop gateway routes are shown, and where.
import { expect, test } from "vitest";
import {
  circuitConnection,
  learned,
  localSite,
  networkConnection,
  peerOf,
  siteConnection,
  vpnGateway,
} from "./build-gateway.ts";
import { network, nic, table, transit } from "./build-network.ts";
import {
  carrierOf,
  type Estate,
  estate,
  gatewayRows,
  messagesOf,
  notesAt,
  rows,
} from "./estate.ts";
import {
  bgp,
  bgpSite,
  er,
  far,
  hub,
  noRoutes,
  pair,
  server,
  site,
  spoke,
  standby,
  tunnel,
} from "./gateway-landscape.ts";

test("GW-10, X-9: two instances are two rows until 2025 and one row with both addresses since", () => {
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

test("GW-10, X-10: an active-standby gateway shows its public address, an active-active one its private ones", () => {
  const conn = siteConnection("conn", "gw", "site");
  expect(gatewayRows(estate(hub, standby, site, conn), "hub/app")).toEqual([
    "192.168.0.0/24 20.0.0.1",
  ]);
  const both = vpnGateway("gw", "hub", {
    public: "20.0.0.1",
    instances: ["10.0.255.196", "10.0.255.197"],
  });
  expect(gatewayRows(estate(hub, both, site, conn), "hub/app")).toEqual([
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
  expect(gatewayRows(one, "hub/app").filter((row) => row.startsWith("0.0.0.0/0"))).toEqual([
    "0.0.0.0/0 10.0.255.4",
    "0.0.0.0/0 10.0.255.5",
  ]);
});

test("GW-12: instance addresses that nothing tells are not guessed, but said to be missing", () => {
  const nameless = vpnGateway("gw", "hub", { more: { activeActive: true } });
  const one = estate(hub, nameless, site, siteConnection("conn", "gw", "site"));
  expect(messagesOf(one, "gateway-address-unknown")).toHaveLength(1);
  expect(gatewayRows(one, "hub/app")).toEqual(["192.168.0.0/24"]);
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
    expect(gatewayRows(one, target)).toEqual(["192.168.0.0/24 20.0.0.1"]);
  }
});

test("GW-14, X-31: propagation switched off takes every kind of gateway route out of that subnet only", () => {
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
  expect(gatewayRows(one, "hub/nva").map((row) => row.split(" ")[0])).toEqual([
    "172.16.0.0/16",
    "172.20.0.0/16",
    "172.30.0.0/24",
    "192.168.0.0/16",
  ]);
  expect(gatewayRows(one, "hub/app")).toEqual([]);
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
  expect(gatewayRows(one, "far/app")).toContain("10.0.0.0/16 20.0.0.8");
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
