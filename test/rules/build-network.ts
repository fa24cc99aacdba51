import { type Json, reference, resource, subnetReference } from "./arm-json.ts";

/** A subnet; a text alone is its prefix. */
export interface SubnetParts {
  readonly prefix: string | readonly string[];
  /** Name of its route table. */
  readonly table?: string;
  /** `Microsoft.Storage`, or `Microsoft.Storage@westeurope+northeurope` to name locations. */
  readonly endpoints?: readonly string[];
  readonly policy?: "Disabled" | "NetworkSecurityGroupEnabled" | "RouteTableEnabled" | "Enabled";
  readonly more?: Json;
}

/** A virtual network; the region is westeurope unless another one is given. */
export interface NetworkParts {
  readonly space: readonly string[];
  readonly region?: string;
  readonly subnets?: Readonly<Record<string, string | SubnetParts>>;
  readonly summaries?: readonly string[];
}

/** A virtual network with its subnets. */
export function network(name: string, parts: NetworkParts): Json {
  const { space, region = "westeurope", subnets = {}, summaries } = parts;
  return resource(
    "virtualNetworks",
    name,
    {
      addressSpace: { addressPrefixes: space },
      subnets: Object.entries(subnets).map(([own, subnet]) => subnetJson(`${name}/${own}`, subnet)),
      ...(summaries === undefined
        ? {}
        : { summarizedGatewayPrefixes: { addressPrefixes: summaries } }),
    },
    { location: region },
  );
}

function subnetJson(name: string, subnet: string | SubnetParts): Json {
  const parts = typeof subnet === "string" ? { prefix: subnet } : subnet;
  const { prefix, table, endpoints = [], policy, more = {} } = parts;
  return resource("virtualNetworks/subnets", name, {
    ...(typeof prefix === "string" ? { addressPrefix: prefix } : { addressPrefixes: prefix }),
    ...(table === undefined ? {} : { routeTable: reference("routeTables", table) }),
    ...(policy === undefined ? {} : { privateEndpointNetworkPolicies: policy }),
    serviceEndpoints: endpoints.map((text) => {
      const [service, locations] = text.split("@");
      return { service, ...(locations === undefined ? {} : { locations: locations.split("+") }) };
    }),
    ...more,
  });
}

/**
 * Both sides of a peering, connected unless the properties say otherwise. `sides` holds ARM
 * properties by the network that has them: `{ spoke: { useRemoteGateways: true } }`.
 */
export function peered(
  one: string,
  other: string,
  sides: Readonly<Record<string, Json>> = {},
): readonly Json[] {
  return [peering(one, other, sides[one]), peering(other, one, sides[other])];
}

/** One side of a peering. */
export function peering(from: string, to: string, properties: Json = {}): Json {
  return resource("virtualNetworks/virtualNetworkPeerings", `${from}/to-${to}`, {
    peeringState: "Connected",
    remoteVirtualNetwork: reference("virtualNetworks", to),
    ...properties,
  });
}

/** A peering over which a spoke uses the gateways of a hub. */
export function transit(hub: string, spoke: string): readonly Json[] {
  return peered(hub, spoke, {
    [hub]: { allowGatewayTransit: true },
    [spoke]: { useRemoteGateways: true },
  });
}

/**
 * A route table from lines `PREFIX TYPE [ADDRESS...]`; the routes are named r0, r1 and so on.
 * `properties` are those of the table itself.
 */
export function table(name: string, lines: readonly string[], properties: Json = {}): Json {
  return resource("routeTables", name, { routes: lines.map(routeJson), ...properties });
}

function routeJson(line: string, at: number): Json {
  const [addressPrefix, nextHopType, ...addresses] = line.split(" ");
  const nextHop =
    nextHopType === "VirtualApplianceEcmp"
      ? { nextHop: { nextHopIpAddresses: addresses } }
      : { nextHopIpAddress: addresses[0] };
  const hop = addresses.length === 0 ? {} : nextHop;
  return { name: `r${at}`, properties: { addressPrefix, nextHopType, ...hop } };
}

/** A private endpoint in `network/subnet` with its addresses. */
export function endpoint(
  name: string,
  subnet: string,
  addresses: readonly string[],
  status = "Approved",
): Json {
  return resource("privateEndpoints", name, {
    subnet: subnetReference(subnet),
    ipConfigurations: addresses.map((privateIPAddress, at) => ({
      name: `member${at}`,
      properties: { privateIPAddress },
    })),
    privateLinkServiceConnections: [
      { name, properties: { privateLinkServiceConnectionState: { status } } },
    ],
  });
}

/** A network interface in `network/subnet`. */
export function nic(name: string, subnet: string, address: string, more: Json = {}): Json {
  return resource("networkInterfaces", name, {
    ipConfigurations: [
      { name: "ip", properties: { privateIPAddress: address, subnet: subnetReference(subnet) } },
    ],
    ...more,
  });
}

/** An internal load balancer in `network/subnet` whose one pool has these members. */
export function loadBalancer(
  name: string,
  subnet: string,
  parts: { readonly address: string; readonly members: readonly string[] },
): Json {
  const { address, members } = parts;
  return resource("loadBalancers", name, {
    frontendIPConfigurations: [
      { name: "f", properties: { privateIPAddress: address, subnet: subnetReference(subnet) } },
    ],
    backendAddressPools: [
      {
        name: "pool",
        properties: {
          loadBalancerBackendAddresses: members.map((ipAddress) => ({
            name: ipAddress,
            properties: { ipAddress },
          })),
        },
      },
    ],
  });
}

/** A mesh of Azure Virtual Network Manager over whole networks. */
export function mesh(name: string, members: readonly string[], isGlobal = false): readonly Json[] {
  const group = reference("networkManagers/networkGroups", `avnm/${name}`);
  return [
    ...members.map((member) =>
      resource("networkManagers/networkGroups/staticMembers", `avnm/${name}/${member}`, {
        resourceId: reference("virtualNetworks", member).id,
      }),
    ),
    resource("networkManagers/connectivityConfigurations", `avnm/${name}`, {
      connectivityTopology: "Mesh",
      isGlobal: isGlobal ? "True" : "False",
      appliesToGroups: [{ networkGroupId: group.id, groupConnectivity: "None" }],
    }),
  ];
}
