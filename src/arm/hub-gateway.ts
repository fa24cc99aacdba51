import { Cursor, type Reference, type Report, type WrittenPrefix } from "./cursor.ts";
import { type BgpAddresses, readBgpAddresses, readIsUp } from "./gateway.ts";
import type { Resource } from "./resource.ts";
import { type HubRoutingBody, readHubRouting } from "./virtual-hub.ts";

/** A site-to-site gateway of a hub as written. */
export interface VpnGatewayBody {
  readonly hub: Reference | undefined;
  readonly bgpAddresses: BgpAddresses;
}

/** A connection of a site to a hub as written. */
export interface VpnConnectionBody {
  readonly site: Reference | undefined;
  readonly routing: HubRoutingBody;
  readonly takesDefaultRoute: boolean;
  readonly isUp: boolean;
  readonly usesBgp: boolean;
}

/** A site of a virtual WAN as written. */
export interface VpnSiteBody {
  readonly prefixes: readonly WrittenPrefix[];
}

/** An ExpressRoute gateway of a hub as written. */
export interface ExpressRouteGatewayBody {
  readonly hub: Reference | undefined;
}

/** A connection of a circuit to a hub as written. */
export interface ExpressRouteConnectionBody {
  readonly circuitPeering: Reference | undefined;
  readonly routing: HubRoutingBody;
  readonly takesDefaultRoute: boolean;
}

/** A point-to-site gateway of a hub as written. */
export interface PointToSiteGatewayBody {
  readonly hub: Reference | undefined;
  readonly configurations: readonly {
    readonly name: string;
    readonly pools: readonly WrittenPrefix[];
    readonly routing: HubRoutingBody;
    readonly takesDefaultRoute: boolean;
  }[];
}

/** Reads a site-to-site gateway of a hub. */
export function decodeVpnGateway(resource: Resource, report: Report): VpnGatewayBody {
  const cursor = Cursor.of(resource, report);
  return {
    hub: cursor.reference("virtualHub"),
    bgpAddresses: readBgpAddresses(cursor.at("bgpSettings")),
  };
}

/** Reads a connection of a site to a hub. It is up while one of its links is. */
export function decodeVpnConnection(resource: Resource, report: Report): VpnConnectionBody {
  const cursor = Cursor.of(resource, report);
  const links = cursor.list("vpnLinkConnections");
  return {
    site: cursor.reference("remoteVpnSite"),
    routing: readHubRouting(cursor),
    takesDefaultRoute: cursor.flag("enableInternetSecurity") ?? false,
    isUp: readIsUp(cursor) && (links.length === 0 || links.some(readIsUp)),
    usesBgp:
      (cursor.flag("enableBgp") ?? false) || links.some((link) => link.flag("enableBgp") ?? false),
  };
}

/** Reads a site of a virtual WAN. */
export function decodeVpnSite(resource: Resource, report: Report): VpnSiteBody {
  const cursor = Cursor.of(resource, report);
  return { prefixes: cursor.at("addressSpace").prefixes("addressPrefixes") };
}

/** Reads an ExpressRoute gateway of a hub. */
export function decodeExpressRouteGateway(
  resource: Resource,
  report: Report,
): ExpressRouteGatewayBody {
  return { hub: Cursor.of(resource, report).reference("virtualHub") };
}

/** Reads a connection of a circuit to a hub. */
export function decodeExpressRouteConnection(
  resource: Resource,
  report: Report,
): ExpressRouteConnectionBody {
  const cursor = Cursor.of(resource, report);
  return {
    circuitPeering: cursor.reference("expressRouteCircuitPeering"),
    routing: readHubRouting(cursor),
    takesDefaultRoute: cursor.flag("enableInternetSecurity") ?? false,
  };
}

/** Reads a point-to-site gateway of a hub. */
export function decodePointToSiteGateway(
  resource: Resource,
  report: Report,
): PointToSiteGatewayBody {
  const cursor = Cursor.of(resource, report);
  return {
    hub: cursor.reference("virtualHub"),
    configurations: cursor.list("p2SConnectionConfigurations").map((configuration) => ({
      name: configuration.text("name") ?? "",
      pools: configuration.at("vpnClientAddressPool").prefixes("addressPrefixes"),
      routing: readHubRouting(configuration),
      takesDefaultRoute: configuration.flag("enableInternetSecurity") ?? false,
    })),
  };
}
