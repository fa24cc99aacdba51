import { fact, type Json, reference, resource, subnetReference } from "./arm-json.ts";

/** A VPN gateway: `public` makes it active-standby, `instances` active-active. */
export interface VpnGatewayParts {
  /** Address that an active-standby gateway shows. */
  readonly public?: string;
  /** Private addresses; two or more make the gateway active-active. */
  readonly instances?: readonly string[];
  /** Pool of point-to-site clients. */
  readonly pool?: string;
  /** Name of the local network gateway of the default site. */
  readonly defaultSite?: string;
  readonly more?: Json;
}

/** A VPN gateway in the GatewaySubnet of a network, with its public addresses. */
export function vpnGateway(name: string, host: string, parts: VpnGatewayParts): readonly Json[] {
  const { instances = [], pool, defaultSite, more = {} } = parts;
  const isActiveActive = instances.length > 1;
  const count = Math.max(1, instances.length);
  const names = Array.from({ length: count }, (_, at) => `${name}-${at}`);
  return [
    ...(parts.public === undefined
      ? []
      : [resource("publicIPAddresses", `${name}-0`, { ipAddress: parts.public })]),
    resource("virtualNetworkGateways", name, {
      gatewayType: "Vpn",
      vpnType: "RouteBased",
      sku: { name: "VpnGw1", tier: "VpnGw1" },
      activeActive: isActiveActive,
      ipConfigurations: names.map((own, at) => ({
        id: `${reference("virtualNetworkGateways", name).id}/ipConfigurations/${own}`,
        name: own,
        properties: {
          subnet: subnetReference(`${host}/GatewaySubnet`),
          ...(parts.public !== undefined && at === 0
            ? { publicIPAddress: reference("publicIPAddresses", own) }
            : {}),
        },
      })),
      bgpSettings: {
        asn: 65515,
        bgpPeeringAddresses: instances.map((address, at) => ({
          ipconfigurationId: `${reference("virtualNetworkGateways", name).id}/ipConfigurations/${names[at]}`,
          defaultBgpIpAddresses: [address],
        })),
      },
      ...(pool === undefined
        ? {}
        : { vpnClientConfiguration: { vpnClientAddressPool: { addressPrefixes: [pool] } } }),
      ...(defaultSite === undefined
        ? {}
        : { gatewayDefaultSite: reference("localNetworkGateways", defaultSite) }),
      ...more,
    }),
  ];
}

/** An ExpressRoute gateway in the GatewaySubnet of a network. */
export function expressRouteGateway(name: string, host: string, more: Json = {}): Json {
  return resource("virtualNetworkGateways", name, {
    gatewayType: "ExpressRoute",
    sku: { name: "ErGw1AZ", tier: "ErGw1AZ" },
    ipConfigurations: [
      { name: "ip", properties: { subnet: subnetReference(`${host}/GatewaySubnet`) } },
    ],
    ...more,
  });
}

/** What a VPN gateway knows of a site: its prefixes, and its BGP address where it speaks BGP. */
export function localSite(name: string, prefixes: readonly string[], bgpAddress?: string): Json {
  return resource("localNetworkGateways", name, {
    localNetworkAddressSpace: { addressPrefixes: prefixes },
    ...(bgpAddress === undefined
      ? {}
      : { bgpSettings: { asn: 65010, bgpPeeringAddress: bgpAddress } }),
  });
}

/** A tunnel between a VPN gateway and a site; `more` holds properties such as `enableBgp`. */
export function siteConnection(name: string, gateway: string, site: string, more: Json = {}): Json {
  return resource("connections", name, {
    connectionType: "IPsec",
    virtualNetworkGateway1: reference("virtualNetworkGateways", gateway),
    localNetworkGateway2: reference("localNetworkGateways", site),
    ...more,
  });
}

/** A tunnel between two VPN gateways, seen from the first. */
export function networkConnection(
  name: string,
  gateway: string,
  remote: string,
  more: Json = {},
): Json {
  return resource("connections", name, {
    connectionType: "Vnet2Vnet",
    virtualNetworkGateway1: reference("virtualNetworkGateways", gateway),
    virtualNetworkGateway2: reference("virtualNetworkGateways", remote),
    ...more,
  });
}

/** A circuit and the connection of an ExpressRoute gateway to it, both under one name. */
export function circuitConnection(name: string, gateway: string, more: Json = {}): readonly Json[] {
  return [resource("expressRouteCircuits", name, {}), circuitLink(name, gateway, name, more)];
}

/** A connection of an ExpressRoute gateway to a circuit that is there already. */
export function circuitLink(name: string, gateway: string, circuit: string, more: Json = {}): Json {
  return resource("connections", name, {
    connectionType: "ExpressRoute",
    virtualNetworkGateway1: reference("virtualNetworkGateways", gateway),
    peer: reference("expressRouteCircuits", circuit),
    ...more,
  });
}

/** What a Route Server is asked to prefer, and the addresses of its peers by name. */
export interface RouteServerParts {
  readonly preference?: "ExpressRoute" | "VpnGateway" | "ASPath";
  readonly joinsBranches?: boolean;
  readonly peers?: Readonly<Record<string, string>>;
}

/** A Route Server in the RouteServerSubnet of a network. */
export function routeServer(name: string, host: string, parts: RouteServerParts): readonly Json[] {
  const { preference, joinsBranches = false, peers = {} } = parts;
  return [
    resource("virtualHubs", name, {
      sku: "Standard",
      virtualRouterAsn: 65515,
      allowBranchToBranchTraffic: joinsBranches,
      ...(preference === undefined ? {} : { hubRoutingPreference: preference }),
    }),
    resource("virtualHubs/ipConfigurations", `${name}/ip`, {
      subnet: subnetReference(`${host}/RouteServerSubnet`),
    }),
    ...Object.entries(peers).map(([peer, peerIp]) =>
      resource("virtualHubs/bgpConnections", `${name}/${peer}`, { peerIp, peerAsn: 65001 }),
    ),
  ];
}

/** Type and name of what has learned routes. */
export type LearnedAt = readonly [type: string, name: string];

/** A BGP peer of a Route Server or hub. */
export function peerOf(server: string, peer: string): LearnedAt {
  return ["virtualHubs/bgpConnections", `${server}/${peer}`];
}

/**
 * All that was learned by BGP at a connection, gateway or peer, from lines `PREFIX NEXTHOP [ASPATH
 * [ORIGIN [INSTANCE]]]`. A dash stands for what is absent; without an origin the route is external.
 */
export function learned([type, name]: LearnedAt, lines: readonly string[]): Json {
  return fact("learnedRoutes", `${type}-${name}`.replaceAll("/", "-"), {
    target: reference(type, name),
    routes: lines.map((line) => {
      const [prefix, nextHop, asPath = "-", origin = "EBgp", localAddress = "-"] = line.split(" ");
      return {
        network: prefix,
        ...(nextHop === "-" ? {} : { nextHop }),
        asPath: asPath === "-" ? "" : asPath,
        origin,
        ...(localAddress === "-" ? {} : { localAddress }),
      };
    }),
  });
}

/** A place outside Azure that announces prefixes over connections or circuits. */
export function announcing(
  name: string,
  prefixes: readonly string[],
  links: readonly Json[],
): Json {
  return fact("onPremisesSites", name, {
    addressPrefixes: prefixes,
    asn: 65010,
    connectedTo: links,
  });
}
