// What gateways and Route Servers have by BGP, and what they tell their neighbors. The tables are
// those of recorded gateways, shortened.
import { expect, test } from "vitest";
import type { Gateway, Model } from "../../src/model/index.ts";
import { formatIp, formatPrefix, type Ip, parseIp } from "../../src/net/index.ts";
import {
  bgpAnnouncementsTo,
  bgpRoutesOf,
  bgpSessionsOf,
  circuitRoutesOf,
  routeServerAnnouncements,
  routeServerRoutes,
} from "../../src/route/index.ts";
import {
  circuitConnection,
  expressRouteGateway,
  learned,
  localSite,
  networkConnection,
  peerOf,
  routeServer,
  siteConnection,
  vpnGateway,
} from "./build-gateway.ts";
import { network, transit } from "./build-network.ts";
import { compile, type Estate, estate } from "./estate.ts";

const bgp = { enableBgp: true };

const hub = network("hub", {
  space: ["10.10.0.0/16"],
  subnets: { GatewaySubnet: "10.10.0.0/26", RouteServerSubnet: "10.10.0.64/26" },
});
const spoke = network("spoke", { space: ["10.11.0.0/24"] });
const onPremises = network("onprem", {
  space: ["10.40.0.0/16"],
  subnets: { GatewaySubnet: "10.40.0.0/26" },
});

/** Two active-active gateways that know each other by BGP, as the recorded lab has them. */
const lab = estate(
  hub,
  spoke,
  onPremises,
  transit("hub", "spoke"),
  vpnGateway("hubgw", "hub", { instances: ["10.10.0.4", "10.10.0.5"], more: bgp }),
  vpnGateway("opgw", "onprem", {
    instances: ["10.40.0.4", "10.40.0.5"],
    more: { ...bgp, bgpSettings: numbered("opgw", ["10.40.0.4", "10.40.0.5"], 65000) },
  }),
  networkConnection("to-op", "hubgw", "opgw", bgp),
  networkConnection("to-hub", "opgw", "hubgw", bgp),
);

function numbered(name: string, addresses: readonly string[], asn: number) {
  return {
    asn,
    bgpPeeringAddresses: addresses.map((address, at) => ({
      ipconfigurationId: `/ipConfigurations/${name}-${at}`,
      defaultBgpIpAddresses: [address],
    })),
  };
}

function called(base: Estate, name: string): readonly [Model, Gateway] {
  const { model } = compile(base);
  const gateway = [...model.gateways.values()].find((one) => one.name === name);
  expect(gateway, name).toBeDefined();
  return [model, gateway!];
}

const text = (ip: Ip | undefined): string => (ip === undefined ? "-" : formatIp(ip));

function learnedBy(base: Estate, name: string, local: string): readonly string[] {
  return bgpRoutesOf(...called(base, name))
    .filter((route) => text(route.local) === local)
    .map(({ prefix, origin, nextHop, peer, asPath }) =>
      [formatPrefix(prefix), origin, text(nextHop), text(peer), asPath.join("-")].join(" ").trim(),
    );
}

function announcedBy(base: Estate, name: string, neighbor: string): readonly string[] {
  return bgpAnnouncementsTo(...called(base, name), parseIp(neighbor)!).map(
    ({ local, prefix, asPath }) =>
      `${formatIp(local)} ${formatPrefix(prefix)} ${asPath.join("-")}`.trim(),
  );
}

test("CAP-29: an instance has its network, its peers' host routes, and each prefix from both peers and its twin", () => {
  expect(learnedBy(lab, "opgw", "10.40.0.5")).toEqual([
    "10.40.0.0/16 network - 10.40.0.5",
    "10.10.0.0/16 external 10.10.0.4 10.10.0.4 65515",
    "10.10.0.0/16 external 10.10.0.5 10.10.0.5 65515",
    "10.10.0.0/16 internal 10.40.0.4 10.40.0.4 65515",
    "10.11.0.0/24 external 10.10.0.4 10.10.0.4 65515",
    "10.11.0.0/24 external 10.10.0.5 10.10.0.5 65515",
    "10.11.0.0/24 internal 10.40.0.4 10.40.0.4 65515",
    "10.10.0.4/32 network - 10.40.0.5",
    "10.10.0.4/32 internal 10.40.0.4 10.40.0.4",
    "10.10.0.5/32 network - 10.40.0.5",
    "10.10.0.5/32 internal 10.40.0.4 10.40.0.4",
  ]);
});

test("CAP-29: transit spokes are the gateway's own", () => {
  expect(learnedBy(lab, "hubgw", "10.10.0.4").slice(0, 2)).toEqual([
    "10.10.0.0/16 network - 10.10.0.4",
    "10.11.0.0/24 network - 10.10.0.4",
  ]);
});

test("CAP-29: a list of what a gateway has learned is given as it is", () => {
  const told = estate(
    lab.resources,
    learned(["virtualNetworkGateways", "opgw"], ["10.99.0.0/16 10.10.0.4 65515 EBgp 10.40.0.4"]),
  );
  expect(learnedBy(told, "opgw", "10.40.0.4")).toEqual([
    "10.99.0.0/16 external 10.10.0.4 10.10.0.4 65515",
  ]);
});

const quiet = estate(
  hub,
  vpnGateway("hubgw", "hub", { instances: ["10.10.0.62"], public: "20.0.0.1" }),
  localSite("site", ["192.168.0.0/24"]),
  siteConnection("conn", "hubgw", "site"),
);

test("CAP-29: a gateway without BGP has learned nothing and has no sessions", () => {
  expect(learnedBy(quiet, "hubgw", "10.10.0.62")).toEqual([]);
  expect(bgpSessionsOf(...called(quiet, "hubgw"))).toEqual([]);
});

const mixed = estate(
  hub,
  vpnGateway("hubgw", "hub", { instances: ["10.10.0.62"], pool: "172.16.0.0/24", more: bgp }),
  localSite("site", ["192.168.0.254/32"], "192.168.0.254"),
  siteConnection("conn", "hubgw", "site", bgp),
  localSite("still", ["192.168.9.0/24"]),
  siteConnection("still", "hubgw", "still"),
  learned(
    ["connections", "conn"],
    ["192.168.0.0/16 192.168.0.254 65010", "0.0.0.0/0 192.168.0.254 65010"],
  ),
);

test("CAP-29: what is configured is Network, what a connection's list tells has its own next hop", () => {
  expect(learnedBy(mixed, "hubgw", "10.10.0.62")).toEqual([
    "10.10.0.0/16 network - 10.10.0.62",
    "192.168.0.254/32 network - 10.10.0.62",
    "192.168.9.0/24 network - 10.10.0.62",
    "172.16.0.0/24 network - 10.10.0.62",
    "192.168.0.0/16 external 192.168.0.254 192.168.0.254 65010",
    "0.0.0.0/0 external 192.168.0.254 192.168.0.254 65010",
  ]);
});

function sessionsOf(base: Estate, name: string): readonly string[] {
  return bgpSessionsOf(...called(base, name)).map(
    ({ local, neighbor, asn, kind, isUp }) =>
      `${formatIp(local)} ${formatIp(neighbor)} ${asn} ${kind}${isUp ? "" : " down"}`,
  );
}

test("CAP-30: every instance with every peer, its twin and itself", () => {
  expect(sessionsOf(lab, "opgw")).toEqual([
    "10.40.0.4 10.10.0.4 65515 remote",
    "10.40.0.4 10.10.0.5 65515 remote",
    "10.40.0.4 10.40.0.4 65000 self",
    "10.40.0.4 10.40.0.5 65000 twin",
    "10.40.0.5 10.10.0.4 65515 remote",
    "10.40.0.5 10.10.0.5 65515 remote",
    "10.40.0.5 10.40.0.4 65000 twin",
    "10.40.0.5 10.40.0.5 65000 self",
  ]);
  expect(sessionsOf(mixed, "hubgw")).toEqual(["10.10.0.62 192.168.0.254 65010 remote"]);
});

const server = routeServer("rs", "hub", { joinsBranches: true, peers: { nva: "10.10.1.4" } }).map(
  (one) =>
    "kind" in one || !`${(one as { id?: string }).id}`.endsWith("virtualHubs/rs")
      ? one
      : {
          ...one,
          properties: {
            ...(one as { properties: object }).properties,
            virtualRouterIps: ["10.10.0.68", "10.10.0.69"],
          },
        },
);
const withServer = estate(
  lab.resources,
  server,
  learned(peerOf("rs", "nva"), ["10.31.0.0/24 10.10.1.4 65001"]),
);

test("GW-21, CAP-29, CAP-30: a Route Server that joins branches is a peer, and the appliance stays the next hop", () => {
  expect(sessionsOf(withServer, "hubgw").filter((line) => line.startsWith("10.10.0.4 "))).toEqual([
    "10.10.0.4 10.40.0.4 65000 remote",
    "10.10.0.4 10.40.0.5 65000 remote",
    "10.10.0.4 10.10.0.4 65515 self",
    "10.10.0.4 10.10.0.5 65515 twin",
    "10.10.0.4 10.10.0.68 65515 routeServer",
    "10.10.0.4 10.10.0.69 65515 routeServer",
  ]);
  expect(learnedBy(withServer, "hubgw", "10.10.0.4").slice(-2)).toEqual([
    "10.31.0.0/24 internal 10.10.1.4 10.10.0.68 65001",
    "10.31.0.0/24 internal 10.10.1.4 10.10.0.69 65001",
  ]);
});

test("CAP-31: an instance announces with its own number in front", () => {
  expect(announcedBy(lab, "hubgw", "10.40.0.5")).toEqual([
    "10.10.0.4 10.10.0.0/16 65515",
    "10.10.0.4 10.11.0.0/24 65515",
    "10.10.0.5 10.10.0.0/16 65515",
    "10.10.0.5 10.11.0.0/24 65515",
  ]);
});

test("CAP-31: what others have announced keeps their path, and an address that is no peer hears nothing", () => {
  expect(announcedBy(withServer, "hubgw", "10.40.0.4")).toContain(
    "10.10.0.4 10.31.0.0/24 65515-65001",
  );
  expect(announcedBy(lab, "hubgw", "10.99.0.1")).toEqual([]);
});

test("CAP-31: a Route Server announces its network and, from gateways, what they have learned", () => {
  const { model } = compile(withServer);
  const [one] = [...model.routeServers.values()];
  const [peer] = one!.peers;
  expect(
    routeServerAnnouncements(model, one!, peer!).map(
      ({ local, prefix, asPath }) =>
        `${formatIp(local)} ${formatPrefix(prefix)} ${asPath.join("-")}`,
    ),
  ).toEqual(
    ["10.10.0.68", "10.10.0.69"].flatMap((local) => [
      `${local} 10.10.0.0/16 65515`,
      `${local} 10.11.0.0/24 65515`,
      `${local} 10.40.0.0/16 65515-65000`,
      `${local} 10.40.0.4/32 65515`,
      `${local} 10.40.0.5/32 65515`,
    ]),
  );
  expect(routeServerRoutes(one!, peer!).map(({ local }) => formatIp(local))).toEqual([
    "10.10.0.68",
    "10.10.0.69",
  ]);
});

test("CAP-31: a peer whose address nobody has is told nothing", () => {
  const { model } = compile(estate(hub, server));
  const [one] = [...model.routeServers.values()];
  expect(routeServerAnnouncements(model, one!, one!.peers[0]!)).toEqual([]);
});

test("GW-26, CAP-29, CAP-30: an ExpressRoute gateway peers with the edge routers, whose number stands first", () => {
  const one = estate(
    hub,
    expressRouteGateway("ergw", "hub", {
      bgpSettings: { asn: 65515, bgpPeeringAddress: "10.10.0.12,10.10.0.13" },
    }),
    circuitConnection("er", "ergw"),
    learned(["expressRouteCircuits", "er"], ["192.168.0.0/16 10.10.0.4 64512"]),
  );
  expect(sessionsOf(one, "ergw")).toEqual(["10.10.0.13 10.10.0.4 12076 edge"]);
  expect(learnedBy(one, "ergw", "10.10.0.13")).toEqual([
    "10.10.0.0/16 network - 10.10.0.13",
    "192.168.0.0/16 external 10.10.0.4 10.10.0.4 12076-64512",
  ]);
  expect(announcedBy(one, "ergw", "10.10.0.4")).toEqual(["10.10.0.13 10.10.0.0/16 65515"]);
});

test("CAP-32: a circuit's table has a prefix once per instance, and the customer's as he sent them", () => {
  const { model } = compile(
    estate(
      hub,
      expressRouteGateway("ergw", "hub", {
        bgpSettings: { asn: 65515, bgpPeeringAddress: "10.10.0.12,10.10.0.13" },
      }),
      circuitConnection("er", "ergw"),
      learned(["expressRouteCircuits", "er"], ["192.168.0.0/16 169.254.0.1 12076-64512"]),
    ),
  );
  const [circuit] = [...model.circuits.values()];
  expect(
    circuitRoutesOf(model, circuit!).map(({ prefix, nextHop, asPath, isBest, from }) =>
      [formatPrefix(prefix), `${text(nextHop)}${isBest ? "*" : ""}`, asPath.join(" "), from].join(
        " ",
      ),
    ),
  ).toEqual([
    "10.10.0.0/16 10.10.0.12* 65515 azure",
    "10.10.0.0/16 10.10.0.13 65515 azure",
    "192.168.0.0/16 169.254.0.1* 64512 customer",
  ]);
});
