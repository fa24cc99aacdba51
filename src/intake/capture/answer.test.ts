import { expect, test } from "vitest";
import { readText } from "../index.ts";

const network = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network";
const nic = `${network}/networkInterfaces/n1`;
const gateway = `${network}/virtualNetworkGateways/gw`;
const row = {
  source: "Default",
  state: "Active",
  addressPrefix: ["10.0.0.0/16"],
  nextHopType: "VnetLocal",
  nextHopIpAddress: [],
};

function read(value: unknown, options: { file?: string; about?: string } = {}) {
  return readText({ file: "a.json", text: JSON.stringify(value), ...options });
}

// Who a captured answer is about: value, options, about, pointer of the answer in the file.
test.each([
  ["nobody", { value: [row] }, {}, undefined, ""],
  ["a sibling id", { id: nic, value: [row] }, {}, nic, ""],
  ["a sibling about", { about: "n1", value: [row] }, {}, "n1", ""],
  ["a reference", { networkInterface: { id: nic }, value: [row] }, {}, nic, ""],
  ["the caller", [row], { about: nic }, nic, ""],
  ["a sibling before the caller", { id: nic, value: [row] }, { about: "n2" }, nic, ""],
  ["the file name", { value: [row] }, { file: "x/n1.effective-routes.json" }, "n1", ""],
  ["a Windows file name", [row], { file: "x\\n1.effective-routes.json" }, "n1", ""],
  ["one of several", [{ id: nic, value: [row] }], {}, nic, "/0"],
])("reads effective routes about %s", (_, value, options, about, filePointer) => {
  const { captures, resources, diagnostics } = read(value, options);
  expect(diagnostics).toEqual([]);
  expect(resources).toEqual([]);
  expect(captures.map((capture) => [capture.about, capture.place.filePointer])).toEqual([
    [about, filePointer],
  ]);
  expect(captures[0]?.rows).toHaveLength(1);
});

test("reads an empty answer only where something says what it is about", () => {
  expect(read({ value: [] }).captures).toEqual([]);
  expect(read({ value: [] }, { about: nic }).captures).toMatchObject([{ about: nic, rows: [] }]);
  expect(read({ id: gateway, value: [] }).resources).toMatchObject([
    { typeKey: "trueroute/learnedroutes", body: { properties: { routes: [] } } },
  ]);
});

test("reads the rows in Azure's words and in PowerShell's", () => {
  const shouted = {
    Name: "r1",
    Source: "User",
    State: "Invalid",
    AddressPrefix: "0.0.0.0/0",
    NextHopType: "VirtualAppliance",
    NextHopIpAddress: "10.0.0.4",
  };
  const [capture] = read({ id: nic, value: [row, shouted] }).captures;
  expect(capture?.rows).toEqual([
    { ...row, name: undefined, place: expect.objectContaining({ pointer: "/value/0" }) },
    {
      name: "r1",
      source: "User",
      state: "Invalid",
      addressPrefix: ["0.0.0.0/0"],
      nextHopType: "VirtualAppliance",
      nextHopIpAddress: ["10.0.0.4"],
      place: { resource: nic, pointer: "/value/1", file: "a.json", filePointer: "" },
    },
  ]);
});

// A row that lacks a part is left out and said: the row, pointer, message.
test.each([
  [7, "/value/1", "row should be an object, found a number"],
  [{ ...row, source: null }, "/value/1/source", "source should be a text, found nothing"],
  [{ ...row, state: 1 }, "/value/1/state", "state should be a text, found a number"],
  [
    { ...row, nextHopType: [] },
    "/value/1/nextHopType",
    "nextHopType should be a text, found a list",
  ],
  [
    { ...row, addressPrefix: [1] },
    "/value/1/addressPrefix",
    "addressPrefix should be a text, found a list",
  ],
])("leaves out the row %j", (bad, pointer, message) => {
  const { captures, diagnostics } = read({ id: nic, value: [row, bad] });
  expect(captures[0]?.rows).toHaveLength(1);
  expect(diagnostics.map((found) => [found.code, found.place.pointer, found.message])).toEqual([
    ["property-invalid", pointer, message],
  ]);
});

test("leaves the routes of a route table resources", () => {
  const route = {
    id: `${network}/routeTables/t/routes/r`,
    addressPrefix: "0.0.0.0/0",
    nextHopType: "None",
    source: "x",
  };
  const { resources, captures } = read([route]);
  expect(resources).toHaveLength(1);
  expect(captures).toEqual([]);
});

const learned = {
  network: "192.168.0.0/24",
  origin: "EBgp",
  nextHop: "10.3.129.58",
  sourcePeer: "192.168.0.254",
  asPath: "65010",
  weight: 32768,
  localAddress: "10.0.0.30",
};

// Who has learned routes: value, options, target, id of the made resource.
test.each([
  [
    "a sibling id",
    { id: gateway, value: [learned] },
    {},
    gateway,
    "/subscriptions/s/resourceGroups/g/providers/Trueroute/learnedRoutes/virtualNetworkGateways-gw",
  ],
  [
    "a sibling target",
    { target: { id: gateway }, value: [learned] },
    {},
    gateway,
    "/subscriptions/s/resourceGroups/g/providers/Trueroute/learnedRoutes/virtualNetworkGateways-gw",
  ],
  [
    "the caller",
    [learned],
    { about: `${network}/expressRouteCircuits/c/peerings/p` },
    `${network}/expressRouteCircuits/c/peerings/p`,
    "/subscriptions/s/resourceGroups/g/providers/Trueroute/learnedRoutes/expressRouteCircuits-c-peerings-p",
  ],
  [
    "a bare name",
    [learned],
    { about: "gw" },
    "gw",
    "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/default/providers/Trueroute/learnedRoutes/gw",
  ],
])("makes a resource of routes learned by %s", (_, value, options, target, id) => {
  const { resources, diagnostics } = read(value, options);
  expect(diagnostics).toEqual([]);
  expect(resources.map((resource) => resource.id.text)).toEqual([id]);
  expect(resources[0]?.body["properties"]).toEqual({ target: { id: target }, routes: [learned] });
});

test("reports learned routes that nobody has learned", () => {
  const { resources, diagnostics } = read({ value: [learned] });
  expect(resources).toEqual([]);
  expect(diagnostics.map((found) => [found.code, found.message])).toEqual([
    [
      "capture-unattributed",
      "learned routes in a.json do not say of which gateway, connection, circuit or BGP peer they are",
    ],
  ]);
});

const advertised = {
  network: "10.0.0.0/16",
  origin: "Igp",
  nextHop: "10.0.0.4",
  sourcePeer: null,
  asPath: "65515",
  weight: 0,
  localAddress: "10.0.0.4",
};
const hubRow = {
  addressPrefixes: ["10.1.0.0/16"],
  asPath: "",
  nextHopType: "Virtual Network Connection",
  nextHops: [`${network}/virtualHubs/h/hubVirtualNetworkConnections/c`],
  routeOrigin: `${network}/virtualHubs/h/hubVirtualNetworkConnections/c`,
};
const circuit = `${network}/expressRouteCircuits/c`;
const circuitRow = { network: "10.9.0.0/16", nextHop: "172.16.0.1*", path: "65001 I", weight: 0 };

// What an answer is taken for: value, file, kinds of captures, types of resources.
test.each<[string, unknown, string, readonly string[], readonly string[]]>([
  ["advertised routes by their rows", { value: [advertised] }, "a.json", ["advertisedRoutes"], []],
  [
    "advertised routes without BGP",
    {
      value: [
        { localAddress: "", network: "10.0.0.0/16", nextHop: "x", origin: "Network", weight: 0 },
      ],
    },
    "a.json",
    ["advertisedRoutes"],
    [],
  ],
  [
    "advertised routes by the file",
    { value: [learned] },
    "gw.advertised-routes.json",
    ["advertisedRoutes"],
    [],
  ],
  [
    "advertised routes by their word",
    { kind: "advertisedRoutes", value: [learned] },
    "a.json",
    ["advertisedRoutes"],
    [],
  ],
  ["learned routes by the file", { value: [learned] }, "gw.learned-routes.json", [], ["learned"]],
  [
    "learned routes whatever their origin",
    { id: gateway, value: [{ ...learned, origin: "Network", asPath: "" }, learned] },
    "a.json",
    [],
    ["learned"],
  ],
  ["no routes at all", [], "gw.learned-routes.json", [], ["learned"]],
  ["no advertised routes", { value: [] }, "gw.advertised-routes.json", ["advertisedRoutes"], []],
  ["hub routes", { value: [hubRow] }, "a.json", ["hubRoutes"], []],
  [
    "hub routes of PowerShell",
    [{ AddressPrefixes: ["10.1.0.0/16"], NextHopType: "x", NextHops: ["y"] }],
    "a.json",
    ["hubRoutes"],
    [],
  ],
  ["routes of a circuit", { value: [circuitRow] }, "c.primary.route-tables.json", [], ["learned"]],
  [
    "BGP sessions",
    { value: [{ neighbor: "10.0.0.5", asn: 65001, state: "Connected", routesReceived: 1 }] },
    "a.json",
    ["bgpPeers"],
    [],
  ],
  [
    "a summary of a circuit",
    { value: [{ neighbor: "10.0.0.5", as: 65001, statePfxRcd: "3", upDown: "1d" }] },
    "a.json",
    ["circuitSummary"],
    [],
  ],
  [
    "an ARP table",
    { value: [{ age: 1, interface: "Microsoft", ipAddress: "10.0.0.5", macAddress: "00" }] },
    "a.json",
    ["circuitNeighbors"],
    [],
  ],
  [
    "effective security rules",
    { value: [{ networkSecurityGroup: { id: "x" }, effectiveSecurityRules: [] }] },
    "a.json",
    ["effectiveSecurityGroups"],
    [],
  ],
])("takes an answer for %s", (_, value, file, captures, resources) => {
  const result = read(value, { file });
  expect(result.diagnostics).toEqual([]);
  expect(result.captures.map(({ kind }) => kind)).toEqual(captures);
  expect(result.resources.map(({ id }) => id.type.split("/")[1]?.slice(0, 7))).toEqual(resources);
});

test("what a circuit has from outside Azure is learned", () => {
  const rows = [
    { network: "10.100.0.0/16", nextHop: "10.100.255.12", path: "65515 I\n        ", weight: 0 },
    { network: "10.101.0.0/16", nextHop: "172.16.0.1", path: "65001 12076 I", weight: 0 },
    { network: "172.16.0.0/30", nextHop: "0.0.0.0", path: "I", weight: 0 },
    { network: "10.9.0.0/16", nextHop: "172.16.0.5", path: "65001 65001 I", weight: 0 },
    circuitRow,
    { Network: "10.8.0.0/16", NextHop: "172.16.0.1", Path: "65001 65009 ?", LocPrf: "" },
  ];
  const { resources } = read({ id: circuit, value: rows });
  expect(resources.map(({ id }) => id.name)).toEqual(["expressRouteCircuits-c"]);
  expect(resources[0]?.body["properties"]).toEqual({
    target: { id: circuit },
    routes: [
      { network: "10.9.0.0/16", asPath: "12076-65001", origin: "EBgp" },
      { network: "10.8.0.0/16", asPath: "12076-65001-65009", origin: "EBgp" },
    ],
  });
});

test("the two paths of a circuit are two lists", () => {
  const names = ["primary", "secondary"].map(
    (part) =>
      read({ id: circuit, value: [circuitRow] }, { file: `x/c.${part}.route-tables.json` })
        .resources[0]?.id.name,
  );
  expect(names).toEqual(["expressRouteCircuits-c-primary", "expressRouteCircuits-c-secondary"]);
});

const peer = `${network}/virtualHubs/rs/bgpConnections/nva`;
const instances = {
  RouteServiceRole_IN_0: [learned],
  RouteServiceRole_IN_1: [
    { ...learned, localAddress: "10.0.0.31" },
    { ...learned, network: "10.7.0.0/16" },
  ],
};

// Answers by instance: value, options.
test.each<[string, unknown, { file?: string; about?: string }]>([
  ["with an id around it", { id: peer, value: instances }, {}],
  ["with an id beside it", { id: peer, ...instances, value: null }, {}],
  ["named by the caller", instances, { about: peer }],
])("takes what both instances of a Route Server say once: %s", (_, value, options) => {
  const { resources, diagnostics } = read(value, options);
  expect(diagnostics).toEqual([]);
  expect(resources[0]?.body["properties"]).toMatchObject({
    target: { id: peer },
    routes: [{ network: "192.168.0.0/24" }, { network: "10.7.0.0/16" }],
  });
});

test("an empty answer of a Route Server about nobody is nothing", () => {
  const empty = { RouteServiceRole_IN_0: [], RouteServiceRole_IN_1: [], value: null };
  const { resources, captures, diagnostics } = read(empty);
  expect([resources, captures, diagnostics]).toEqual([[], [], []]);
});

test("what a Route Server advertises is not learned", () => {
  const { resources, captures } = read({ id: peer, RouteServiceRole_IN_0: [advertised] });
  expect([resources.length, captures.length]).toEqual([0, 1]);
});

test("reads the effective routes among recorded exchanges, and the resources beside them", () => {
  const exchange = (op: string, response: unknown) => ({
    op,
    uri: `https://management.azure.com${nic}/${op}?api-version=2024-05-01`,
    response,
  });
  const { resources, captures, diagnostics } = read({
    resources: [{ id: nic }],
    operations: [
      exchange("effectiveNetworkSecurityGroups", { value: [{ id: "x" }] }),
      exchange("effectiveRouteTable", null),
      exchange("effectiveRouteTable", { value: [row, row] }),
    ],
  });
  expect(diagnostics).toEqual([]);
  expect(resources.map((resource) => resource.place.filePointer)).toEqual(["/resources/0"]);
  expect(captures).toMatchObject([
    {
      about: nic,
      rows: [{ source: "Default" }, {}],
      place: { filePointer: "/operations/2/response" },
    },
  ]);
});
