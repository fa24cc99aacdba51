// Section 2 of the rules: virtual network peering.
import { expect, test } from "vitest";
import type { Json } from "./arm-json.ts";
import { localSite, networkConnection, siteConnection, vpnGateway } from "./build-gateway.ts";
import { endpoint, mesh, network, peered, peering, table, transit } from "./build-network.ts";
import {
  carrierOf,
  type Estate,
  estate,
  explainAt,
  explained,
  extend,
  messagesOf,
  notesAt,
  rows,
} from "./estate.ts";

const a = network("a", {
  space: ["10.1.0.0/16"],
  subnets: { app: "10.1.0.0/24", web: { prefix: "10.1.1.0/24", table: "rt" } },
});
const b = network("b", {
  space: ["10.2.0.0/16", "172.20.0.0/16"],
  subnets: { app: "10.2.0.0/24" },
});
const farB = network("b", {
  space: ["10.2.0.0/16", "172.20.0.0/16"],
  region: "eastus",
  subnets: { app: "10.2.0.0/24" },
});

function peeringRows(base: Estate, target: string): readonly string[] {
  return rows(base, target).filter((row) => /Peering|ConnectedGroup/.test(row));
}

test("PEER-1: one row per remote range, without an address, on every subnet", () => {
  const near = estate(a, b, table("rt", []), peered("a", "b"));
  for (const target of ["a/app", "a/web"]) {
    expect(peeringRows(near, target)).toEqual([
      "Default Active 10.2.0.0/16 VNetPeering",
      "Default Active 172.20.0.0/16 VNetPeering",
    ]);
  }
});

test("PEER-1, X-23: between regions the row says so", () => {
  const far = estate(a, farB, peered("a", "b"));
  expect(peeringRows(far, "a/app")).toEqual([
    "Default Active 10.2.0.0/16 VNetGlobalPeering",
    "Default Active 172.20.0.0/16 VNetGlobalPeering",
  ]);
});

const stale = {
  remoteAddressSpace: { addressPrefixes: ["10.2.0.0/16"] },
  remoteVirtualNetworkAddressSpace: { addressPrefixes: ["10.2.0.0/16", "172.20.0.0/16"] },
  peeringSyncLevel: "RemoteNotInSync",
};

test("PEER-2: a range that was added but not synchronized has no row yet", () => {
  const one = estate(a, b, peered("a", "b", { a: stale }));
  expect(peeringRows(one, "a/app")).toEqual(["Default Active 10.2.0.0/16 VNetPeering"]);
  expect(messagesOf(one, "peering-out-of-sync")).toHaveLength(1);
});

test("PEER-2: a range that was removed but not synchronized keeps its row", () => {
  const removed = { remoteAddressSpace: { addressPrefixes: ["10.2.0.0/16", "10.9.0.0/16"] } };
  const one = estate(a, b, peered("a", "b", { a: removed }));
  expect(peeringRows(one, "a/app")).toContain("Default Active 10.9.0.0/16 VNetPeering");
});

test.each([
  ["Connected", 2],
  ["Initiated", 0],
  ["Disconnected", 0],
])("PEER-3: a peering that is %s gives %i rows", (peeringState, count) => {
  const one = estate(a, b, peered("a", "b", { a: { peeringState } }));
  expect(peeringRows(one, "a/app")).toHaveLength(count);
});

test("PEER-3: one side alone is Initiated and carries nothing", () => {
  const one = estate(a, b, peering("a", "b", { peeringState: "Initiated" }));
  expect(peeringRows(one, "a/app")).toEqual([]);
  expect(peeringRows(one, "b/app")).toEqual([]);
  expect(messagesOf(one, "peering-one-sided")).toHaveLength(1);
});

// A plan holds no state: what is laid over an export may be what its first side has waited for.
test.each([
  ["Initiated", "no state", 2],
  ["no state", "no state", 2],
  ["Initiated", "Initiated", 0],
  ["Disconnected", "no state", 0],
  ["no state", "Disconnected", 0],
])("PEER-3: with %s here and %s there, %i rows come", (here, there, count) => {
  const stateOf = (word: string) => ({ peeringState: word === "no state" ? null : word });
  const one = estate(a, b, peered("a", "b", { a: stateOf(here), b: stateOf(there) }));
  expect(peeringRows(one, "a/app")).toHaveLength(count);
});

test("PEER-4: peers of a peer are not reached", () => {
  const hub = network("hub", { space: ["10.0.0.0/16"], subnets: { app: "10.0.0.0/24" } });
  const one = estate(a, b, hub, peered("a", "hub"), peered("b", "hub"));
  expect(peeringRows(one, "a/app")).toEqual(["Default Active 10.0.0.0/16 VNetPeering"]);
  expect(carrierOf(one, "a/app", "10.2.0.4")).toBe("Default 10.0.0.0/8 None");
  expect(notesAt(one, "a/app", { asked: "10.0.0.4", rule: "PEER-4" })).toEqual([
    "nothing behind hub is reached through this row (PEER-4)",
  ]);
});

test("PEER-5: a peering without access keeps its row; the answer says what dies", () => {
  const closed = peered("a", "b", { a: { allowVirtualNetworkAccess: false } });
  const one = estate(a, b, closed);
  expect(peeringRows(one, "a/app")).toEqual([
    "Default Active 10.2.0.0/16 VNetPeering",
    "Default Active 172.20.0.0/16 VNetPeering",
  ]);
  const [note] = notesAt(one, "a/app", { asked: "10.2.0.4", rule: "PEER-5" });
  expect(note).toContain("the peer leaves the VirtualNetwork tag");
});

test("PEER-6: whether forwarded packets are accepted is up to the receiving side", () => {
  const accepting = { allowForwardedTraffic: true };
  const question = { asked: "10.2.0.4", rule: "PEER-6" };
  const receiver = estate(a, b, peered("a", "b", { b: accepting }));
  const sender = estate(a, b, peered("a", "b", { a: accepting }));
  expect(notesAt(receiver, "a/app", question)).toEqual([]);
  expect(notesAt(sender, "a/app", question)).toEqual([
    "b does not accept forwarded traffic over to-a: packets whose source is not in this network are dropped there (PEER-6, X-7)",
  ]);
  // It makes no route.
  expect(rows(receiver, "a/app")).toEqual(rows(sender, "a/app"));
});

const gatewayHub = network("hub", {
  space: ["10.0.0.0/16"],
  subnets: { app: "10.0.0.0/24", GatewaySubnet: "10.0.255.0/27" },
});
const branch = [
  vpnGateway("gw", "hub", { public: "20.0.0.1" }),
  localSite("site", ["192.168.0.0/24"]),
  siteConnection("conn", "gw", "site"),
];

test.each([
  [true, true, 1],
  [true, false, 0],
  [false, true, 0],
  [false, false, 0],
])("PEER-7: transit offered %s and used %s gives %i gateway rows", (offered, used, count) => {
  const sides = { hub: { allowGatewayTransit: offered }, a: { useRemoteGateways: used } };
  const one = estate(gatewayHub, a, branch, peered("hub", "a", sides));
  expect(rows(one, "a/app").filter((row) => row.startsWith("VirtualNetworkGateway"))).toHaveLength(
    count,
  );
});

// A second hub, joined to the first by a tunnel, learns what the first announces.
const otherSide = [
  network("far", {
    space: ["10.8.0.0/16"],
    subnets: { app: "10.8.0.0/24", GatewaySubnet: "10.8.255.0/27" },
  }),
  vpnGateway("far-gw", "far", { public: "20.0.0.8" }),
  networkConnection("far-hub", "far-gw", "gw", { enableBgp: true }),
];

test.each([
  [true, ["10.0.0.0/16", "10.1.0.0/16", "192.168.0.0/24"]],
  [false, ["10.0.0.0/16", "192.168.0.0/24"]],
])("PEER-7: transit %s decides whether the spoke is announced", (used, announced) => {
  const sides = { hub: { allowGatewayTransit: true }, a: { useRemoteGateways: used } };
  const one = estate(gatewayHub, a, branch, otherSide, peered("hub", "a", sides));
  const seen = rows(one, "far/app").filter((row) => row.startsWith("VirtualNetworkGateway"));
  expect(seen.map((row) => row.split(" ")[2])).toEqual(announced);
});

test("PEER-7: transit works over a global peering too", () => {
  const farSpoke = network("a", {
    space: ["10.1.0.0/16"],
    region: "eastus",
    subnets: { app: "10.1.0.0/24" },
  });
  const one = estate(gatewayHub, farSpoke, branch, transit("hub", "a"));
  expect(rows(one, "a/app")).toContain(
    "VirtualNetworkGateway Active 192.168.0.0/24 VirtualNetworkGateway 20.0.0.1",
  );
});

test("PEER-7: at most one peering uses remote gateways, and none where the network has its own", () => {
  const secondHub = network("hub2", {
    space: ["10.7.0.0/16"],
    subnets: { GatewaySubnet: "10.7.0.0/27" },
  });
  const twice = estate(
    gatewayHub,
    secondHub,
    a,
    branch,
    vpnGateway("gw2", "hub2", { public: "20.0.0.7" }),
    localSite("site2", ["192.168.7.0/24"]),
    siteConnection("conn2", "gw2", "site2"),
    transit("hub", "a"),
    transit("hub2", "a"),
  );
  expect(messagesOf(twice, "remote-gateways-twice")).toHaveLength(1);
  expect(rows(twice, "a/app").filter((row) => row.startsWith("VirtualNetworkGateway"))).toEqual([
    "VirtualNetworkGateway Active 192.168.0.0/24 VirtualNetworkGateway 20.0.0.1",
  ]);
  const own = estate(
    gatewayHub,
    secondHub,
    branch,
    vpnGateway("gw2", "hub2", {}),
    transit("hub", "hub2"),
  );
  expect(messagesOf(own, "remote-gateways-own")).toHaveLength(1);
});

test("PEER-8: two networks with a peering and a tunnel use the peering", () => {
  const joined = estate(gatewayHub, branch, otherSide, peered("hub", "far"));
  expect(carrierOf(joined, "far/app", "10.0.0.4")).toBe("Default 10.0.0.0/16 VNetPeering");
  const [tunnel] = explainAt(joined, "far/app", "10.0.0.4").candidates.filter(
    ({ source }) => source === "VirtualNetworkGateway",
  );
  expect(tunnel).toMatchObject({ verdict: "hidden", addressPrefix: "10.0.0.0/16" });
  expect(tunnel?.rules).toContain("PEER-8");
});

test("PEER-9: peered networks that overlap are reported", () => {
  const clash = network("clash", { space: ["10.1.128.0/17"] });
  expect(messagesOf(estate(a, clash, peered("a", "clash")), "peering-overlap")).toHaveLength(1);
  expect(messagesOf(estate(a, b, peered("a", "b")), "peering-overlap")).toEqual([]);
});

const subnetSides = {
  a: { peerCompleteVnets: false, localSubnetNames: ["app"], remoteSubnetNames: ["one", "two"] },
  s: { peerCompleteVnets: false, localSubnetNames: ["one", "two"], remoteSubnetNames: ["app"] },
};
const subnets = {
  one: "10.3.1.0/24",
  two: { prefix: ["10.3.2.0/24", "10.3.3.0/24"] },
  rest: "10.3.9.0/24",
};
const s = network("s", { space: ["10.3.0.0/16"], subnets });

test("PEER-10, X-18: subnet peering brings the listed remote subnets to every subnet here", () => {
  const one = estate(a, s, table("rt", []), peered("a", "s", subnetSides));
  for (const target of ["a/app", "a/web"]) {
    expect(peeringRows(one, target)).toEqual([
      "Default Active 10.3.1.0/24 VNetPeering",
      "Default Active 10.3.2.0/24 VNetPeering",
      "Default Active 10.3.3.0/24 VNetPeering",
    ]);
  }
  // The other direction carries the listed subnet only, so what is sent from `web` gets no answer.
  expect(peeringRows(one, "s/rest")).toEqual(["Default Active 10.1.0.0/24 VNetPeering"]);
});

test("PEER-10: ranges outside the listed subnets may overlap", () => {
  const overlapping = network("s", { space: ["10.1.0.0/16", "10.3.0.0/16"], subnets });
  const one = estate(a, overlapping, table("rt", []), peered("a", "s", subnetSides));
  expect(messagesOf(one, "peering-overlap")).toEqual([]);
  expect(peeringRows(one, "a/app")).toContain("Default Active 10.3.1.0/24 VNetPeering");
});

test("PEER-10: listed subnets that overlap are reported, and so are more than 200 of them", () => {
  const clash = network("s", {
    space: ["10.1.0.0/16", "10.3.0.0/16"],
    subnets: { one: "10.1.0.0/25", two: "10.3.2.0/24" },
  });
  const one = estate(a, clash, table("rt", []), peered("a", "s", subnetSides));
  expect(messagesOf(one, "peering-overlap")).toHaveLength(1);
  const many = {
    ...subnetSides.a,
    remoteSubnetNames: Array.from({ length: 201 }, (_, at) => `s${at}`),
  };
  expect(messagesOf(estate(a, s, peered("a", "s", { a: many })), "limit-exceeded")).toHaveLength(1);
});

test("PEER-10, CAP-22: gateway routes reach every subnet behind a subnet peering, and only listed ones are announced", () => {
  const sides = {
    hub: {
      peerCompleteVnets: false,
      localSubnetNames: ["app", "GatewaySubnet"],
      remoteSubnetNames: ["one"],
      allowGatewayTransit: true,
    },
    s: {
      peerCompleteVnets: false,
      localSubnetNames: ["one"],
      remoteSubnetNames: ["app", "GatewaySubnet"],
      useRemoteGateways: true,
    },
  };
  const one = estate(gatewayHub, s, branch, otherSide, peered("hub", "s", sides));
  for (const target of ["s/one", "s/rest"]) {
    expect(rows(one, target)).toEqual([
      "Default Active 10.3.0.0/16 VnetLocal",
      "Default Active 10.0.0.0/24 VNetPeering",
      "Default Active 10.0.255.0/27 VNetPeering",
      "VirtualNetworkGateway Active 192.168.0.0/24 VirtualNetworkGateway 20.0.0.1",
      "Default Active 0.0.0.0/0 Internet",
    ]);
  }
  const announced = rows(one, "far/app").filter((row) => row.startsWith("VirtualNetworkGateway"));
  expect(announced.map((row) => row.split(" ")[2])).toEqual([
    "10.0.0.0/16",
    "10.3.1.0/24",
    "192.168.0.0/24",
  ]);
});

test("PEER-11: a mesh gives ConnectedGroup rows without any peering", () => {
  const one = estate(a, b, mesh("m", ["a", "b"]));
  expect(peeringRows(one, "a/app")).toEqual([
    "Default Active 10.2.0.0/16,172.20.0.0/16 ConnectedGroup",
  ]);
  expect(peeringRows(one, "b/app")).toEqual(["Default Active 10.1.0.0/16 ConnectedGroup"]);
  expect(carrierOf(one, "a/app", "172.20.0.4")).toBe("Default 172.20.0.0/16 ConnectedGroup");
});

test("PEER-11: ranges that members share stay out of the mesh", () => {
  const clash = network("clash", { space: ["10.2.0.0/16", "10.5.0.0/16"] });
  const one = estate(a, b, clash, mesh("m", ["a", "b", "clash"]));
  expect(peeringRows(one, "a/app")).toEqual([
    "Default Active 172.20.0.0/16,10.5.0.0/16 ConnectedGroup",
  ]);
  expect(messagesOf(one, "group-prefix-overlap").length).toBeGreaterThan(0);
});

test("PEER-11: a mesh joins other regions only when it is global, and says ConnectedGroup then too", () => {
  expect(peeringRows(estate(a, farB, mesh("m", ["a", "b"])), "a/app")).toEqual([]);
  expect(peeringRows(estate(a, farB, mesh("m", ["a", "b"], true)), "a/app")).toEqual([
    "Default Active 10.2.0.0/16,172.20.0.0/16 ConnectedGroup",
  ]);
});

test("PEER-11, CAP-20: members of a mesh around a hub list the hub as a peering, and not themselves", () => {
  const hub = network("hub", { space: ["10.0.0.0/16"], subnets: { app: "10.0.0.0/24" } });
  const c = network("c", { space: ["10.4.0.0/16"] });
  const one = estate(
    hub,
    a,
    b,
    c,
    mesh("m", ["a", "b", "c"]),
    ...["a", "b", "c"].map((spoke) => peered("hub", spoke)),
  );
  expect(peeringRows(one, "a/app")).toEqual([
    "Default Active 10.0.0.0/16 VNetPeering",
    "Default Active 10.2.0.0/16,172.20.0.0/16,10.4.0.0/16 ConnectedGroup",
  ]);
  expect(peeringRows(one, "hub/app")).toEqual([
    "Default Active 10.1.0.0/16 VNetPeering",
    "Default Active 10.2.0.0/16 VNetPeering",
    "Default Active 172.20.0.0/16 VNetPeering",
    "Default Active 10.4.0.0/16 VNetPeering",
  ]);
});

test.each([
  ["All", []],
  ["None", ["Default Active 10.2.0.0/16 VNetPeering", "Default Active 172.20.0.0/16 VNetPeering"]],
])(
  "PEER-12: disablePeeringRoute %s decides about the subnets of its table only",
  (value, expected) => {
    const one = estate(a, b, table("rt", [], { disablePeeringRoute: value }), peered("a", "b"));
    expect(peeringRows(one, "a/web")).toEqual(expected);
    expect(peeringRows(one, "a/app")).toHaveLength(2);
  },
);

test("PEER-12: private endpoints behind a disabled peering are hidden with it", () => {
  const one = estate(
    a,
    b,
    table("rt", [], { disablePeeringRoute: "All" }),
    peered("a", "b"),
    endpoint("pe", "b/app", ["10.2.0.9"]),
    endpoint("own", "a/app", ["10.1.0.9"]),
  );
  const endpoints = (target: string): readonly string[] =>
    rows(one, target).filter((row) => row.endsWith("InterfaceEndpoint"));
  expect(endpoints("a/app")).toHaveLength(2);
  expect(endpoints("a/web")).toEqual(["Default Active 10.1.0.9/32 InterfaceEndpoint"]);
});

test("PEER-13: a global peering warns about front ends of Basic load balancers", () => {
  const question = { asked: "10.2.0.4", rule: "PEER-13" };
  expect(notesAt(estate(a, farB, peered("a", "b")), "a/app", question)).toEqual([
    "front ends of Basic load balancers are not reachable across regions (PEER-13)",
  ]);
  expect(notesAt(estate(a, b, peered("a", "b")), "a/app", question)).toEqual([]);
});

function manyPeers(count: number): Estate {
  const peers = Array.from({ length: count }, (_, at) => `p${at}`);
  const space = (at: number): string => `11.${Math.floor(at / 256)}.${at % 256}.0/24`;
  return estate(
    a,
    peers.map((name, at) => network(name, { space: [space(at)] })),
    peers.flatMap((name) => peered("a", name)),
  );
}

test("PEER-14: more than 500 peerings of one network are reported", () => {
  expect(messagesOf(manyPeers(500), "limit-exceeded")).toEqual([]);
  expect(messagesOf(manyPeers(501), "limit-exceeded")).toHaveLength(1);
});

test("PEER-15: access is off only where the input says so, as the command line writes it", () => {
  const noted = (properties: Json): number =>
    notesAt(estate(a, b, peered("a", "b", { a: properties })), "a/app", {
      asked: "10.2.0.4",
      rule: "PEER-5",
    }).length;
  expect(noted({ allowVirtualNetworkAccess: false })).toBe(1);
  expect(noted({ allowVirtualNetworkAccess: true })).toBe(0);
  // A template that leaves the property out means true.
  expect(noted({})).toBe(0);
});

test("PEER-2: the reason of a peering row names both ends", () => {
  const [row] = explained(estate(a, b, peered("a", "b", { a: stale })), "a/app", "10.2.0.0/16");
  expect(row?.explain.from.id).toContain("/virtualNetworkPeerings/to-b");
  expect(row?.explain.also.map(({ pointer }) => pointer)).toEqual([
    "/properties/remoteAddressSpace/addressPrefixes/0",
  ]);
  const present = extend(estate(a, b, peered("a", "b")));
  const [other] = explained(present, "a/app", "10.2.0.0/16");
  expect(other?.explain.also.map(({ id }) => id.split("/").at(-1))).toEqual(["b"]);
});
