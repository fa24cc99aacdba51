// Section 6 of the rules: user routes.
import { expect, test } from "vitest";
import { type Json, resource } from "./arm-json.ts";
import {
  circuitConnection,
  expressRouteGateway,
  localSite,
  routeServer,
  siteConnection,
  vpnGateway,
} from "./build-gateway.ts";
import { hubConnection, virtualHub } from "./build-hub.ts";
import { network, peered, table, transit } from "./build-network.ts";
import {
  azureRowsOf,
  carrierOf,
  dropsOf,
  type Estate,
  estate,
  explained,
  messagesOf,
  notesAt,
  type Part,
  rows,
  withTags,
} from "./estate.ts";

const vnet = network("vnet", {
  space: ["10.0.0.0/16"],
  subnets: {
    app: { prefix: "10.0.0.0/24", table: "rt" },
    web: { prefix: "10.0.1.0/24", table: "rt" },
    plain: "10.0.2.0/24",
    GatewaySubnet: "10.0.255.0/27",
    RouteServerSubnet: "10.0.254.0/27",
  },
});

function routed(lines: readonly string[], ...more: readonly Part[]): Estate {
  return estate(vnet, table("rt", lines), more);
}

function userRows(base: Estate, target: string): readonly string[] {
  return rows(base, target).filter((row) => row.startsWith("User"));
}

test("UDR-1: one table serves several subnets, and only those that name it", () => {
  const one = routed(["10.9.0.0/16 None"]);
  expect(userRows(one, "vnet/app")).toEqual(["User Active 10.9.0.0/16 None"]);
  expect(userRows(one, "vnet/web")).toEqual(["User Active 10.9.0.0/16 None"]);
  expect(userRows(one, "vnet/plain")).toEqual([]);
});

test("UDR-1: a table of another region is reported", () => {
  const far = resource("routeTables", "rt", { routes: [] }, { location: "eastus" });
  expect(messagesOf(estate(vnet, far), "route-table-region").length).toBeGreaterThan(0);
  expect(messagesOf(routed([]), "route-table-region")).toEqual([]);
});

test.each(["VirtualAppliance 10.0.2.4", "VirtualNetworkGateway", "VnetLocal", "Internet", "None"])(
  "UDR-2: a user route may go to %s",
  (hop) => {
    expect(userRows(routed([`172.31.0.0/16 ${hop}`]), "vnet/app")).toEqual([
      `User Active 172.31.0.0/16 ${hop}`,
    ]);
  },
);

test("UDR-2: several appliances of one route are one row of type VirtualAppliance", () => {
  const one = routed(["172.31.0.0/16 VirtualApplianceEcmp 10.0.2.4 10.0.2.5"]);
  expect(userRows(one, "vnet/app")).toEqual([
    "User Active 172.31.0.0/16 VirtualAppliance 10.0.2.4,10.0.2.5",
  ]);
  const lonely = routed(["172.31.0.0/16 VirtualApplianceEcmp 10.0.2.4"]);
  expect(messagesOf(lonely, "next-hop-count")).toHaveLength(1);
});

test.each([
  ["VNetPeering", "next-hop-type-unknown"],
  ["VirtualNetworkServiceEndpoint", "next-hop-type-unknown"],
  ["VirtualAppliance", "next-hop-address-missing"],
])("UDR-2: %s alone is refused (%s)", (hop, code) => {
  const one = routed([`172.31.0.0/16 ${hop}`]);
  expect(messagesOf(one, code)).toHaveLength(1);
  expect(userRows(one, "vnet/app")).toEqual([]);
});

const unreachable = ({ asked = "172.31.0.4" } = {}) => ({ asked, rule: "UDR-3" });

test("UDR-3: an appliance in the own or a directly peered network is in reach, another one is not", () => {
  const peer = network("peer", { space: ["10.1.0.0/16"] });
  const lost = (address: string): number =>
    notesAt(
      routed([`172.31.0.0/16 VirtualAppliance ${address}`], peer, peered("vnet", "peer")),
      "vnet/app",
      unreachable(),
    ).filter((note) => note.includes("packets are lost")).length;
  expect([lost("10.0.2.4"), lost("10.1.0.4"), lost("10.7.0.4")]).toEqual([0, 0, 1]);
});

test("UDR-3: a next hop that is not there leaves the row Active", () => {
  const one = routed(["0.0.0.0/0 VirtualAppliance 10.10.10.10"]);
  expect(userRows(one, "vnet/app")).toEqual(["User Active 0.0.0.0/0 VirtualAppliance 10.10.10.10"]);
  expect(notesAt(one, "vnet/app", unreachable({ asked: "8.8.8.8" })).join()).toContain(
    "the row stays Active when it is not",
  );
});

test("UDR-3: an address that only a gateway route leads to is no next hop", () => {
  const one = routed(
    ["172.31.0.0/16 VirtualAppliance 192.168.0.4"],
    vpnGateway("gw", "vnet", { public: "20.0.0.1" }),
    localSite("site", ["192.168.0.0/24"]),
    siteConnection("conn", "gw", "site"),
  );
  expect(notesAt(one, "vnet/app", unreachable()).join()).toContain(
    "192.168.0.4 is neither in vnet",
  );
});

test("UDR-3: an instance of a VPN gateway serves spokes as an appliance", () => {
  const spoke = network("spoke", {
    space: ["10.1.0.0/16"],
    subnets: { app: { prefix: "10.1.0.0/24", table: "rt" } },
  });
  const one = routed(
    ["10.2.0.0/16 VirtualAppliance 10.0.255.4"],
    spoke,
    vpnGateway("gw", "vnet", { instances: ["10.0.255.4", "10.0.255.5"] }),
    transit("vnet", "spoke"),
  );
  const notes = notesAt(one, "spoke/app", unreachable({ asked: "10.2.0.4" }));
  expect(notes.join()).not.toContain("packets are lost");
});

const toGateway = ["172.31.0.0/16 VirtualNetworkGateway"];
const vpn = vpnGateway("gw", "vnet", { public: "20.0.0.1" });
const circuit = [expressRouteGateway("er", "vnet"), circuitConnection("cir", "er")];

const gatewayChoices: readonly [what: string, parts: readonly Part[], note: string][] = [
  ["a VPN gateway serves it", [vpn], "the gateway is gw"],
  ["an ExpressRoute gateway is taken first", [vpn, circuit], "Azure would take er, which does not"],
  [
    "a Route Server before both",
    [vpn, circuit, routeServer("rs", "vnet", {})],
    "Azure would take rs, which does not",
  ],
  ["no gateway at all", [], "there is no gateway in reach: packets are lost"],
];

test.each(gatewayChoices)("UDR-4: %s", (_, parts, text) => {
  const one = routed(toGateway, parts);
  // The row never shows an address.
  expect(userRows(one, "vnet/app")).toEqual(["User Active 172.31.0.0/16 VirtualNetworkGateway"]);
  const notes = notesAt(one, "vnet/app", { asked: "172.31.0.4", rule: "UDR-4" });
  expect(notes.join()).toContain(text);
});

test("UDR-4: a spoke uses the gateway of its hub, and in a virtual hub none", () => {
  const spoke = network("spoke", {
    space: ["10.1.0.0/16"],
    subnets: { app: { prefix: "10.1.0.0/24", table: "rt" } },
  });
  const question = { asked: "172.31.0.4", rule: "UDR-4" };
  const classic = routed(toGateway, spoke, vpn, transit("vnet", "spoke"));
  expect(notesAt(classic, "spoke/app", question).join()).toContain("the gateway is gw");
  const wan = routed(
    toGateway,
    spoke,
    virtualHub("vhub", { prefix: "10.100.0.0/23", router: "40.0.0.1" }),
    hubConnection("vhub", "spoke"),
    hubConnection("vhub", "vnet"),
  );
  expect(notesAt(wan, "spoke/app", question).join()).toContain("the virtual hub");
});

test("UDR-5: VnetLocal carves the own subnet out of a wider route", () => {
  const one = routed(["10.0.0.0/16 VirtualAppliance 10.0.2.4", "10.0.0.0/24 VnetLocal"]);
  expect(carrierOf(one, "vnet/app", "10.0.0.9")).toBe("User 10.0.0.0/24 VnetLocal");
  expect(carrierOf(one, "vnet/app", "10.0.1.9")).toBe("User 10.0.0.0/16 VirtualAppliance 10.0.2.4");
  expect(notesAt(one, "vnet/app", { asked: "10.0.0.9", rule: "UDR-5" })).toEqual([
    "delivers inside vnet only (UDR-5)",
  ]);
});

test("UDR-6: a route to the Internet needs an egress in a private subnet", () => {
  const closed = (natGateway: Json): Estate =>
    estate(
      network("vnet", {
        space: ["10.0.0.0/16"],
        subnets: {
          app: {
            prefix: "10.0.0.0/24",
            table: "rt",
            more: { defaultOutboundAccess: false, ...natGateway },
          },
        },
      }),
      table("rt", ["0.0.0.0/0 Internet"]),
    );
  const question = { asked: "8.8.8.8", rule: "UDR-6" };
  expect(notesAt(closed({}), "vnet/app", question)).toHaveLength(1);
  const nat = { natGateway: { id: resource("natGateways", "nat", {})["id"] } };
  expect(notesAt(closed(nat), "vnet/app", question)).toEqual([]);
});

test("UDR-7: a route to None drops", () => {
  const one = routed(["172.31.0.0/16 None"]);
  expect(carrierOf(one, "vnet/app", "172.31.0.4")).toBe("User 172.31.0.0/16 None");
  expect(notesAt(one, "vnet/app", { asked: "172.31.0.4", rule: "UDR-7" })).toEqual([
    "packets are dropped (UDR-7)",
  ]);
});

test("UDR-8: an appliance inside the subnet that it serves is pointed out", () => {
  const one = routed(["172.31.0.0/16 VirtualAppliance 10.0.0.4"]);
  const question = { asked: "172.31.0.4", rule: "UDR-8" };
  expect(notesAt(one, "vnet/app", question)).toHaveLength(1);
  expect(notesAt(one, "vnet/web", question)).toEqual([]);
});

const tags = {
  AzureCloud: ["20.0.0.0/16"],
  "AzureCloud.eastus": ["20.0.0.0/16"],
  Storage: ["20.0.0.0/16"],
  "Storage.EastUS": ["20.0.0.0/16", "20.1.0.0/24"],
};

test("UDR-9, CAP-24: a service tag is one row with all its prefixes", () => {
  const one = withTags(routed(["Storage.EastUS VirtualAppliance 10.0.2.4"]), tags);
  expect(userRows(one, "vnet/app")).toEqual([
    "User Active 20.0.0.0/16,20.1.0.0/24 VirtualAppliance 10.0.2.4",
  ]);
  expect(carrierOf(one, "vnet/app", "20.1.0.4")).toBe("User 20.1.0.0/24 VirtualAppliance 10.0.2.4");
});

test("UDR-9: of equal prefixes a written one wins, then the narrower tag", () => {
  const ladder = ["AzureCloud", "AzureCloud.eastus", "Storage", "Storage.EastUS", "20.0.0.0/16"];
  // From the least to the most specific, whatever the order in the table.
  for (let count = 1; count <= ladder.length; count += 1) {
    const lines = ladder
      .slice(0, count)
      .map((name, at) => `${name} VirtualAppliance 10.0.2.${at + 4}`);
    for (const order of [lines, lines.toReversed()]) {
      expect(carrierOf(withTags(routed(order), tags), "vnet/app", "20.0.0.4")).toBe(
        `User 20.0.0.0/16 VirtualAppliance 10.0.2.${count + 3}`,
      );
    }
  }
});

test("UDR-9: a table takes 25 tags, and unknown ones are reported", () => {
  const names = Array.from({ length: 26 }, (_, at) => `Tag${at}`);
  const all = Object.fromEntries(names.map((name, at) => [name, [`20.${at}.0.0/16`]]));
  const lines = names.map((name) => `${name} Internet`);
  expect(messagesOf(withTags(routed(lines.slice(1)), all), "limit-exceeded")).toEqual([]);
  expect(messagesOf(withTags(routed(lines), all), "limit-exceeded")).toHaveLength(1);
  expect(
    messagesOf(withTags(routed(["Nonsense Internet"]), all), "service-tag-unknown"),
  ).toHaveLength(1);
});

test("UDR-10: of two routes with one prefix the first counts, and the second is reported", () => {
  const one = routed(["172.31.0.0/16 None", "172.31.0.0/16 Internet"]);
  expect(userRows(one, "vnet/app")).toEqual(["User Active 172.31.0.0/16 None"]);
  expect(messagesOf(one, "route-prefix-duplicate")).toEqual([
    "Route: r1 conflicts with Route: r0. Routes cannot have the same AddressPrefix.",
  ]);
});

const restricted: readonly [subnet: string, line: string, complaints: number][] = [
  ["GatewaySubnet", "0.0.0.0/0 Internet", 1],
  ["GatewaySubnet", "10.0.3.0/28 VirtualAppliance 10.0.2.4", 1],
  ["GatewaySubnet", "10.1.0.0/16 VirtualAppliance 10.0.2.4", 0],
  ["RouteServerSubnet", "10.1.0.0/16 VirtualAppliance 10.0.2.4", 1],
  ["AzureBastionSubnet", "10.1.0.0/16 VirtualAppliance 10.0.2.4", 1],
  ["AzureFirewallManagementSubnet", "0.0.0.0/0 VirtualAppliance 10.0.2.4", 1],
  ["AzureFirewallManagementSubnet", "0.0.0.0/0 Internet", 0],
  ["AzureFirewallSubnet", "0.0.0.0/0 Internet", 0],
  ["app", "0.0.0.0/0 VirtualAppliance 10.0.2.4", 0],
];

test.each(restricted)(
  "UDR-11: %s with a route %s gives %i complaints",
  (subnet, line, complaints) => {
    const one = estate(
      network("vnet", {
        space: ["10.0.0.0/16"],
        subnets: { [subnet]: { prefix: "10.0.3.0/26", table: "rt" } },
      }),
      table("rt", [line]),
    );
    expect(messagesOf(one, "route-table-misplaced")).toHaveLength(complaints);
  },
);

test.each(["GatewaySubnet", "RouteServerSubnet"])("UDR-11: %s takes no NSG", (subnet) => {
  const group = {
    networkSecurityGroup: { id: resource("networkSecurityGroups", "nsg", {})["id"] },
  };
  const one = estate(
    network("vnet", {
      space: ["10.0.0.0/16"],
      subnets: { [subnet]: { prefix: "10.0.3.0/26", more: group } },
    }),
  );
  expect(messagesOf(one, "security-group-misplaced")).toHaveLength(1);
});

// A hub with a firewall at .4 and a spoke; the GatewaySubnet has the table.
function steered(lines: readonly string[]): Estate {
  return estate(
    network("hub", {
      space: ["10.0.0.0/16"],
      subnets: {
        GatewaySubnet: { prefix: "10.0.255.0/27", table: "rt" },
        RouteServerSubnet: "10.0.254.0/27",
        app: "10.0.0.0/24",
      },
    }),
    network("spoke", { space: ["10.1.0.0/16"], subnets: { app: "10.1.0.0/24" } }),
    vpnGateway("gw", "hub", { public: "20.0.0.1" }),
    localSite("site", ["192.168.0.0/24"]),
    siteConnection("conn", "gw", "site"),
    transit("hub", "spoke"),
    table("rt", lines),
  );
}

test("UDR-12: routes of the GatewaySubnet steer what enters: the spoke's own prefix, or a longer one", () => {
  const via = (line: string): string => carrierOf(steered([line]), "gw", "10.1.0.4");
  expect(via("10.1.0.0/16 VirtualAppliance 10.0.2.4")).toBe(
    "User 10.1.0.0/16 VirtualAppliance 10.0.2.4",
  );
  expect(via("10.1.0.0/24 VirtualAppliance 10.0.2.4")).toBe(
    "User 10.1.0.0/24 VirtualAppliance 10.0.2.4",
  );
  expect(via("10.0.0.0/8 VirtualAppliance 10.0.2.4")).toBe("Default 10.1.0.0/16 VNetPeering");
});

test("UDR-12: they do not steer the way out, and the RouteServerSubnet is carved out with VnetLocal", () => {
  const one = steered(["10.1.0.0/16 VirtualAppliance 10.0.2.4"]);
  expect(carrierOf(one, "spoke/app", "192.168.0.4")).toContain(
    "192.168.0.0/24 VirtualNetworkGateway 20.0.0.1",
  );
  const carved = steered(["10.0.0.0/16 VirtualAppliance 10.0.2.4", "10.0.254.0/27 VnetLocal"]);
  expect(carrierOf(carved, "gw", "10.0.254.4")).toBe("User 10.0.254.0/27 VnetLocal");
  expect(carrierOf(carved, "gw", "10.0.0.4")).toBe("User 10.0.0.0/16 VirtualAppliance 10.0.2.4");
});

test("UDR-13: hasBgpOverride on a route changes nothing", () => {
  const withFlag = (hasBgpOverride: boolean): Estate =>
    estate(
      vnet,
      resource("routeTables", "rt", {
        routes: [
          {
            name: "r0",
            properties: { addressPrefix: "192.168.0.0/16", nextHopType: "None", hasBgpOverride },
          },
        ],
      }),
      vpn,
      localSite("site", ["192.168.0.0/24"]),
      siteConnection("conn", "gw", "site"),
    );
  // The field claims that the route would beat learned ones whatever their length; no capture shows
  // that.
  expect(carrierOf(withFlag(true), "vnet/app", "192.168.0.4")).toContain("192.168.0.0/24");
  expect(azureRowsOf(withFlag(true), "vnet/app")).toEqual(azureRowsOf(withFlag(false), "vnet/app"));
  expect(azureRowsOf(withFlag(true), "vnet/app").every((row) => !row.hasBgpOverride)).toBe(true);
});

test("UDR-14: the prefix of a user route joins the VirtualNetwork tag", () => {
  const one = routed(["10.20.0.0/16 VirtualAppliance 10.0.2.4"]);
  expect(notesAt(one, "vnet/app", { asked: "10.20.0.4", rule: "UDR-14" })).toEqual([
    "the prefix joins this subnet's VirtualNetwork tag (UDR-14, NSG-7)",
  ]);
});

test("UDR-2: the reason of a user row is the route in its table", () => {
  const [row] = explained(routed(["10.9.0.0/16 None"]), "vnet/app", "10.9.0.0/16");
  expect(row?.explain.from).toMatchObject({ pointer: "/properties/routes/0" });
  expect(row?.name).toBe("r0");
  expect(dropsOf(routed(["10.9.0.0/16 None"]), "vnet/app")).toContain("10.0.0.0/8");
});
