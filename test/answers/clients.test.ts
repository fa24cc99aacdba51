// What clients of Azure make of our answers, and that no request makes an answer throw.
import fc from "fast-check";
import { expect, test } from "vitest";
import * as answers from "../../src/report/answers/index.ts";
import { fact, idOf, network, nic, resource, to } from "../resources.ts";
import { lostBy } from "../wire-mapper.ts";
import { ask, bodyOf, estateOf } from "./ask.ts";

const machine = idOf("virtualMachines/vm").replace("Network/", "Compute/");
const hub = "virtualHubs/hub";
const server = "virtualHubs/rs";
const circuit = "expressRouteCircuits/er/peerings/AzurePrivatePeering";
const learned = (target: string) =>
  fact("learnedRoutes", target.replaceAll("/", "-"), {
    target: to(target),
    routes: [{ network: "192.168.0.0/16", nextHop: "10.0.9.9", asPath: "65010", origin: "EBgp" }],
  });
function gateway(name: string, gatewayType: string, more: object = {}) {
  return resource(`virtualNetworkGateways/${name}`, {
    gatewayType,
    enableBgp: true,
    ipConfigurations: [{ properties: { subnet: to("virtualNetworks/v/subnets/GatewaySubnet") } }],
    ...more,
  });
}

const estate = estateOf(
  [
    network("v", "10.0.0.0/16", {
      subnets: {
        a: {
          addressPrefix: "10.0.0.0/24",
          networkSecurityGroup: to("networkSecurityGroups/g"),
          routeTable: to("routeTables/rt"),
        },
        GatewaySubnet: "10.0.1.0/24",
        RouteServerSubnet: "10.0.2.0/24",
      },
    }),
    resource("routeTables/rt", {
      routes: [
        {
          name: "out",
          properties: {
            addressPrefix: "0.0.0.0/0",
            nextHopType: "VirtualAppliance",
            nextHopIpAddress: "10.0.0.9",
          },
        },
      ],
    }),
    resource("networkSecurityGroups/g"),
    nic("n", "v/subnets/a", "10.0.0.4", { virtualMachine: { id: machine } }),
    { id: machine, name: "vm", location: "westus", properties: {} },
    gateway("vpn", "Vpn", { bgpSettings: { asn: 65515, bgpPeeringAddress: "10.0.1.254" } }),
    gateway("er", "ExpressRoute", {
      bgpSettings: { asn: 65515, bgpPeeringAddress: "10.0.1.12,10.0.1.13" },
    }),
    learned("virtualNetworkGateways/vpn"),
    resource("expressRouteCircuits/er"),
    resource("connections/er", {
      connectionType: "ExpressRoute",
      virtualNetworkGateway1: to("virtualNetworkGateways/er"),
      peer: to("expressRouteCircuits/er"),
    }),
    resource(server, { virtualRouterAsn: 65515, virtualRouterIps: ["10.0.2.4", "10.0.2.5"] }),
    resource(`${server}/ipConfigurations/i`, {
      subnet: to("virtualNetworks/v/subnets/RouteServerSubnet"),
    }),
    resource(`${server}/bgpConnections/p`, { peerIp: "10.0.0.4", peerAsn: 65001 }),
    learned(`${server}/bgpConnections/p`),
    resource(hub, { virtualWan: to("virtualWans/w"), addressPrefix: "10.9.0.0/23" }),
    resource(`${hub}/hubRouteTables/defaultRouteTable`, { labels: ["default"], routes: [] }),
    resource(`${hub}/hubVirtualNetworkConnections/c`, {
      remoteVirtualNetwork: to("virtualNetworks/w"),
    }),
    network("w", "10.8.0.0/16"),
  ],
  { tags: { Storage: ["20.60.0.0/16"] } },
);
const location = "/subscriptions/s/providers/Microsoft.Network/locations/westus";
const connection = { resourceUri: idOf(`${hub}/hubVirtualNetworkConnections/c`) };

interface Row {
  readonly answer: answers.Answer<object>;
  readonly mapper: string;
  readonly target: string;
  readonly body?: object;
  readonly query?: Record<string, string>;
  /** What clients do not take in although Azure sends it. */
  readonly lost?: RegExp;
}

const watched = {
  targetResourceId: machine,
  sourceIPAddress: "10.0.0.4",
  destinationIPAddress: "8.8.8.8",
  direction: "Outbound",
  protocol: "TCP",
  localIPAddress: "10.0.0.4",
  localPort: "*",
  remoteIPAddress: "8.8.8.8",
  remotePort: "443",
  targetResourceGroupName: "rg",
  source: { resourceId: machine },
  destination: { address: "8.8.8.8", port: 443 },
  profiles: [
    { direction: "Inbound", protocol: "TCP", source: "*", destination: "*", destinationPort: "80" },
  ],
};
const watcher = { target: "networkWatchers/w", body: watched };
const vpn = "virtualNetworkGateways/vpn";
const list = { target: location };

const rows: Readonly<Record<keyof typeof answers, Row>> = {
  effectiveRoutes: {
    answer: answers.effectiveRoutes,
    mapper: "EffectiveRouteListResult",
    target: "networkInterfaces/n",
    lost: /\/(hasBgpOverride|destinationServiceTags|tagMap): unknown$/,
  },
  // The mapper takes a text where Azure sends an object.
  effectiveSecurityGroups: {
    answer: answers.effectiveSecurityGroups,
    mapper: "EffectiveNetworkSecurityGroupListResult",
    target: "networkInterfaces/n",
    lost: /\/tagMap: not string$/,
  },
  nextHop: { answer: answers.nextHop, mapper: "NextHopResult", ...watcher },
  ipFlow: {
    answer: answers.ipFlow,
    mapper: "VerificationIPFlowResult",
    ...watcher,
    lost: /^ruleId: unknown$/,
  },
  securityView: { answer: answers.securityView, mapper: "SecurityGroupViewResult", ...watcher },
  networkDiagnostic: {
    answer: answers.networkDiagnostic,
    mapper: "NetworkConfigurationDiagnosticResponse",
    ...watcher,
  },
  topology: { answer: answers.topology, mapper: "Topology", ...watcher },
  connectivity: {
    answer: answers.connectivity,
    mapper: "ConnectivityInformation",
    ...watcher,
    lost: /^errors: unknown$/,
  },
  learnedRoutes: { answer: answers.learnedRoutes, mapper: "GatewayRouteListResult", target: vpn },
  advertisedRoutes: {
    answer: answers.advertisedRoutes,
    mapper: "GatewayRouteListResult",
    target: vpn,
    query: { peer: "10.0.9.9" },
  },
  bgpPeers: { answer: answers.bgpPeers, mapper: "BgpPeerStatusListResult", target: vpn },
  circuitRoutes: {
    answer: answers.circuitRoutes,
    mapper: "ExpressRouteCircuitsRoutesTableListResult",
    target: `${circuit}/routeTables/primary`,
  },
  circuitSummary: {
    answer: answers.circuitSummary,
    mapper: "ExpressRouteCircuitsRoutesTableSummaryListResult",
    target: `${circuit}/routeTablesSummary/primary`,
  },
  circuitNeighbors: {
    answer: answers.circuitNeighbors,
    mapper: "ExpressRouteCircuitsArpTableListResult",
    target: `${circuit}/arpTables/primary`,
  },
  // The client reads a dictionary of lists, for which it has no mapper of a name.
  routeServerLearned: {
    answer: answers.routeServerLearned,
    mapper: "PeerRoute",
    target: `${server}/bgpConnections/p`,
    lost: /^RouteServiceRole_IN_[01]: unknown$/,
  },
  routeServerAdvertised: {
    answer: answers.routeServerAdvertised,
    mapper: "PeerRoute",
    target: `${server}/bgpConnections/p`,
    lost: /^RouteServiceRole_IN_[01]: unknown$/,
  },
  hubRoutes: { answer: answers.hubRoutes, mapper: "VirtualHubEffectiveRouteList", target: hub },
  inboundRoutes: {
    answer: answers.inboundRoutes,
    mapper: "EffectiveRouteMapRouteList",
    target: hub,
    body: connection,
  },
  outboundRoutes: {
    answer: answers.outboundRoutes,
    mapper: "EffectiveRouteMapRouteList",
    target: hub,
    body: connection,
  },
  serviceTags: {
    answer: answers.serviceTags,
    mapper: "ServiceTagsListResult",
    ...list,
    lost: /\/networkFeatures: unknown$/,
  },
  serviceTagDetails: {
    answer: answers.serviceTagDetails,
    mapper: "ServiceTagInformationListResult",
    ...list,
    lost: /\/networkFeatures: unknown$/,
  },
  dnsNameAvailability: {
    answer: answers.dnsNameAvailability,
    mapper: "DnsNameAvailabilityResult",
    ...list,
    query: { domainNameLabel: "shop" },
  },
  delegations: { answer: answers.delegations, mapper: "AvailableDelegationsResult", ...list },
  endpointServices: {
    answer: answers.endpointServices,
    mapper: "EndpointServicesListResult",
    ...list,
  },
  serviceAliases: {
    answer: answers.serviceAliases,
    mapper: "AvailableServiceAliasesResult",
    ...list,
  },
  ipAvailability: {
    answer: answers.ipAvailability,
    mapper: "IPAddressAvailabilityResult",
    target: "virtualNetworks/v",
    query: { ipAddress: "10.0.0.4" },
  },
  networkUsages: {
    answer: answers.networkUsages,
    mapper: "VirtualNetworkListUsageResult",
    target: "virtualNetworks/v",
  },
};

test.each(Object.entries(rows))("%s reaches a client whole", (_, row) => {
  const { answer, target, body, query = {}, mapper, lost } = row;
  const answered = bodyOf(ask(answer, estate, target, { body, query }));
  const losses = lostBy(mapper, answered);
  expect(losses.filter((one) => lost?.test(one) !== true)).toEqual([]);
  // A loss that is listed happens.
  expect(losses.length > 0).toBe(lost !== undefined);
});

test("routes of a Route Server are rows that a client knows", () => {
  const target = `${server}/bgpConnections/p`;
  for (const answer of [answers.routeServerLearned, answers.routeServerAdvertised]) {
    const routes = Object.values(bodyOf(ask(answer, estate, target))).flat();
    expect(routes.length).toBeGreaterThan(0);
    expect(routes.flatMap((route) => lostBy("PeerRoute", route))).toEqual([]);
  }
});

test("the check tells what a client would lose", () => {
  expect(lostBy("NextHopResult", { nextHopType: 7, extra: 1 })).toEqual([
    "nextHopType: not string",
    "extra: unknown",
  ]);
  expect(lostBy("HopLink", { properties: { roundTripTimeMin: "x", other: 1 } })).toEqual([
    "properties/roundTripTimeMin: not number",
    "properties/other: unknown",
  ]);
});

const leaf = fc.oneof(
  fc.constantFrom(...Object.values(watched).filter((one) => typeof one === "string")),
  fc.constantFrom(machine, idOf("networkInterfaces/n"), idOf("virtualNetworks/v/subnets/a"), "*"),
  fc.string(),
  fc.integer(),
  fc.constant(null),
);
const names = fc.constantFrom(...Object.keys(watched), "resourceId", "address", "port", "id");
const bodies = fc.dictionary(
  names,
  fc.oneof(leaf, fc.dictionary(names, leaf), fc.array(fc.dictionary(names, leaf))),
);

test("no request makes an answer throw", () => {
  const kinds = new Set<string>();
  const targets = Object.values(rows).map(({ target }) => target);
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(rows)),
      fc.constantFrom(...targets, "/", "", "networkInterfaces/none"),
      fc.oneof(
        bodies,
        bodies.map((body) => ({ ...watched, ...body })),
        fc.anything(),
      ),
      fc.dictionary(
        fc.constantFrom("peer", "ipAddress", "domainNameLabel", "tagName"),
        fc.string(),
      ),
      ({ answer }, target, body, query) => {
        const outcome = ask(answer, estate, target, { body, query });
        kinds.add(outcome.kind);
        JSON.stringify(outcome);
      },
    ),
    { numRuns: 600 },
  );
  expect([...kinds].sort()).toEqual(["answered", "refused"]);
});
