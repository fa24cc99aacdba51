import type { Place } from "../diagnostic/index.ts";
import { type Prefix, parseCidr } from "../net/index.ts";
import {
  Cursor,
  type Reference,
  type Report,
  type WrittenIp,
  type WrittenPrefix,
} from "./cursor.ts";
import { peekProperty } from "./property.ts";
import type { Resource } from "./resource.ts";

/** A virtual network as written, without its children. */
export interface VirtualNetworkBody {
  readonly region: string | undefined;
  readonly addressSpace: readonly WrittenPrefix[];
  readonly summarizedGatewayPrefixes: readonly WrittenPrefix[];
  readonly dnsServers: readonly WrittenIp[];
}

/** A subnet as written. */
export interface SubnetBody {
  readonly role: SubnetRoleName;
  readonly prefixes: readonly WrittenPrefix[];
  readonly routeTable: Reference | undefined;
  readonly networkSecurityGroup: Reference | undefined;
  readonly natGateway: Reference | undefined;
  readonly serviceEndpoints: readonly {
    readonly service: string;
    readonly locations: readonly string[];
    readonly place: Place;
  }[];
  readonly letsRoutesReachPrivateEndpoints: boolean;
  readonly filtersPrivateEndpoints: boolean;
  readonly privateEndpointPolicyPlace: Place;
  readonly hasDefaultOutbound: boolean | undefined;
  /** Services that the subnet is given to, as Azure names them. */
  readonly delegations: readonly string[];
}

/** What a subnet is for, told by its name alone. */
type SubnetRoleName =
  | "workload"
  | "gateway"
  | "routeServer"
  | "firewall"
  | "firewallManagement"
  | "bastion"
  | "routingAppliance";

/** A peering as written. */
export interface PeeringBody {
  readonly remote: Reference | undefined;
  readonly state: "initiated" | "connected" | "disconnected" | undefined;
  readonly scope: "networks" | "subnets";
  readonly syncedPrefixes: readonly WrittenPrefix[] | undefined;
  readonly currentPrefixes: readonly WrittenPrefix[] | undefined;
  readonly allowsAccess: boolean;
  readonly acceptsForwarded: boolean;
  readonly offersGateway: boolean;
  readonly usesRemoteGateway: boolean;
  readonly usesRemoteGatewayPlace: Place;
  readonly localSubnets: readonly string[];
  readonly remoteSubnets: readonly string[];
  readonly isIpv6Only: boolean;
}

/** Reads a virtual network. */
export function decodeVirtualNetwork(resource: Resource, report: Report): VirtualNetworkBody {
  const cursor = Cursor.of(resource, report);
  return {
    region: readRegion(cursor),
    addressSpace: cursor.at("addressSpace").prefixes("addressPrefixes"),
    summarizedGatewayPrefixes: cursor.at("summarizedGatewayPrefixes").prefixes("addressPrefixes"),
    dnsServers: cursor.at("dhcpOptions").ips("dnsServers"),
  };
}

/** Reads a subnet. */
export function decodeSubnet(resource: Resource, report: Report): SubnetBody {
  const cursor = Cursor.of(resource, report);
  const policy = cursor.choice("privateEndpointNetworkPolicies", endpointPolicies);
  return {
    role: reservedNames.get(resource.id.name.toLowerCase()) ?? "workload",
    prefixes: readSubnetPrefixes(cursor),
    routeTable: cursor.reference("routeTable"),
    networkSecurityGroup: cursor.reference("networkSecurityGroup"),
    natGateway: cursor.reference("natGateway"),
    serviceEndpoints: cursor.list("serviceEndpoints").flatMap((endpoint) => {
      const service = endpoint.text("service");
      if (service === undefined) return [];
      return [{ service, locations: endpoint.texts("locations"), place: endpoint.place }];
    }),
    letsRoutesReachPrivateEndpoints: policy?.routes ?? false,
    filtersPrivateEndpoints: policy?.filter ?? false,
    privateEndpointPolicyPlace: cursor.placeOf("privateEndpointNetworkPolicies"),
    hasDefaultOutbound: cursor.flag("defaultOutboundAccess"),
    delegations: cursor.list("delegations").flatMap((entry) => entry.text("serviceName") ?? []),
  };
}

/** The prefixes of a subnet alone, at a fifth of the cost of reading all of it. */
export function readPrefixes(subnet: Resource): readonly Prefix[] {
  const list = peekProperty(subnet.body, "addressPrefixes");
  if (Array.isArray(list) && list.length === 1 && typeof list[0] === "string") {
    const only = parseCidr(list[0].trim());
    return only.kind === "prefix" ? [only.prefix] : [];
  }
  return readSubnetPrefixes(Cursor.of(subnet, ignore)).map(({ prefix }) => prefix);
}

/** Reads one direction of a peering. */
export function decodePeering(resource: Resource, report: Report): PeeringBody {
  const cursor = Cursor.of(resource, report);
  return {
    remote: cursor.reference("remoteVirtualNetwork"),
    state: cursor.choice("peeringState", peeringStates),
    scope: (cursor.flag("peerCompleteVnets") ?? true) ? "networks" : "subnets",
    syncedPrefixes: readSpace(cursor, "remoteAddressSpace"),
    currentPrefixes: readSpace(cursor, "remoteVirtualNetworkAddressSpace"),
    // A template that does not say means true; the command line always writes the property.
    allowsAccess: cursor.flag("allowVirtualNetworkAccess") ?? true,
    acceptsForwarded: cursor.flag("allowForwardedTraffic") ?? false,
    offersGateway: cursor.flag("allowGatewayTransit") ?? false,
    usesRemoteGateway: cursor.flag("useRemoteGateways") ?? false,
    usesRemoteGatewayPlace: cursor.placeOf("useRemoteGateways"),
    localSubnets: cursor.texts("localSubnetNames"),
    remoteSubnets: cursor.texts("remoteSubnetNames"),
    isIpv6Only: cursor.flag("enableOnlyIPv6Peering") ?? false,
  };
}

/** Reads a location in ARM's short form: `West Europe` is `westeurope`. */
export function readRegion(cursor: Cursor): string | undefined {
  return cursor.text("location")?.replaceAll(" ", "").toLowerCase();
}

const reservedNames: ReadonlyMap<string, SubnetRoleName> = new Map([
  ["gatewaysubnet", "gateway"],
  ["routeserversubnet", "routeServer"],
  ["azurefirewallsubnet", "firewall"],
  ["azurefirewallmanagementsubnet", "firewallManagement"],
  ["azurebastionsubnet", "bastion"],
  ["virtualnetworkappliancesubnet", "routingAppliance"],
]);

// PE-3: a missing policy counts as Disabled.
const endpointPolicies = {
  Disabled: { routes: false, filter: false },
  NetworkSecurityGroupEnabled: { routes: false, filter: true },
  RouteTableEnabled: { routes: true, filter: false },
  Enabled: { routes: true, filter: true },
} as const;

const peeringStates = {
  Initiated: "initiated",
  Connected: "connected",
  Disconnected: "disconnected",
} as const;

// ARM writes one prefix or the list; some answers hold both, and then the list is complete.
// PowerShell writes the list under the name of the one.
function readSubnetPrefixes(cursor: Cursor): readonly WrittenPrefix[] {
  if (cursor.list("addressPrefixes").length > 0) return cursor.prefixes("addressPrefixes");
  if (Array.isArray(cursor.at("addressPrefix").value)) return cursor.prefixes("addressPrefix");
  const single = cursor.prefix("addressPrefix");
  return single === undefined ? [] : [single];
}

// What is wrong with a subnet is said by who reads all of it.
function ignore(): void {}

function readSpace(cursor: Cursor, name: string): readonly WrittenPrefix[] | undefined {
  const space = cursor.at(name);
  return space.at("addressPrefixes").exists ? space.prefixes("addressPrefixes") : undefined;
}
