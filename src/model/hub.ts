import type { Place } from "../diagnostic/index.ts";
import type { Ip, Prefix } from "../net/index.ts";
import type { LearnedRoutes, RouteServerPeer } from "./gateway.ts";
import type { Key, Named, PlacedPrefix } from "./key.ts";

/** A hub of a virtual WAN. */
export interface VirtualHub extends Named {
  readonly region: string | undefined;
  /** Key of its virtual WAN, which is not in the model; hubs of one WAN exchange routes. */
  readonly virtualWan: Key;
  readonly addressPrefix: PlacedPrefix | undefined;
  readonly preference: "expressRoute" | "vpn" | "asPath";
  /** Public address that spokes show as next hop (VW-6); a fact, in no ARM property. */
  readonly routerAddress: Ip | undefined;
  readonly routeTables: readonly HubRouteTable[];
  readonly connections: readonly HubConnection[];
  readonly branches: readonly HubBranch[];
  /** NVAs that speak BGP with the hub router. */
  readonly peers: readonly RouteServerPeer[];
  readonly intent: RoutingIntent | undefined;
}

/** A route table of a virtual hub. */
export interface HubRouteTable extends Named {
  readonly labels: readonly string[];
  readonly routes: readonly HubStaticRoute[];
}

/** A static route of a hub route table or of a hub connection. */
export interface HubStaticRoute {
  readonly name: string;
  readonly prefixes: readonly PlacedPrefix[];
  /**
   * A resource (firewall, connection), which the model may lack, or an address inside a connected
   * network.
   */
  readonly nextHop:
    | { readonly kind: "resource"; readonly key: Key; readonly id: string }
    | { readonly kind: "address"; readonly address: Ip };
  readonly place: Place;
}

/** Which tables a connection reads and writes (VW-2, VW-3). */
export interface HubRouting {
  /** Table that it reads. Absent means the default table. */
  readonly associated: Key | undefined;
  /** Tables that it writes, by id. */
  readonly propagated: readonly Key[];
  /** Tables that it writes in every hub, by label, lower case. */
  readonly labels: readonly string[];
}

/** A virtual network that is connected to a hub. */
export interface HubConnection extends Named {
  readonly network: Key;
  readonly routing: HubRouting;
  readonly staticRoutes: readonly HubStaticRoute[];
  readonly propagatesStaticRoutes: boolean;
  /** `Equal` = bypass next hop for workloads beside the NVA (VW-13). */
  readonly localOverride: "contains" | "equal";
  /** Whether 0.0.0.0/0 reaches it (VW-5). */
  readonly takesDefaultRoute: boolean;
}

/** A VPN site, an ExpressRoute circuit or a point-to-site pool behind a hub gateway. */
export interface HubBranch extends Named {
  readonly kind: "vpn" | "expressRoute" | "pointToSite";
  readonly routing: HubRouting;
  readonly takesDefaultRoute: boolean;
  readonly isUp: boolean;
  readonly usesBgp: boolean;
  /** Circuit of an ExpressRoute branch; absent for others and when the snapshot lacks it. */
  readonly circuit: Key | undefined;
  /** Addresses of the gateway instances that spokes show (VPN); empty for ExpressRoute. */
  readonly gatewayAddresses: readonly Ip[];
  /** Prefixes written in the input: site address space, client pool. */
  readonly prefixes: readonly PlacedPrefix[];
  readonly learned: LearnedRoutes | undefined;
}

/**
 * Routing intent: traffic classes that a hub sends to its firewall (VW-9), whose key the model may
 * lack.
 */
export interface RoutingIntent extends Named {
  readonly privateNextHop:
    | { readonly key: Key; readonly address: Ip | undefined; readonly place: Place }
    | undefined;
  readonly internetNextHop:
    | { readonly key: Key; readonly address: Ip | undefined; readonly place: Place }
    | undefined;
  /** Prefixes that count as private beside RFC 1918. */
  readonly privatePrefixes: readonly Prefix[];
}
