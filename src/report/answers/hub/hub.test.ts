import { expect, test } from "vitest";
import { ask, bodyOf, estateOf, refusalOf } from "../../../../test/answers/ask.ts";
import { fact, idOf, network, resource, to } from "../../../../test/resources.ts";
import { hubRoutes } from "./effective-routes.ts";
import { inboundRoutes, outboundRoutes } from "./exchanged-routes.ts";

const hub = "virtualHubs/hub";
const spoke = `${hub}/hubVirtualNetworkConnections/spoke`;
const other = `${hub}/hubVirtualNetworkConnections/other`;
const branch = "vpnGateways/gw/vpnConnections/branch";
const table = `${hub}/hubRouteTables/defaultRouteTable`;
const estate = estateOf([
  network("spoke", "10.1.0.0/16"),
  network("other", "10.2.0.0/16"),
  resource("virtualWans/wan"),
  resource(hub, { virtualWan: to("virtualWans/wan"), addressPrefix: "10.0.0.0/23" }),
  resource(table, { labels: ["default"], routes: [] }),
  resource(spoke, { remoteVirtualNetwork: to("virtualNetworks/spoke") }),
  resource(other, { remoteVirtualNetwork: to("virtualNetworks/other") }),
  resource("vpnGateways/gw", { virtualHub: to(hub) }),
  resource(branch, { remoteVpnSite: to("vpnSites/site"), enableBgp: true }),
  resource("vpnSites/site", { addressSpace: { addressPrefixes: ["192.168.0.0/24"] } }),
  fact("learnedRoutes", "branch", {
    target: to(branch),
    routes: [{ network: "172.16.0.0/16", nextHop: "192.168.0.1", asPath: "65010", origin: "EBgp" }],
  }),
]);

const lines = ({
  value,
}: {
  value: readonly { addressPrefixes: readonly string[]; nextHopType: string; asPath?: string }[];
}) => value.map((row) => [...row.addressPrefixes, row.nextHopType, row.asPath ?? "-"].join(" "));

test.each([
  ["nothing", {}],
  ["the default table", { resourceId: idOf(table), virtualWanResourceType: "RouteTable" }],
  [
    "a connection",
    { resourceId: idOf(spoke), virtualWanResourceType: "HubVirtualNetworkConnection" },
  ],
  ["a branch", { resourceId: idOf(branch), virtualWanResourceType: "VpnConnection" }],
])("effective routes of a hub, asked with %s", (_, body) => {
  expect(lines(bodyOf(ask(hubRoutes, estate, hub, { body })))).toEqual([
    "10.1.0.0/16 Virtual Network Connection -",
    "10.2.0.0/16 Virtual Network Connection -",
    "172.16.0.0/16 VPN_S2S_Gateway 65010",
    "192.168.0.0/24 VPN_S2S_Gateway -",
  ]);
});

test("a row has its properties in the order of the API", () => {
  const { value } = bodyOf(ask(hubRoutes, estate, hub));
  expect(Object.keys(value[2]!)).toEqual([
    "addressPrefixes",
    "nextHops",
    "nextHopType",
    "asPath",
    "routeOrigin",
  ]);
});

const exchanged = (answer: typeof inboundRoutes, path: string) =>
  bodyOf(ask(answer, estate, hub, { body: { resourceUri: idOf(path) } })).value.map(
    ({ prefix, asPath }) => `${prefix} ${asPath}`.trim(),
  );

test("what connections bring, and what they are told", () => {
  expect(exchanged(inboundRoutes, spoke)).toEqual(["10.1.0.0/16"]);
  expect(exchanged(inboundRoutes, branch)).toEqual(["192.168.0.0/24", "172.16.0.0/16 65010"]);
  expect(exchanged(outboundRoutes, spoke)).toEqual([
    "10.2.0.0/16",
    "172.16.0.0/16 65010",
    "192.168.0.0/24",
  ]);
  expect(exchanged(outboundRoutes, branch)).toEqual(["10.0.0.0/23", "10.1.0.0/16", "10.2.0.0/16"]);
});

test("what the hub does not have is refused", () => {
  const body = { resourceId: idOf(`${hub}/hubRouteTables/none`) };
  expect(refusalOf(ask(hubRoutes, estate, hub, { body }))).toMatch(
    /has no route table or connection/,
  );
  expect(refusalOf(ask(hubRoutes, estate, "virtualHubs/none"))).toMatch(/^404 /);
  expect(refusalOf(ask(inboundRoutes, estate, hub, { body: {} }))).toMatch(/no resourceUri/);
  expect(
    refusalOf(ask(outboundRoutes, estate, hub, { body: { resourceUri: idOf("x/y") } })),
  ).toMatch(/has no connection/);
});
