// TR701 to TR710: what Azure counts, and how much of it is left.
import { expect, test } from "vitest";
import { marginsOf } from "../../src/check/index.ts";
import { compileSnapshot } from "../../src/compile/index.ts";
import { fact, network, peering, resource, route, to } from "../resources.ts";
import { snapshotOf } from "../snapshot-of.ts";
import { expressRoute, gatewaySubnet, offers, routeServer, uses, vpn } from "./estate-parts.ts";
import { briefly, findingsOf, findingsWith } from "./findings-of.ts";
import { groundOf } from "./ground-of.ts";

function many<T>(count: number, create: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => create(index));
}

function prefixes(count: number): readonly string[] {
  return many(count, (n) => `172.${16 + (n >> 8)}.${n & 255}.0/24`);
}

function routes(count: number): readonly object[] {
  return [
    resource("routeTables/rt", { routes: prefixes(count).map((one, n) => route(`r${n}`, one)) }),
  ];
}

// ERR-44: the last fifth warns, the limit itself leaves nothing, one more is refused.
test.each([
  [319, [], ""],
  [320, ["TR701 warning"], "320 of at most 400 routes: 80 left"],
  [400, ["TR701 warning"], "400 of at most 400 routes: 0 left"],
  [401, ["TR701 error"], "401 routes, 1 more than the 400 that Azure takes"],
])("UDR-1: %i routes", (count, codes, words) => {
  const findings = findingsOf(routes(count));
  expect(briefly(findings)).toEqual(codes);
  expect(findings.map(({ message }) => message).join()).toContain(words);
});

const hub = network("hub", "10.0.0.0/16", {
  subnets: { ...gatewaySubnet, RouteServerSubnet: "10.0.1.0/26" },
});

function learn(target: string, count: number, more: object = {}): object {
  const list = prefixes(count).map((one) => ({ network: one, nextHop: "10.9.9.9", ...more }));
  return fact("learnedRoutes", "x", { target: to(target), routes: list });
}

const peer = resource("virtualHubs/rs/bgpConnections/nva", { peerIp: "10.0.2.4", peerAsn: 65010 });
const premium = resource("expressRouteCircuits/circuit", {}, { sku: { tier: "Premium" } });
const circuitOf = (circuit: object) => [
  ...expressRoute("").filter((one) => !isCircuit(one)),
  circuit,
];

function isCircuit(one: object): boolean {
  return "name" in one && one.name === "circuit";
}

// X-21 and section 3.7: who may announce how many.
const learners: readonly (readonly [string, readonly object[], readonly string[]])[] = [
  [
    "a circuit with 3,199",
    [
      ...circuitOf(resource("expressRouteCircuits/circuit")),
      learn("expressRouteCircuits/circuit", 3199),
    ],
    [],
  ],
  [
    "a circuit with 3,200",
    [
      ...circuitOf(resource("expressRouteCircuits/circuit")),
      learn("expressRouteCircuits/circuit", 3200),
    ],
    ["TR705 warning"],
  ],
  [
    "a Premium circuit with 4,001",
    [...circuitOf(premium), learn("expressRouteCircuits/circuit", 4001)],
    [],
  ],
  [
    "an ExpressRoute gateway with 4,001 over all its connections",
    [...expressRoute(""), learn("virtualNetworkGateways/er", 4001)],
    [],
  ],
  [
    "a peer of a Route Server with 1,000",
    [routeServer(), peer, learn("virtualHubs/rs/bgpConnections/nva", 1000)],
    [],
  ],
  [
    "a peer of a Route Server with 1,001",
    [routeServer(), peer, learn("virtualHubs/rs/bgpConnections/nva", 1001)],
    ["TR705 info"],
  ],
  [
    "a VPN gateway with 4,001 of one peer",
    [...vpn(), learn("virtualNetworkGateways/vpn", 4001, { sourcePeer: "10.9.9.9" })],
    ["TR705 error"],
  ],
];

test.each(learners)("X-21: %s", (_, resources, codes) => {
  expect(briefly(findingsOf([hub, ...resources]))).toEqual(codes);
});

test("GW-2: the peers of a VPN gateway are counted one by one", () => {
  const list = prefixes(4002).map((one, n) => ({
    network: one,
    nextHop: "10.9.9.9",
    sourcePeer: `10.9.9.${n % 2}`,
  }));
  const learned = fact("learnedRoutes", "x", {
    target: to("virtualNetworkGateways/vpn"),
    routes: list,
  });
  expect(findingsWith("TR705", [hub, ...vpn(), learned])).toEqual([]);
});

function withSpokes(count: number, summaries: readonly string[] = []): readonly object[] {
  const spokes = many(count, (n) => `s${n}`);
  const summarized =
    summaries.length === 0 ? {} : { summarizedGatewayPrefixes: { addressPrefixes: summaries } };
  const own = network("hub", "10.0.0.0/16", {
    subnets: gatewaySubnet,
    peerings: spokes.map((name) => peering("hub", name, offers)),
  }) as { readonly properties: object };
  return [
    { ...own, properties: { ...own.properties, ...summarized } },
    ...spokes.map((name, n) =>
      network(name, `10.${1 + (n >> 8)}.${n & 255}.0/24`, {
        peerings: [peering(name, "hub", uses)],
      }),
    ),
    ...expressRoute("10.200.0.0/16"),
  ];
}

// ER-9, GW-23, GW-25: every spoke adds its own prefix, but for those that a summary covers.
test.each([
  [798, [], []],
  [799, [], ["TR706 warning"]],
  [1000, [], ["TR706 error"]],
  [1000, ["10.0.0.0/8"], []],
])(
  "ER-9: the network of the gateway and %i spokes, with summaries %j",
  (count, summaries, codes) => {
    const findings = findingsOf(withSpokes(count, summaries)).filter(
      ({ code }) => code === "TR706",
    );
    expect(briefly(findings)).toEqual(codes);
  },
);

test("margins: the nearest to its limit comes first, and nothing that is not there", () => {
  const snapshot = snapshotOf([
    ...routes(40),
    network("v", "10.0.0.0/16", { peerings: [peering("v", "w")] }),
    routeServer("v"),
  ]);
  const margins = marginsOf(groundOf(compileSnapshot(snapshot)));
  expect(
    margins.map(({ kind, owner, count, limit, left }) => [kind, owner, count, limit, left]),
  ).toEqual([
    ["routes", "rt", 40, 400, 360],
    ["peerings", "v", 1, 500, 499],
  ]);
});
