import type { Place } from "../diagnostic/index.ts";
import type { Ip, Prefix } from "../net/index.ts";
import type { AddressRecord } from "./cloud-service.ts";
import type { Key, Named, PlacedPrefix } from "./key.ts";

/** A VPN or ExpressRoute gateway of a virtual network. */
export interface Gateway extends Named {
  readonly kind: "vpn" | "expressRoute";
  readonly network: Key;
  readonly subnet: Key;
  readonly isActiveActive: boolean;
  readonly isRouteBased: boolean;
  readonly usesBgp: boolean;
  readonly sku: string | undefined;
  readonly asn: number | undefined;
  /**
   * One or two (three with point-to-site on active-active); addresses absent when the input lacks
   * them.
   */
  readonly instances: readonly GatewayInstance[];
  /** Local network gateway that takes all Internet-bound traffic (GW-7). */
  readonly defaultSite: Key | undefined;
  readonly defaultSitePlace: Place;
  /** Address pools of point-to-site clients (GW-4). */
  readonly clientPools: readonly PlacedPrefix[];
  readonly allowsRemoteNetworks: boolean;
  readonly allowsVirtualWan: boolean;
  /** All that it has learned by BGP over any connection; absent when nothing tells. */
  readonly learned: LearnedRoutes | undefined;
}

/** One instance of a gateway. */
export interface GatewayInstance {
  readonly privateAddress: Ip | undefined;
  readonly publicAddress: Ip | undefined;
}

/** A connection between a gateway and a site, another gateway or a circuit. */
export interface Connection extends Named {
  readonly kind: "site" | "network" | "expressRoute";
  readonly gateway: Key;
  /** The other gateway of a `network` connection; absent when the snapshot lacks it. */
  readonly remoteGateway: Key | undefined;
  readonly localNetworkGateway: Key | undefined;
  readonly circuit: Key | undefined;
  readonly usesBgp: boolean;
  /** ExpressRoute only (GW-19, GW-20); higher is preferred. */
  readonly weight: number;
  /** False when its status says that the tunnel is down (CAP-13). */
  readonly isUp: boolean;
  readonly statusPlace: Place;
  readonly isFastPath: boolean;
  /** Pairs of ranges that the tunnel carries; absent where it carries whatever is routed to it. */
  readonly selectors: readonly TrafficSelector[] | undefined;
  readonly learned: LearnedRoutes | undefined;
}

/** What a policy-based tunnel carries: from a local to a remote range, and back. */
export interface TrafficSelector {
  readonly local: readonly Prefix[];
  readonly remote: readonly Prefix[];
  readonly place: Place;
}

/** What a VPN gateway knows of the site at the other end of a tunnel. */
export interface LocalNetworkGateway extends Named {
  readonly prefixes: readonly PlacedPrefix[];
  readonly asn: number | undefined;
  readonly bgpAddress: Ip | undefined;
}

/** An ExpressRoute circuit. */
export interface Circuit extends Named {
  /** Whether it stands on ports of the customer's own (ExpressRoute Direct), see FWD-12. */
  readonly isDirect: boolean;
  /** Whether it has the add-on that takes more prefixes (3.7). */
  readonly isPremium: boolean;
  /** Learned over its private peering; absent when nothing tells. */
  readonly learned: LearnedRoutes | undefined;
  /** Peering for Azure's public services (ER-2); absent when the circuit has none. */
  readonly servicePeering: ServicePeering | undefined;
}

/** A peering of a circuit that carries Azure's public services to the customer's edge. */
export interface ServicePeering {
  /** `public` is Azure public peering, retired and replaced by Microsoft peering (ER-2, X-17). */
  readonly kind: "microsoft" | "public";
  /** Without a route filter Microsoft peering brings nothing (ER-2). */
  readonly bringsRoutes: boolean;
  /** Public prefixes of the customer, to which the edge translates. */
  readonly customerPrefixes: readonly Prefix[];
  readonly place: Place;
}

/** A complete list of what was learned by BGP somewhere. */
export interface LearnedRoutes {
  readonly place: Place;
  readonly routes: readonly LearnedRoute[];
}

/** One path that BGP has brought. */
export interface LearnedRoute {
  readonly prefix: Prefix;
  readonly nextHop: Ip | undefined;
  /** Nearest autonomous system first; empty for routes of the own network. */
  readonly asPath: readonly number[];
  readonly origin: "network" | "external" | "internal";
  readonly peer: Ip | undefined;
  /** Instance that has learned it, where the list tells. */
  readonly localAddress: Ip | undefined;
  readonly place: Place;
}

/** A Route Server. */
export interface RouteServer extends Named {
  readonly network: Key;
  readonly preference: "expressRoute" | "vpn" | "asPath";
  readonly joinsBranches: boolean;
  readonly asn: number | undefined;
  readonly addresses: readonly Ip[];
  readonly peers: readonly RouteServerPeer[];
}

/** A BGP peer of a Route Server or of a virtual hub. */
export interface RouteServerPeer extends Named {
  readonly address: Ip | undefined;
  readonly asn: number | undefined;
  readonly learned: LearnedRoutes | undefined;
}

/** A place outside Azure. */
export interface Site extends Named {
  readonly prefixes: readonly PlacedPrefix[];
  /** What it announces over each connection. */
  readonly advertised: readonly PlacedPrefix[];
  readonly asn: number | undefined;
  /** Connections, circuits or gateways that lead to it, with the MSEE address for ExpressRoute. */
  readonly links: readonly { readonly key: Key; readonly nextHop: Ip | undefined }[];
  readonly internetAddress: Ip | undefined;
  readonly hosts: readonly { readonly name: string; readonly address: Ip; readonly place: Place }[];
  /** How names are resolved there; absent when nobody says, and then as in public. */
  readonly resolver: SiteResolver | undefined;
}

/** How names are resolved outside Azure. */
export interface SiteResolver {
  /** Network whose view of private DNS zones it shares, through forwarders. */
  readonly network: Key | undefined;
  readonly records: readonly AddressRecord[];
}
