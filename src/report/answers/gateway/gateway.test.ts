import { expect, test } from "vitest";
import { ask, bodyOf, estateOf, refusalOf } from "../../../../test/answers/ask.ts";
import { fact, idOf, network, nic, resource, to } from "../../../../test/resources.ts";
import { advertisedRoutes } from "./advertised-routes.ts";
import { circuitNeighbors, circuitRoutes, circuitSummary } from "./circuit.ts";
import { learnedRoutes } from "./learned-routes.ts";
import { bgpPeers } from "./peer-status.ts";
import { routeServerAdvertised, routeServerLearned } from "./route-server.ts";

function gateway(name: string, kind: string, addresses: readonly string[], more: object = {}) {
  const id = idOf(`virtualNetworkGateways/${name}`);
  return resource(`virtualNetworkGateways/${name}`, {
    gatewayType: kind,
    vpnType: "RouteBased",
    activeActive: addresses.length > 1,
    ipConfigurations: addresses.map((_, at) => ({
      id: `${id}/ipConfigurations/${at}`,
      properties: { subnet: to("virtualNetworks/hub/subnets/GatewaySubnet") },
    })),
    bgpSettings: { asn: 65515, bgpPeeringAddress: addresses.join(",") },
    ...more,
  });
}

const vpn = "virtualNetworkGateways/vpn";
const hub = network("hub", "10.0.0.0/16", {
  subnets: {
    GatewaySubnet: "10.0.255.0/24",
    RouteServerSubnet: "10.0.254.0/24",
    nva: "10.0.1.0/24",
  },
});
const site = resource("localNetworkGateways/site", {
  localNetworkAddressSpace: { addressPrefixes: ["192.168.0.254/32"] },
  bgpSettings: { asn: 65010, bgpPeeringAddress: "192.168.0.254" },
});
const connection = resource("connections/c", {
  connectionType: "IPsec",
  enableBgp: true,
  virtualNetworkGateway1: to(vpn),
  localNetworkGateway2: to("localNetworkGateways/site"),
});
function learned(target: string, ...routes: object[]) {
  return fact("learnedRoutes", target.replaceAll("/", "-"), { target: to(target), routes });
}

const withBgp = estateOf([
  hub,
  gateway("vpn", "Vpn", ["10.0.255.254"], { enableBgp: true }),
  site,
  connection,
  learned("connections/c", {
    network: "192.168.0.0/16",
    nextHop: "192.168.0.254",
    asPath: "65010-65020",
    origin: "EBgp",
    sourcePeer: "192.168.0.254",
  }),
]);
const peer = { query: { peer: "192.168.0.254" } };

test("learned routes, each with who told it", () => {
  const { value } = bodyOf(ask(learnedRoutes, withBgp, vpn));
  expect(value.map((row) => JSON.stringify(row))).toEqual([
    '{"localAddress":"10.0.255.254","network":"10.0.0.0/16","sourcePeer":"10.0.255.254","origin":"Network","asPath":"","weight":32768}',
    '{"localAddress":"10.0.255.254","network":"192.168.0.254/32","sourcePeer":"10.0.255.254","origin":"Network","asPath":"","weight":32768}',
    '{"localAddress":"10.0.255.254","network":"192.168.0.0/16","nextHop":"192.168.0.254","sourcePeer":"192.168.0.254","origin":"EBgp","asPath":"65010-65020","weight":32768}',
  ]);
});

test("advertised routes have the instance as next hop", () => {
  const { value } = bodyOf(ask(advertisedRoutes, withBgp, vpn, peer));
  expect(value.map((row) => JSON.stringify(row))).toEqual([
    '{"localAddress":"10.0.255.254","network":"10.0.0.0/16","nextHop":"10.0.255.254","origin":"Igp","asPath":"65515","weight":0}',
  ]);
  const nobody = { query: { peer: "192.168.0.9" } };
  expect(bodyOf(ask(advertisedRoutes, withBgp, vpn, nobody)).value).toEqual([]);
});

test("sessions, all or one", () => {
  const row = {
    localAddress: "10.0.255.254",
    neighbor: "192.168.0.254",
    asn: 65010,
    state: "Connected",
    routesReceived: 1,
  };
  expect(bodyOf(ask(bgpPeers, withBgp, vpn)).value).toEqual([row]);
  expect(bodyOf(ask(bgpPeers, withBgp, vpn, peer)).value).toEqual([row]);
  expect(bodyOf(ask(bgpPeers, withBgp, vpn, { query: { peer: "192.168.0.9" } })).value).toEqual([]);
});

test("a tunnel that is down has no session", () => {
  const down = {
    ...connection,
    properties: {
      ...(connection as { properties: object }).properties,
      connectionStatus: "NotConnected",
    },
  };
  const estate = estateOf([
    hub,
    gateway("vpn", "Vpn", ["10.0.255.254"], { enableBgp: true }),
    site,
    down,
  ]);
  expect(bodyOf(ask(bgpPeers, estate, vpn)).value).toMatchObject([
    { state: "Connecting", routesReceived: 0 },
  ]);
  expect(bodyOf(ask(advertisedRoutes, estate, vpn, peer)).value).toEqual([]);
});

// As recorded: whoever is asked about.
test("a gateway without BGP", () => {
  const estate = estateOf([hub, gateway("vpn", "Vpn", ["10.0.255.254"])]);
  expect(bodyOf(ask(learnedRoutes, estate, vpn)).value).toEqual([]);
  expect(bodyOf(ask(bgpPeers, estate, vpn)).value).toEqual([]);
  expect(
    JSON.stringify(bodyOf(ask(advertisedRoutes, estate, vpn, { query: { peer: "10.1.1.1" } }))),
  ).toBe(
    '{"value":[{"localAddress":"","network":"10.0.0.0/16","nextHop":"Virtual Network","origin":"Network","weight":0}]}',
  );
});

test("what is missing is refused", () => {
  expect(refusalOf(ask(advertisedRoutes, withBgp, vpn))).toMatch(/peer is ''/);
  expect(refusalOf(ask(learnedRoutes, withBgp, "virtualNetworkGateways/none"))).toMatch(/^404 /);
});

const circuit = "expressRouteCircuits/er";
const express = estateOf([
  hub,
  gateway("er", "ExpressRoute", ["10.0.255.12", "10.0.255.13"]),
  resource(circuit),
  resource("connections/er", {
    connectionType: "ExpressRoute",
    virtualNetworkGateway1: to("virtualNetworkGateways/er"),
    peer: to(circuit),
  }),
  learned(circuit, {
    network: "192.168.0.0/16",
    nextHop: "169.254.0.1",
    asPath: "64512",
    origin: "EBgp",
  }),
]);

test("the table of a circuit and its summary", () => {
  const at = `${circuit}/peerings/AzurePrivatePeering`;
  const { value } = bodyOf(ask(circuitRoutes, express, `${at}/routeTables/primary`));
  expect(value.map((row) => JSON.stringify(row))).toEqual([
    '{"network":"10.0.0.0/16","nextHop":"10.0.255.12*","locPrf":"100","weight":0,"path":"65515 I"}',
    '{"network":"10.0.0.0/16","nextHop":"10.0.255.13","locPrf":"100","weight":0,"path":"65515 I"}',
    '{"network":"192.168.0.0/16","nextHop":"169.254.0.1","locPrf":"100","weight":0,"path":"64512 I"}',
  ]);
  const summary = bodyOf(ask(circuitSummary, express, `${at}/routeTablesSummary/primary`));
  expect(summary.value).toEqual([
    { neighbor: "10.0.255.12", v: 4, as: 65515, statePfxRcd: "1" },
    { neighbor: "10.0.255.13", v: 4, as: 65515, statePfxRcd: "1" },
    { neighbor: "169.254.0.1", v: 4, as: 64512, statePfxRcd: "1" },
  ]);
  expect(bodyOf(ask(circuitNeighbors, express, `${at}/arpTables/primary`)).value).toEqual([]);
});

test("Microsoft peering carries nothing of virtual networks", () => {
  const at = `${circuit}/peerings/MicrosoftPeering/routeTables/primary`;
  expect(bodyOf(ask(circuitRoutes, express, at)).value).toEqual([]);
});

test("ExpressRoute routes have a weight of their own", () => {
  const rows = bodyOf(ask(learnedRoutes, express, "virtualNetworkGateways/er")).value;
  expect(rows.map(({ origin, weight, asPath }) => `${origin} ${weight} ${asPath}`)).toEqual([
    "Network 32768 ",
    "EBgp 32769 12076-64512",
  ]);
});

const server = "virtualHubs/rs";
const routeServer = estateOf([
  hub,
  resource(server, {
    sku: "Standard",
    virtualRouterAsn: 65515,
    virtualRouterIps: ["10.0.254.4", "10.0.254.5"],
  }),
  resource(`${server}/ipConfigurations/i`, {
    subnet: to("virtualNetworks/hub/subnets/RouteServerSubnet"),
  }),
  resource(`${server}/bgpConnections/nva`, { peerIp: "10.0.1.4", peerAsn: 65001 }),
  nic("nva", "hub/subnets/nva", "10.0.1.4"),
  learned(`${server}/bgpConnections/nva`, {
    network: "172.16.0.0/16",
    nextHop: "10.0.1.4",
    asPath: "65001",
    origin: "EBgp",
  }),
]);

test("a Route Server answers for both instances", () => {
  const at = `${server}/bgpConnections/nva`;
  const heard = bodyOf(ask(routeServerLearned, routeServer, at));
  expect(Object.keys(heard)).toEqual(["RouteServiceRole_IN_0", "RouteServiceRole_IN_1"]);
  expect(JSON.stringify(heard["RouteServiceRole_IN_1"])).toBe(
    '[{"localAddress":"10.0.254.5","network":"172.16.0.0/16","nextHop":"10.0.1.4","sourcePeer":"10.0.1.4","origin":"EBgp","asPath":"65001","weight":32768}]',
  );
  const told = bodyOf(ask(routeServerAdvertised, routeServer, at));
  expect(JSON.stringify(told["RouteServiceRole_IN_0"])).toBe(
    '[{"localAddress":"10.0.254.4","network":"10.0.0.0/16","nextHop":"10.0.254.4","origin":"Igp","asPath":"65515","weight":0}]',
  );
  expect(refusalOf(ask(routeServerLearned, routeServer, `${server}/bgpConnections/none`))).toMatch(
    /^404 /,
  );
});
