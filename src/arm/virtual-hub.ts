import type { Place } from "../diagnostic/index.ts";
import type { Ip } from "../net/index.ts";
import {
  Cursor,
  type Reference,
  type Report,
  type WrittenIp,
  type WrittenPrefix,
} from "./cursor.ts";
import { readRegion } from "./network.ts";
import type { Resource } from "./resource.ts";

/** A virtual hub as written; without a virtual WAN it is a Route Server. */
export interface VirtualHubBody {
  readonly region: string | undefined;
  readonly virtualWan: Reference | undefined;
  readonly addressPrefix: WrittenPrefix | undefined;
  readonly preference: "expressRoute" | "vpn" | "asPath";
  readonly joinsBranches: boolean;
  readonly asn: number | undefined;
  readonly addresses: readonly WrittenIp[];
}

/** An IP configuration of a Route Server as written. */
export interface HubIpConfigurationBody {
  readonly subnet: Reference | undefined;
}

/** A BGP peer of a Route Server or hub as written. */
export interface BgpConnectionBody {
  readonly address: Ip | undefined;
  readonly asn: number | undefined;
}

/** A route table of a hub as written. */
export interface HubRouteTableBody {
  readonly labels: readonly string[];
  readonly routes: readonly HubRouteBody[];
}

/** A static route of a hub as written. */
interface HubRouteBody {
  readonly name: string;
  readonly prefixes: readonly WrittenPrefix[];
  readonly nextHop:
    | { readonly kind: "resource"; readonly reference: Reference }
    | { readonly kind: "address"; readonly address: Ip };
  readonly place: Place;
}

/** Which tables a connection reads and writes, as written. */
export interface HubRoutingBody {
  readonly associated: Reference | undefined;
  readonly propagated: readonly Reference[];
  readonly labels: readonly string[];
}

/** A connection of a virtual network to a hub as written. */
export interface HubConnectionBody {
  readonly network: Reference | undefined;
  readonly routing: HubRoutingBody;
  readonly staticRoutes: readonly HubRouteBody[];
  readonly propagatesStaticRoutes: boolean;
  readonly localOverride: "contains" | "equal";
  readonly takesDefaultRoute: boolean;
}

/** Routing intent as written. */
export interface RoutingIntentBody {
  readonly privateNextHop: Reference | undefined;
  readonly internetNextHop: Reference | undefined;
}

/** Reads a virtual hub or Route Server. */
export function decodeVirtualHub(resource: Resource, report: Report): VirtualHubBody {
  const cursor = Cursor.of(resource, report);
  return {
    region: readRegion(cursor),
    virtualWan: cursor.reference("virtualWan"),
    addressPrefix: cursor.prefix("addressPrefix"),
    preference: cursor.choice("hubRoutingPreference", preferences) ?? "expressRoute",
    joinsBranches: cursor.flag("allowBranchToBranchTraffic") ?? false,
    asn: cursor.number("virtualRouterAsn"),
    addresses: cursor.ips("virtualRouterIps"),
  };
}

/** Reads an IP configuration of a Route Server. */
export function decodeHubIpConfiguration(
  resource: Resource,
  report: Report,
): HubIpConfigurationBody {
  return { subnet: Cursor.of(resource, report).reference("subnet") };
}

/** Reads a BGP peer. */
export function decodeBgpConnection(resource: Resource, report: Report): BgpConnectionBody {
  const cursor = Cursor.of(resource, report);
  return { address: cursor.ip("peerIp"), asn: cursor.number("peerAsn") };
}

/** Reads a route table of a hub. */
export function decodeHubRouteTable(resource: Resource, report: Report): HubRouteTableBody {
  const cursor = Cursor.of(resource, report);
  return {
    labels: cursor.texts("labels").map((label) => label.toLowerCase()),
    routes: cursor.list("routes").flatMap((route) => readTableRoute(route) ?? []),
  };
}

/** Reads a connection of a virtual network to a hub. */
export function decodeHubConnection(resource: Resource, report: Report): HubConnectionBody {
  const cursor = Cursor.of(resource, report);
  const routes = cursor.at("routingConfiguration").at("vnetRoutes");
  const config = routes.at("staticRoutesConfig");
  const override = config.choice("vnetLocalRouteOverrideCriteria", overrides);
  return {
    network: cursor.reference("remoteVirtualNetwork"),
    routing: readHubRouting(cursor),
    staticRoutes: routes.list("staticRoutes").flatMap((route) => readNetworkRoute(route) ?? []),
    propagatesStaticRoutes: config.flag("propagateStaticRoutes") ?? true,
    localOverride: override ?? "contains",
    // VW-5: virtual networks take the default route of the hub unless they say otherwise.
    takesDefaultRoute: cursor.flag("enableInternetSecurity") ?? true,
  };
}

/** Reads routing intent. */
export function decodeRoutingIntent(resource: Resource, report: Report): RoutingIntentBody {
  const policies = Cursor.of(resource, report).list("routingPolicies");
  const nextHopFor = (traffic: string): Reference | undefined =>
    policies
      .find((policy) => policy.texts("destinations").some((text) => text.toLowerCase() === traffic))
      ?.reference("nextHop");
  return {
    privateNextHop: nextHopFor("privatetraffic"),
    internetNextHop: nextHopFor("internet"),
  };
}

/**
 * Reads the routing configuration of a connection; everything goes to the default table when it is
 * absent (VW-3).
 */
export function readHubRouting(cursor: Cursor): HubRoutingBody {
  const routing = cursor.at("routingConfiguration");
  const propagated = routing.at("propagatedRouteTables");
  return {
    associated: routing.reference("associatedRouteTable"),
    propagated: propagated.references("ids"),
    labels: propagated.exists
      ? propagated.texts("labels").map((label) => label.toLowerCase())
      : ["default"],
  };
}

const preferences = { ExpressRoute: "expressRoute", VpnGateway: "vpn", ASPath: "asPath" } as const;

const overrides = { Contains: "contains", Equal: "equal" } as const;

// A hub route names its next hop by resource id, or by an address inside a connected network.
function readTableRoute(cursor: Cursor): HubRouteBody | undefined {
  const isResource =
    cursor.choice("nextHopType", { ResourceId: true, IPAddress: false, IP: false }) ?? true;
  const prefixes = cursor.prefixes("destinations");
  if (prefixes.length === 0) return undefined;
  const { place } = cursor;
  const name = cursor.text("name") ?? "";
  if (isResource) {
    const reference = cursor.reference("nextHop");
    return reference && { name, prefixes, nextHop: { kind: "resource", reference }, place };
  }
  const address = cursor.ip("nextHop");
  return address === undefined
    ? undefined
    : { name, prefixes, nextHop: { kind: "address", address }, place };
}

function readNetworkRoute(cursor: Cursor): HubRouteBody | undefined {
  const prefixes = cursor.prefixes("addressPrefixes");
  const address = cursor.ip("nextHopIpAddress");
  if (prefixes.length === 0 || address === undefined) return undefined;
  const name = cursor.text("name") ?? "";
  return { name, prefixes, nextHop: { kind: "address", address }, place: cursor.place };
}
