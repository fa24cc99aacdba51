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
      "property-invalid",
      "target should be the id of the gateway, connection or BGP peer that learned these routes, found nothing",
    ],
  ]);
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
