// Section 3 of the rules: which prefixes gateways bring.
import { expect, test } from "vitest";
import { reference } from "./arm-json.ts";
import {
  announcing,
  circuitConnection,
  learned,
  localSite,
  networkConnection,
  peerOf,
  siteConnection,
  vpnGateway,
} from "./build-gateway.ts";
import { transit } from "./build-network.ts";
import { carrierOf, estate, gatewayRows, lossesAt, rows } from "./estate.ts";
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

test("GW-1: a tunnel without BGP brings the prefixes of its site, and nothing learned", () => {
  const one = estate(
    hub,
    standby,
    localSite("site", ["192.168.0.0/24", "192.168.7.0/24"], "192.168.0.254"),
    siteConnection("conn", "gw", "site"),
    learned(["connections", "conn"], ["192.168.99.0/24 192.168.0.254 65010"]),
  );
  expect(gatewayRows(one, "hub/app")).toEqual([
    "192.168.0.0/24 20.0.0.1",
    "192.168.7.0/24 20.0.0.1",
  ]);
});

test("GW-1: a site without a connection brings nothing", () => {
  expect(gatewayRows(estate(hub, standby, site), "hub/app")).toEqual([]);
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
  expect(gatewayRows(one, "hub/app")).toEqual([
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
  expect(gatewayRows(one, "hub/app")).toContain("192.168.0.0/16 20.0.0.1");
});

test("GW-3: a tunnel to another network brings its prefixes, and with BGP the peer's /32", () => {
  const base = [hub, far, standby, ...tunnel];
  const still = estate(...base, networkConnection("c", "gw", "far-gw"));
  expect(gatewayRows(still, "hub/app")).toEqual(["10.8.0.0/16 20.0.0.1"]);
  const speaking = estate(...base, networkConnection("c", "gw", "far-gw", bgp));
  // The /32 is listed although it lies inside the other prefix.
  expect(gatewayRows(speaking, "hub/app")).toEqual([
    "10.8.0.0/16 20.0.0.1",
    "10.8.255.30/32 20.0.0.1",
  ]);
});

test("GW-3: of two active-active gateways both remote addresses are listed, each over both instances", () => {
  const farPair = vpnGateway("far-gw", "far", { instances: ["10.8.255.4", "10.8.255.5"] });
  const one = estate(hub, far, pair, farPair, networkConnection("c", "gw", "far-gw", bgp));
  expect(gatewayRows(one, "hub/app")).toEqual([
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
  expect(gatewayRows(one, "hub/app")).toEqual(["172.30.0.0/24 20.0.0.1"]);
  const two = estate(
    hub,
    vpnGateway("gw", "hub", { instances: ["10.0.255.4", "10.0.255.5"], pool }),
  );
  expect(gatewayRows(two, "hub/app")).toEqual([
    "172.30.0.0/25 10.0.255.4",
    "172.30.0.128/25 10.0.255.5",
  ]);
});

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
  expect(gatewayRows(one, "hub/app")).toEqual([
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
  expect(gatewayRows(one, "hub/app")).toEqual([
    "192.168.0.0/16 10.3.129.52",
    "192.168.0.0/16 10.3.129.53",
  ]);
});

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
  expect(gatewayRows(one, "hub/app")).toEqual([
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
  expect(gatewayRows(one, "hub/app")).toEqual(["192.168.0.0/24 20.0.0.1", "0.0.0.0/0 20.0.0.1"]);
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
  expect(gatewayRows(one, "hub/app")).toEqual(["10.0.0.0/8 20.0.0.1", "192.168.0.254/32 20.0.0.1"]);
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
  expect(gatewayRows(one, "hub/app")).toContain("0.0.0.0/0 20.0.0.1");
  expect(rows(one, "far/app")).toContain("Default Active 0.0.0.0/0 Internet");
  expect(gatewayRows(one, "far/app").join()).not.toContain("0.0.0.0/0");
});
