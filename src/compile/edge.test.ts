import { expect, test } from "vitest";
import {
  brief,
  compile,
  fact,
  gateway,
  idOf,
  network,
  nic,
  publicIp,
  resource,
  to,
} from "../../test/resources.ts";
import { keyOf, type LearnedRoutes } from "../model/index.ts";
import { formatIp, formatPrefix, type Ip } from "../net/index.ts";

const hub = network("hub", "10.0.0.0/16", {
  subnets: { GatewaySubnet: "10.0.255.0/27", RouteServerSubnet: "10.0.254.0/27", a: "10.0.0.0/24" },
});

function ips(addresses: readonly (Ip | undefined)[]): readonly string[] {
  return addresses.map((address) => (address === undefined ? "?" : formatIp(address)));
}

function instancesOf(
  properties: object,
  ...more: readonly object[]
): readonly (readonly string[])[] {
  const { model } = compile(hub, publicIp, gateway("g", properties), ...more);
  const [only] = model.gateways.values();
  return (only?.instances ?? []).map(({ privateAddress, publicAddress }) =>
    ips([privateAddress, publicAddress]),
  );
}

const gatewaySubnet = to("virtualNetworks/hub/subnets/GatewaySubnet");
const configurationId = (name: string): string =>
  idOf(`virtualNetworkGateways/g/ipConfigurations/${name}`);
const configuration = (name: string, properties: object = {}): object => ({
  id: configurationId(name),
  name,
  properties: { subnet: gatewaySubnet, ...properties },
});
const bgp = (name: string, address: string, tunnel: string): object => ({
  ipconfigurationId: configurationId(name),
  defaultBgpIpAddresses: [address],
  customBgpIpAddresses: ["169.254.21.2"],
  tunnelIpAddresses: [tunnel],
});

// Section 3 of the snapshot's description, GW-10, GW-12.
test.each([
  ["nothing but a public address", {}, [["?", "20.0.0.1"]]],
  [
    "the joined property",
    { bgpSettings: { bgpPeeringAddress: "10.0.255.30" } },
    [["10.0.255.30", "20.0.0.1"]],
  ],
  [
    "one BGP address for each configuration, in another order",
    {
      activeActive: true,
      ipConfigurations: [configuration("one"), configuration("two")],
      bgpSettings: {
        bgpPeeringAddress: "10.0.255.4,10.0.255.5",
        bgpPeeringAddresses: [
          bgp("two", "10.0.255.5", "20.0.0.6"),
          bgp("one", "10.0.255.4", "20.0.0.5"),
        ],
      },
    },
    [
      ["10.0.255.4", "20.0.0.5"],
      ["10.0.255.5", "20.0.0.6"],
    ],
  ],
  [
    "the joined property of an active-active gateway",
    {
      activeActive: true,
      ipConfigurations: [configuration("one"), configuration("two")],
      bgpSettings: { bgpPeeringAddress: "10.0.255.4, 10.0.255.5" },
    },
    [
      ["10.0.255.4", "?"],
      ["10.0.255.5", "?"],
    ],
  ],
  [
    "a BGP address that belongs to the other configuration",
    {
      activeActive: true,
      ipConfigurations: [configuration("one"), configuration("two")],
      bgpSettings: { bgpPeeringAddresses: [bgp("two", "10.0.255.5", "20.0.0.6")] },
    },
    [
      ["?", "?"],
      ["10.0.255.5", "20.0.0.6"],
    ],
  ],
  [
    "a private tunnel address is no public address",
    {
      ipConfigurations: [configuration("one")],
      bgpSettings: { bgpPeeringAddresses: [bgp("one", "10.0.255.4", "10.0.255.4")] },
    },
    [["10.0.255.4", "?"]],
  ],
  [
    "a private address of the configuration",
    { ipConfigurations: [configuration("one", { privateIPAddress: "10.0.255.6" })] },
    [["10.0.255.6", "?"]],
  ],
])("gateway instances from %s", (_, properties, want) => {
  expect(instancesOf(properties)).toEqual(want);
});

const lng = resource("localNetworkGateways/l", {
  localNetworkAddressSpace: { addressPrefixes: ["192.168.0.0/16"] },
  bgpSettings: { asn: 65010, bgpPeeringAddress: "192.168.0.254" },
});

function connection(properties: object): object {
  return resource("connections/c", {
    connectionType: "IPsec",
    virtualNetworkGateway1: to("virtualNetworkGateways/g"),
    localNetworkGateway2: to("localNetworkGateways/l"),
    ...properties,
  });
}

test("a site-to-site connection", () => {
  const { model, diagnostics } = compile(
    hub,
    publicIp,
    gateway("g"),
    lng,
    connection({ connectionStatus: "NotConnected" }),
  );
  expect(diagnostics).toEqual([]);
  const [only] = model.connections.values();
  expect(only).toMatchObject({
    kind: "site",
    gateway: keyOf(idOf("virtualNetworkGateways/g")),
    localNetworkGateway: keyOf(idOf("localNetworkGateways/l")),
    circuit: undefined,
    usesBgp: false,
    isUp: false,
    weight: 0,
  });
  expect(only?.statusPlace.pointer).toBe("/properties/connectionStatus");
});

test.each([
  [
    "without a gateway",
    connection({ virtualNetworkGateway1: undefined }),
    ["property-invalid connections/c"],
    0,
  ],
  [
    "with a gateway that is not there",
    connection({ virtualNetworkGateway1: to("virtualNetworkGateways/x") }),
    ["reference-missing connections/c#/virtualNetworkGateway1"],
    0,
  ],
  [
    "without a site",
    connection({ localNetworkGateway2: undefined }),
    ["property-invalid connections/c"],
    1,
  ],
  [
    "of an unknown type",
    connection({ connectionType: "Pigeon" }),
    ["property-invalid connections/c#/connectionType"],
    0,
  ],
  ["of point-to-site clients", connection({ connectionType: "VPNClient" }), [], 0],
])("a connection %s", (_, written, said, count) => {
  const { model, diagnostics } = compile(hub, publicIp, gateway("g"), lng, written);
  expect(brief(diagnostics)).toEqual(said);
  expect(model.connections.size).toBe(count);
});

function prefixes(learned: LearnedRoutes | undefined): readonly string[] | undefined {
  return learned?.routes.map(({ prefix }) => formatPrefix(prefix));
}

const circuit = resource("expressRouteCircuits/er", {
  peerings: [{ name: "AzurePrivatePeering", properties: { peeringType: "AzurePrivatePeering" } }],
});
const overCircuit = connection({
  connectionType: "ExpressRoute",
  localNetworkGateway2: undefined,
  peer: to("expressRouteCircuits/er"),
});
const learn = (target: string, network = "192.168.0.0/24"): object =>
  fact("learnedRoutes", target.replaceAll("/", "-"), { target: to(target), routes: [{ network }] });

// A list may be about any of them; the model keeps it where it was given.
test.each([
  ["virtualNetworkGateways/g", "gateways"],
  ["connections/c", "connections"],
  ["expressRouteCircuits/er", "circuits"],
  ["expressRouteCircuits/er/peerings/AzurePrivatePeering", "circuits"],
] as const)("learned routes about %s are found in the %s", (target, map) => {
  const { model, diagnostics } = compile(
    hub,
    gateway("g", { gatewayType: "ExpressRoute" }),
    publicIp,
    circuit,
    overCircuit,
    learn(target),
  );
  expect(diagnostics).toEqual([]);
  const found = [
    ...model.gateways.values(),
    ...model.connections.values(),
    ...model.circuits.values(),
  ].filter(({ learned }) => learned !== undefined);
  expect(found.map(({ learned }) => prefixes(learned))).toEqual([["192.168.0.0/24"]]);
  expect(model[map].get(found[0]!.key)).toBe(found[0]);
});

// Files of captures are named after what they are about: name, diagnostics.
test.each([
  ["g", []],
  ["ER", []],
  ["twice", ["learned-routes-target learnedRoutes/f"]],
  ["gone", ["learned-routes-target learnedRoutes/f"]],
] as const)("a target may be a bare name: %s", (name, said) => {
  const { diagnostics } = compile(
    hub,
    gateway("g", { gatewayType: "ExpressRoute" }),
    publicIp,
    circuit,
    overCircuit,
    learn("connections/c"),
    resource("expressRouteCircuits/twice"),
    gateway("twice", { gatewayType: "Vpn" }),
    fact("learnedRoutes", "f", { target: { id: name }, routes: [] }),
  );
  const found = brief(diagnostics).filter((text) => text.includes("learned"));
  expect(found.map((text) => text.replace(/#.*/, ""))).toEqual(said);
});

test("two lists about one target are one list, in the order of their ids", () => {
  const second = { ...learn("connections/c", "192.168.1.0/24"), name: "another" };
  const { model } = compile(
    hub,
    publicIp,
    gateway("g"),
    lng,
    connection({}),
    learn("connections/c"),
    second,
  );
  const [only] = model.connections.values();
  expect(prefixes(only?.learned)).toEqual(["192.168.1.0/24", "192.168.0.0/24"]);
});

test("a Route Server with its peer and what the peer announces", () => {
  const { model, diagnostics } = compile(
    hub,
    resource("virtualHubs/rs", {
      hubRoutingPreference: "ASPath",
      allowBranchToBranchTraffic: true,
      virtualRouterAsn: 65515,
      virtualRouterIps: ["10.0.254.4", "10.0.254.5"],
    }),
    resource("virtualHubs/rs/ipConfigurations/c", {
      subnet: to("virtualNetworks/hub/subnets/RouteServerSubnet"),
    }),
    resource("virtualHubs/rs/bgpConnections/nva", { peerIp: "10.0.0.4", peerAsn: 65001 }),
    learn("virtualHubs/rs/bgpConnections/nva", "0.0.0.0/0"),
  );
  expect(diagnostics).toEqual([]);
  expect(model.hubs.size).toBe(0);
  const [server] = model.routeServers.values();
  expect(server).toMatchObject({
    preference: "asPath",
    joinsBranches: true,
    asn: 65515,
    network: keyOf(idOf("virtualNetworks/hub")),
  });
  expect(ips(server?.addresses ?? [])).toEqual(["10.0.254.4", "10.0.254.5"]);
  expect(server?.peers.map(({ name, asn, learned }) => [name, asn, prefixes(learned)])).toEqual([
    ["nva", 65001, ["0.0.0.0/0"]],
  ]);
});

test("a load balancer counts members from both sides", () => {
  const pool = idOf("loadBalancers/lb/backendAddressPools/p");
  const member = resource("networkInterfaces/n", {
    ipConfigurations: [
      { name: "c", properties: { loadBalancerBackendAddressPools: [{ id: pool }] } },
    ],
  });
  const balancer = (backendAddressPools: readonly object[]): object =>
    resource("loadBalancers/lb", {
      frontendIPConfigurations: [
        {
          name: "f",
          properties: { privateIPAddress: "10.0.0.9", subnet: to("virtualNetworks/hub/subnets/a") },
        },
        { name: "public" },
      ],
      backendAddressPools,
    });
  const count = (...resources: readonly object[]): number | undefined =>
    [...compile(hub, ...resources).model.loadBalancers.values()][0]?.backendCount;
  const configurations = [{ id: idOf("networkInterfaces/n/ipConfigurations/c") }];
  expect(count(balancer([{ name: "p" }]))).toBeUndefined();
  expect(count(balancer([{ name: "p", properties: { loadBalancerBackendAddresses: [] } }]))).toBe(
    0,
  );
  expect(count(balancer([{ name: "p" }]), member)).toBe(1);
  expect(
    count(
      balancer([{ name: "p", properties: { backendIPConfigurations: configurations } }]),
      member,
    ),
  ).toBe(1);
  expect(
    count(balancer([{ name: "p", properties: { backendIPConfigurations: configurations } }])),
  ).toBe(1);
  const [only] = compile(hub, balancer([])).model.loadBalancers.values();
  expect(ips(only?.frontends.map(({ address }) => address) ?? [])).toEqual(["10.0.0.9", "?"]);
});

test("firewalls in a network and in a hub", () => {
  const { model, diagnostics } = compile(
    hub,
    resource("virtualHubs/h", { virtualWan: to("virtualWans/w") }),
    resource("azureFirewalls/one", {
      ipConfigurations: [
        {
          properties: {
            privateIPAddress: "10.0.0.68",
            subnet: to("virtualNetworks/hub/subnets/a"),
          },
        },
        { properties: {} },
      ],
    }),
    resource("azureFirewalls/two", {
      virtualHub: to("virtualHubs/h"),
      hubIPAddresses: { privateIPAddress: "192.168.0.132" },
    }),
  );
  expect(diagnostics).toEqual([]);
  const found = [...model.firewalls.values()];
  expect(ips(found.map(({ address }) => address))).toEqual(["10.0.0.68", "192.168.0.132"]);
  expect(found.map(({ virtualHub }) => virtualHub)).toEqual([
    undefined,
    keyOf(idOf("virtualHubs/h")),
  ]);
});

test("places outside Azure, guests and public hosts", () => {
  const { model, diagnostics } = compile(
    hub,
    circuit,
    nic("nva", "hub/subnets/a", "10.0.0.4"),
    fact("onPremisesSites", "dc", {
      addressPrefixes: ["192.168.0.0/16"],
      connectedTo: [
        { ...to("expressRouteCircuits/er"), nextHop: "10.3.129.58" },
        to("connections/none"),
      ],
      internetEgress: { publicIPAddress: "203.0.113.7" },
      hosts: [{ name: "vm", ipAddress: "192.168.0.4" }],
    }),
    fact("guests", "nva", { networkInterface: to("networkInterfaces/nva"), forwarding: "SNAT" }),
    fact("publicHosts", "kms", {
      fqdns: ["kms.example"],
      ipAddresses: ["23.102.135.246"],
      port: 1688,
    }),
  );
  expect(brief(diagnostics)).toEqual(["reference-missing onPremisesSites/dc#/connectedTo/1"]);
  const [site] = model.sites.values();
  expect(site?.advertised).toEqual(site?.prefixes);
  expect(site?.links.map(({ key, nextHop }) => [key, ...ips([nextHop])])).toEqual([
    [keyOf(idOf("expressRouteCircuits/er")), "10.3.129.58"],
  ]);
  expect([...model.guests.values()].map(({ forwarding }) => forwarding)).toEqual(["snat"]);
  expect([...model.publicHosts.values()][0]).toMatchObject({ port: 1688, accepts: "any" });
});
