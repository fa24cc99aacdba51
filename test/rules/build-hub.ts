import { fact, type Json, reference, resource } from "./arm-json.ts";

/** A hub of the one virtual WAN of an estate. */
export interface HubParts {
  readonly prefix: string;
  /** Public address of its router, which spokes show. */
  readonly router: string;
  readonly region?: string;
  readonly more?: Json;
}

/** A virtual hub and the address of its router. */
export function virtualHub(name: string, parts: HubParts): readonly Json[] {
  const { prefix, router, region = "westeurope", more = {} } = parts;
  return [
    resource(
      "virtualHubs",
      name,
      {
        virtualWan: reference("virtualWans", "wan"),
        addressPrefix: prefix,
        ...more,
      },
      { location: region },
    ),
    fact("virtualHubRouters", name, {
      virtualHub: reference("virtualHubs", name),
      publicIPAddress: router,
    }),
  ];
}

/** The connection of a network to a hub; its name is the network's. */
export function hubConnection(hub: string, spoke: string, more: Json = {}): Json {
  return resource("virtualHubs/hubVirtualNetworkConnections", `${hub}/${spoke}`, {
    remoteVirtualNetwork: reference("virtualNetworks", spoke),
    ...more,
  });
}

/**
 * Routing configuration: the table that a connection reads, and the tables and labels that it
 * writes.
 */
export function routing(
  hub: string,
  reads: string,
  writes: { readonly tables?: readonly string[]; readonly labels?: readonly string[] },
): Json {
  const tableOf = (name: string) => reference("virtualHubs/hubRouteTables", `${hub}/${name}`);
  return {
    routingConfiguration: {
      associatedRouteTable: tableOf(reads),
      propagatedRouteTables: {
        ids: (writes.tables ?? []).map(tableOf),
        labels: writes.labels ?? [],
      },
    },
  };
}

/** A route table of a hub; a static route is `PREFIX ID-OF-NEXT-HOP`. */
export function hubTable(
  hub: string,
  name: string,
  parts: { readonly labels?: readonly string[]; readonly routes?: readonly string[] },
): Json {
  const { labels = [], routes = [] } = parts;
  return resource("virtualHubs/hubRouteTables", `${hub}/${name}`, {
    labels,
    routes: routes.map((line, at) => {
      const [destination, nextHop] = line.split(" ");
      return {
        name: `s${at}`,
        destinationType: "CIDR",
        destinations: [destination],
        nextHopType: "ResourceId",
        nextHop,
      };
    }),
  });
}

/** A site-to-site gateway of a hub with one site behind one connection; all share the name. */
export function vpnBranch(
  name: string,
  hub: string,
  parts: {
    readonly prefixes: readonly string[];
    readonly instances: readonly string[];
    readonly more?: Json;
  },
): readonly Json[] {
  const { prefixes, instances, more = {} } = parts;
  return [
    resource("vpnGateways", name, {
      virtualHub: reference("virtualHubs", hub),
      bgpSettings: {
        bgpPeeringAddresses: instances.map((address, at) => ({
          ipconfigurationId: `Instance${at}`,
          defaultBgpIpAddresses: [address],
        })),
      },
    }),
    resource("vpnSites", name, { addressSpace: { addressPrefixes: prefixes } }),
    resource("vpnGateways/vpnConnections", `${name}/${name}`, {
      remoteVpnSite: reference("vpnSites", name),
      ...more,
    }),
  ];
}

/** An ExpressRoute gateway of a hub with one circuit behind one connection; all share the name. */
export function circuitBranch(name: string, hub: string, more: Json = {}): readonly Json[] {
  return [
    resource("expressRouteGateways", name, { virtualHub: reference("virtualHubs", hub) }),
    resource("expressRouteCircuits", name, {}),
    resource("expressRouteGateways/expressRouteConnections", `${name}/${name}`, {
      expressRouteCircuitPeering: reference(
        "expressRouteCircuits/peerings",
        `${name}/AzurePrivatePeering`,
      ),
      ...more,
    }),
  ];
}

/** The firewall of a hub. */
export function hubFirewall(name: string, hub: string, address: string): Json {
  return resource("azureFirewalls", name, {
    virtualHub: reference("virtualHubs", hub),
    hubIPAddresses: { privateIPAddress: address },
  });
}

/** Routing intent of a hub to its firewall, for `PrivateTraffic`, `Internet` or both. */
export function routingIntent(hub: string, firewall: string, traffic: readonly string[]): Json {
  return resource("virtualHubs/routingIntent", `${hub}/intent`, {
    routingPolicies: traffic.map((destination) => ({
      name: destination,
      destinations: [destination],
      nextHop: reference("azureFirewalls", firewall).id,
    })),
  });
}
