// The networks and gateways that the tests of section 3 of the rules are about.
import {
  circuitConnection,
  expressRouteGateway,
  learned,
  localSite,
  networkConnection,
  routeServer,
  siteConnection,
  vpnGateway,
} from "./build-gateway.ts";
import { network, table } from "./build-network.ts";

/** A network with room for every kind of gateway; its subnet `app` has the table `rt`. */
export const hub = network("hub", {
  space: ["10.0.0.0/16"],
  subnets: {
    app: { prefix: "10.0.0.0/24", table: "rt" },
    nva: "10.0.2.0/24",
    GatewaySubnet: "10.0.255.0/27",
    RouteServerSubnet: "10.0.254.0/27",
  },
});

/** The table of the hub without any route. */
export const noRoutes = table("rt", []);

/** A network to be peered with the hub; its subnet `web` has the table `rt`. */
export const spoke = network("spoke", {
  space: ["10.1.0.0/16"],
  subnets: { app: "10.1.0.0/24", web: { prefix: "10.1.1.0/24", table: "rt" } },
});

/** A network at the other end of a tunnel. */
export const far = network("far", {
  space: ["10.8.0.0/16"],
  subnets: { app: "10.8.0.0/24", GatewaySubnet: "10.8.255.0/27" },
});

/** An active-standby gateway of the hub. */
export const standby = vpnGateway("gw", "hub", { public: "20.0.0.1" });

/** An active-active gateway of the hub. */
export const pair = vpnGateway("gw", "hub", { instances: ["10.0.255.4", "10.0.255.5"] });

/** A site without BGP. */
export const site = localSite("site", ["192.168.0.0/24"]);

/** A site that speaks BGP and lists its own peer address. */
export const bgpSite = localSite("site", ["192.168.0.254/32"], "192.168.0.254");

/** The property of a connection that speaks BGP. */
export const bgp = { enableBgp: true };

/** The gateway of the far network. */
export const tunnel = [
  vpnGateway("far-gw", "far", {
    public: "20.0.0.8",
    more: { bgpSettings: { asn: 65008, bgpPeeringAddress: "10.8.255.30" } },
  }),
];

/** An ExpressRoute gateway of the hub. */
export const er = expressRouteGateway("er", "hub");

/** A Route Server of the hub with two peers, of which lists tell what they announce. */
export function server(preference?: "ExpressRoute" | "VpnGateway" | "ASPath") {
  return routeServer("rs", "hub", {
    ...(preference === undefined ? {} : { preference }),
    peers: { nva1: "10.0.2.4", nva2: "10.0.2.5" },
  });
}

/** A hub with BGP over a tunnel and over a circuit. */
export const overBoth = (viaVpn: readonly string[], viaCircuit: readonly string[]) => [
  hub,
  standby,
  localSite("site", [], "192.168.0.254"),
  siteConnection("conn", "gw", "site", bgp),
  learned(["connections", "conn"], viaVpn),
  er,
  circuitConnection("cir", "er"),
  learned(["connections", "cir"], viaCircuit),
];

/** The far network with a tunnel to the hub, as it sees the hub. */
export const joined = [
  far,
  tunnel,
  standby,
  networkConnection("far-hub", "far-gw", "gw", bgp),
] as const;
