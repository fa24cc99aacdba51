// Section 1 of the rules: default system routes.
import { expect, test } from "vitest";
import { behavior } from "./arm-json.ts";
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
import { endpoint, mesh, network, peered, table } from "./build-network.ts";
import {
  allRows,
  carrierOf,
  dropsOf,
  type Estate,
  estate,
  explainAt,
  extend,
  gatewayRows,
  messagesOf,
  notesAt,
  type Part,
  rows,
  withTags,
} from "./estate.ts";

function plain(space: readonly string[], subnets: Readonly<Record<string, string>> = {}): Estate {
  return estate(network("vnet", { space, subnets }));
}

const drops2025 =
  "10.0.0.0/8 127.0.0.0/8 100.64.0.0/10 172.16.0.0/12 25.176.0.0/13 25.152.0.0/14 25.184.0.0/14 " +
  "25.4.0.0/14 25.148.0.0/15 198.18.0.0/15 25.150.0.0/16 25.156.0.0/16 25.159.0.0/16 40.109.0.0/16 " +
  "192.168.0.0/16 104.147.0.0/16 157.59.0.0/16 40.108.0.0/17 104.146.0.0/17 23.103.0.0/18 20.35.252.0/22";

test("SYS-1: one VnetLocal row per range in the order written, however many subnets", () => {
  const two = plain(["10.2.0.0/16", "10.1.0.0/16"], { a: "10.1.0.0/24", b: "10.1.1.0/24" });
  expect(rows(two, "vnet/a")).toEqual([
    "Default Active 10.2.0.0/16 VnetLocal",
    "Default Active 10.1.0.0/16 VnetLocal",
    "Default Active 0.0.0.0/0 Internet",
  ]);
});

test("SYS-2: one default row to the Internet, on a private subnet too", () => {
  const subnets = {
    open: "10.0.0.0/24",
    closed: { prefix: "10.0.1.0/24", more: { defaultOutboundAccess: false } },
  };
  const both = estate(network("vnet", { space: ["10.0.0.0/16"], subnets }));
  for (const subnet of ["vnet/open", "vnet/closed"]) {
    expect(rows(both, subnet)).toContain("Default Active 0.0.0.0/0 Internet");
  }
  // What a private subnet loses is the translation of its addresses, not the route.
  const question = { asked: "8.8.8.8", rule: "SYS-2" };
  expect(notesAt(both, "vnet/closed", question)).toHaveLength(1);
  expect(notesAt(both, "vnet/open", question)).toEqual([]);
});

test("SYS-3, X-4: a plain network of 2025 lists its range, the Internet and 21 None rows", () => {
  const one = plain(["10.0.0.0/16"], { app: "10.0.0.0/24" });
  expect(dropsOf(one, "vnet/app").join(" ")).toBe(drops2025);
  expect(allRows(one, "vnet/app")).toHaveLength(23);
  expect(carrierOf(one, "vnet/app", "25.5.0.1")).toBe("Default 25.4.0.0/14 None");
});

const missingDrop: readonly [why: string, space: string, missing: readonly string[]][] = [
  ["an equal range takes its place", "192.168.0.0/16", ["192.168.0.0/16"]],
  ["a range that contains it takes it away", "10.0.0.0/7", ["10.0.0.0/8"]],
  ["a range inside it leaves it", "10.1.0.0/16", []],
  [
    "one range may take several away",
    "25.128.0.0/9",
    [
      "25.176.0.0/13",
      "25.152.0.0/14",
      "25.184.0.0/14",
      "25.148.0.0/15",
      "25.150.0.0/16",
      "25.156.0.0/16",
      "25.159.0.0/16",
    ],
  ],
];

test.each(missingDrop)("SYS-4: %s (%s)", (_, space, missing) => {
  const [address] = space.split("/");
  const one = plain([space], { app: `${address}/24` });
  const expected = drops2025.split(" ").filter((prefix) => !missing.includes(prefix));
  expect(dropsOf(one, "vnet/app")).toEqual(expected);
  expect(rows(one, "vnet/app")).toContain(`Default Active ${space} VnetLocal`);
});

const spoke = network("spoke", {
  space: ["10.1.0.0/16"],
  subnets: { app: { prefix: "10.1.0.0/24", table: "rt" }, GatewaySubnet: "10.1.255.0/27" },
});
const noRoutes = table("rt", []);

const sameAsDrop: readonly [who: string, row: string, parts: readonly Part[]][] = [
  [
    "a user route",
    "User Active 172.16.0.0/12 VirtualAppliance 10.1.0.9",
    [table("rt", ["172.16.0.0/12 VirtualAppliance 10.1.0.9"])],
  ],
  [
    "a peering",
    "Default Active 172.16.0.0/12 VNetPeering",
    [noRoutes, network("other", { space: ["172.16.0.0/12"] }), peered("spoke", "other")],
  ],
  [
    "a global peering",
    "Default Active 172.16.0.0/12 VNetGlobalPeering",
    [
      noRoutes,
      network("other", { space: ["172.16.0.0/12"], region: "eastus" }),
      peered("spoke", "other"),
    ],
  ],
  [
    "a connected group",
    "Default Active 172.16.0.0/12 ConnectedGroup",
    [noRoutes, network("other", { space: ["172.16.0.0/12"] }), mesh("m", ["spoke", "other"])],
  ],
  [
    "a gateway route",
    "VirtualNetworkGateway Active 172.16.0.0/12 VirtualNetworkGateway 20.0.0.1",
    [
      noRoutes,
      vpnGateway("gw", "spoke", { public: "20.0.0.1" }),
      localSite("site", ["172.16.0.0/12"]),
      siteConnection("conn", "gw", "site"),
    ],
  ],
];

test.each(sameAsDrop)("SYS-4: %s of the same prefix hides the None row", (_, row, parts) => {
  const one = estate(spoke, ...parts);
  expect(rows(one, "spoke/app")).toContain(row);
  // Not Invalid either: it is not there at all.
  expect(dropsOf(one, "spoke/app")).toEqual(
    drops2025.split(" ").filter((prefix) => prefix !== "172.16.0.0/12"),
  );
  expect(allRows(one, "spoke/app").filter((line) => line.includes("Invalid"))).toEqual([]);
});

test("CAP-23: a learned supernet takes the place of its None row, and of no other", () => {
  const one = estate(
    network("spoke", {
      space: ["10.1.0.0/16"],
      subnets: { app: "10.1.0.0/24", RouteServerSubnet: "10.1.9.0/27" },
    }),
    routeServer("rs", "spoke", { peers: { nva: "10.1.0.9" } }),
    learned(peerOf("rs", "nva"), ["10.0.0.0/8 10.1.0.9 65001"]),
  );
  expect(dropsOf(one, "spoke/app").join(" ")).toBe(drops2025.replace("10.0.0.0/8 ", ""));
  expect(rows(one, "spoke/app")).toEqual([
    "Default Active 10.1.0.0/16 VnetLocal",
    "VirtualNetworkGateway Active 10.0.0.0/8 VirtualNetworkGateway 10.1.0.9",
    "Default Active 0.0.0.0/0 Internet",
  ]);
});

test("SYS-4: gateway routes that the subnet does not take in hide nothing", () => {
  const one = estate(
    spoke,
    table("rt", [], { disableBgpRoutePropagation: true }),
    vpnGateway("gw", "spoke", { public: "20.0.0.1" }),
    localSite("site", ["172.16.0.0/12"]),
    siteConnection("conn", "gw", "site"),
  );
  expect(dropsOf(one, "spoke/app").join(" ")).toBe(drops2025);
});

const sites = [
  vpnGateway("gw", "spoke", { public: "20.0.0.1", defaultSite: "site" }),
  localSite("site", ["192.168.7.0/24"]),
  siteConnection("conn", "gw", "site"),
];

const defaults: readonly [active: string, drops: "kept" | "gone", parts: readonly Part[]][] = [
  ["Default 0.0.0.0/0 Internet", "kept", [noRoutes]],
  [
    "User 0.0.0.0/0 VirtualAppliance 10.1.0.9",
    "gone",
    [table("rt", ["0.0.0.0/0 VirtualAppliance 10.1.0.9"])],
  ],
  [
    "User 0.0.0.0/0 VirtualNetworkGateway",
    "gone",
    [table("rt", ["0.0.0.0/0 VirtualNetworkGateway"])],
  ],
  ["VirtualNetworkGateway 0.0.0.0/0 VirtualNetworkGateway 20.0.0.1", "gone", [noRoutes, ...sites]],
  // Both drop, so a capture of this one shows the rows although the documentation says otherwise
  //
  ["User 0.0.0.0/0 None", "kept", [table("rt", ["0.0.0.0/0 None"])]],
  ["User 0.0.0.0/0 Internet", "kept", [table("rt", ["0.0.0.0/0 Internet"])]],
  // The user's default is the Active one, whatever the gateway offers.
  ["User 0.0.0.0/0 None", "kept", [table("rt", ["0.0.0.0/0 None"]), ...sites]],
];

test.each(defaults)("SYS-5: under %s the None rows are %s", (active, drops, parts) => {
  const one = estate(spoke, ...parts);
  expect(carrierOf(one, "spoke/app", "8.8.8.8")).toBe(active);
  expect(dropsOf(one, "spoke/app").join(" ")).toBe(drops === "kept" ? drops2025 : "");
});

test("SYS-5: taking the default route to the appliance away drops private addresses again", () => {
  const through = estate(spoke, table("rt", ["0.0.0.0/0 VirtualAppliance 10.1.0.9"]));
  const without = estate(spoke, noRoutes);
  expect(carrierOf(through, "spoke/app", "10.9.9.9")).toBe(
    "User 0.0.0.0/0 VirtualAppliance 10.1.0.9",
  );
  expect(carrierOf(without, "spoke/app", "10.9.9.9")).toBe("Default 10.0.0.0/8 None");
});

test("SYS-6: a None row inside a wider user route still drops", () => {
  const one = estate(spoke, table("rt", ["16.0.0.0/4 VirtualAppliance 10.1.0.9"]));
  expect(carrierOf(one, "spoke/app", "25.176.0.1")).toBe("Default 25.176.0.0/13 None");
  expect(carrierOf(one, "spoke/app", "25.1.0.1")).toBe("User 16.0.0.0/4 VirtualAppliance 10.1.0.9");
  expect(notesAt(one, "spoke/app", { asked: "25.176.0.1", rule: "SYS-6" })).toEqual([
    "packets are dropped (SYS-3, SYS-6)",
  ]);
});

test("SYS-7: each optional system route is there exactly when its cause is", () => {
  const base = estate(
    network("vnet", { space: ["10.0.0.0/16"], subnets: { app: "10.0.0.0/24" } }),
    network("peer", { space: ["10.1.0.0/16"] }),
    behavior({ noneProfile: "doc" }),
  );
  const bare = rows(base, "vnet/app");
  expect(bare).toEqual([
    "Default Active 10.0.0.0/16 VnetLocal",
    "Default Active 0.0.0.0/0 Internet",
  ]);
  const added = (more: Estate): readonly string[] =>
    rows(more, "vnet/app").filter((row) => !bare.includes(row));
  const withSubnet = (app: { readonly prefix: string; readonly endpoints: readonly string[] }) =>
    extend(base, network("vnet", { space: ["10.0.0.0/16"], subnets: { app } }));
  expect(added(extend(base, peered("vnet", "peer")))).toEqual([
    "Default Active 10.1.0.0/16 VNetPeering",
  ]);
  expect(added(extend(base, endpoint("pe", "vnet/app", ["10.0.0.9"])))).toEqual([
    "Default Active 10.0.0.9/32 InterfaceEndpoint",
  ]);
  const service = withSubnet({ prefix: "10.0.0.0/24", endpoints: ["Microsoft.KeyVault"] });
  expect(added(withTags(service, { AzureKeyVault: ["20.61.103.224/29"] }))).toEqual([
    "Default Active 20.61.103.224/29 VirtualNetworkServiceEndpoint",
  ]);
});

test("SYS-8: a dual-stack network gets the same kinds of rows for IPv6, and no None rows", () => {
  const dual = estate(
    network("vnet", {
      space: ["10.0.0.0/16", "fd00:1::/48"],
      subnets: { app: { prefix: ["10.0.0.0/24", "fd00:1::/64"] } },
    }),
    network("peer", { space: ["10.1.0.0/16", "fd00:2::/48"] }),
    peered("vnet", "peer"),
  );
  expect(allRows(dual, "vnet/app").filter((row) => row.includes(":"))).toEqual([
    "Default Active fd00:1::/48 VnetLocal",
    "Default Active fd00:2::/48 VNetPeering",
    "Default Active ::/0 Internet",
  ]);
  expect(explainAt(dual, "vnet/app", "2001:db8::1").rules).toContain("SYS-8");
  expect(rows(plain(["10.0.0.0/16"], { app: "10.0.0.0/24" }), "vnet/app").join()).not.toContain(
    "::/0",
  );
});

test("NSG-7: the note about the VirtualNetwork tag names the default route of the family", () => {
  const dual = estate(
    network("vnet", {
      space: ["10.0.0.0/16", "fd00:1::/48"],
      subnets: { app: { prefix: ["10.0.0.0/24", "fd00:1::/64"], table: "rt" } },
    }),
    table("rt", ["::/0 None"]),
  );
  expect(notesAt(dual, "vnet/app", { asked: "2001:db8::1", rule: "NSG-7" })).toEqual([
    "this subnet's VirtualNetwork tag takes in ::/0 (NSG-7)",
  ]);
});

const dualStack = network("vnet", {
  space: ["10.0.0.0/16", "fd00:1::/48"],
  subnets: {
    app: { prefix: ["10.0.0.0/24", "fd00:1::/64"], table: "rt" },
    GatewaySubnet: "10.0.255.0/27",
  },
});

test("CAP-21: IPv6 prefixes behind a gateway show its IPv4 next hops", () => {
  const tunnel = estate(
    dualStack,
    table("rt", []),
    vpnGateway("gw", "vnet", { instances: ["10.0.255.4", "10.0.255.5"] }),
    localSite("site", ["fd00:8::/48"]),
    siteConnection("conn", "gw", "site"),
  );
  expect(gatewayRows(tunnel, "vnet/app")).toEqual([
    "fd00:8::/48 10.0.255.4",
    "fd00:8::/48 10.0.255.5",
  ]);
  const circuit = estate(
    dualStack,
    table("rt", []),
    expressRouteGateway("er", "vnet"),
    circuitConnection("cir", "er"),
    learned(
      ["connections", "cir"],
      ["fd00:9::/48 10.3.129.58 12076-65010", "fd00:9::/48 10.3.129.59 12076-65010"],
    ),
  );
  expect(gatewayRows(circuit, "vnet/app")).toEqual([
    "fd00:9::/48 10.3.129.58",
    "fd00:9::/48 10.3.129.59",
  ]);
});

test("CAP-21: ::/0 is Invalid under a user ::/0, and 0.0.0.0/0 is left alone", () => {
  const one = estate(dualStack, table("rt", ["::/0 VirtualAppliance fd00:1::9"]));
  expect(rows(one, "vnet/app")).toEqual([
    "Default Active 10.0.0.0/16 VnetLocal",
    "Default Active 0.0.0.0/0 Internet",
    "Default Active fd00:1::/48 VnetLocal",
    "Default Invalid ::/0 Internet",
    "User Active ::/0 VirtualAppliance fd00:1::9",
  ]);
});

const banned = ["224.0.0.0/16", "127.1.0.0/16", "169.254.0.0/24", "168.63.129.0/24"];

test.each(banned)("SYS-9: a range that Azure bans is reported (%s)", (space) => {
  expect(messagesOf(plain([space]), "address-space-banned")).toHaveLength(1);
  expect(messagesOf(plain(["10.0.0.0/16"]), "address-space-banned")).toEqual([]);
});

test.each([
  ["10.0.0.0/29", 0],
  ["10.0.0.0/30", 1],
])("SYS-9: a subnet holds at least eight addresses (%s)", (prefix, count) => {
  const one = plain(["10.0.0.0/16"], { app: prefix });
  expect(messagesOf(one, "subnet-size")).toHaveLength(count);
});
