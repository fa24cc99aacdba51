// Section 3 of the rules: forced tunneling, and what gateways need.
import { expect, test } from "vitest";
import { learned, localSite, peerOf, siteConnection, vpnGateway } from "./build-gateway.ts";
import { network, table } from "./build-network.ts";
import {
  allRows,
  carrierOf,
  type Estate,
  estate,
  gatewayRows,
  messagesOf,
  notesAt,
  rows,
  withTags,
} from "./estate.ts";
import { er, hub, noRoutes, overBoth, server, site, standby } from "./gateway-landscape.ts";

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
  expect(gatewayRows(one, "hub/app")).toEqual([]);
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
