import type { Place } from "../diagnostic/index.ts";
import { type Ip, parseIp } from "../net/index.ts";
import { Cursor, type Reference, type Report, type WrittenPrefix } from "./cursor.ts";
import type { Resource } from "./resource.ts";

/** A gateway of a virtual network as written. */
export interface GatewayBody {
  readonly kind: "vpn" | "expressRoute" | undefined;
  readonly isActiveActive: boolean;
  readonly isRouteBased: boolean;
  readonly usesBgp: boolean;
  readonly sku: string | undefined;
  readonly asn: number | undefined;
  readonly ipConfigurations: readonly GatewayIpConfiguration[];
  readonly bgpAddresses: BgpAddresses;
  readonly defaultSite: Reference | undefined;
  readonly defaultSitePlace: Place;
  readonly clientPools: readonly WrittenPrefix[];
  readonly allowsRemoteNetworks: boolean;
  readonly allowsVirtualWan: boolean;
}

/** An IP configuration of a gateway as written: one per instance. */
interface GatewayIpConfiguration {
  /** Absent when only a name is written. */
  readonly id: string | undefined;
  readonly name: string;
  readonly address: Ip | undefined;
  readonly subnet: Reference | undefined;
  readonly publicIp: Reference | undefined;
  readonly publicAddress: Ip | undefined;
}

/** Addresses of gateway instances as the BGP settings tell them. */
export interface BgpAddresses {
  /** In the order written; one per instance. */
  readonly instances: readonly {
    readonly ipConfiguration: string | undefined;
    readonly peerings: readonly Ip[];
    readonly tunnels: readonly Ip[];
  }[];
  /** The older property, which joins the addresses of both instances with a comma. */
  readonly joined: readonly Ip[];
}

/** A local network gateway as written. */
export interface LocalNetworkGatewayBody {
  readonly prefixes: readonly WrittenPrefix[];
  readonly asn: number | undefined;
  readonly bgpAddress: Ip | undefined;
}

/** A connection as written. */
export interface ConnectionBody {
  readonly kind: "site" | "network" | "expressRoute" | "clients" | undefined;
  readonly gateway: Reference | undefined;
  readonly remoteGateway: Reference | undefined;
  readonly localNetworkGateway: Reference | undefined;
  readonly circuit: Reference | undefined;
  readonly usesBgp: boolean;
  readonly weight: number;
  readonly isUp: boolean;
  readonly statusPlace: Place;
  readonly isFastPath: boolean;
  /** Whether a route-based gateway keeps to traffic selectors as a policy-based one does. */
  readonly usesSelectors: boolean;
  /** Selectors that are written; empty where the ranges of both sides decide. */
  readonly selectors: readonly {
    readonly local: readonly WrittenPrefix[];
    readonly remote: readonly WrittenPrefix[];
    readonly place: Place;
  }[];
}

/** Reads a VPN or ExpressRoute gateway. */
export function decodeGateway(resource: Resource, report: Report): GatewayBody {
  const cursor = Cursor.of(resource, report);
  const bgp = cursor.at("bgpSettings");
  const pool = cursor.at("vpnClientConfiguration").at("vpnClientAddressPool");
  return {
    kind: cursor.choice("gatewayType", { Vpn: "vpn", ExpressRoute: "expressRoute" }),
    isActiveActive: cursor.flag("activeActive") ?? cursor.flag("active") ?? false,
    isRouteBased:
      cursor.choice("vpnType", { RouteBased: true, PolicyBased: false, Unknown: true }) ?? true,
    usesBgp: cursor.flag("enableBgp") ?? false,
    sku: cursor.at("sku").text("name"),
    asn: bgp.number("asn"),
    ipConfigurations: cursor.list("ipConfigurations").map(readIpConfiguration),
    bgpAddresses: readBgpAddresses(bgp),
    defaultSite: cursor.reference("gatewayDefaultSite"),
    defaultSitePlace: cursor.placeOf("gatewayDefaultSite"),
    clientPools: pool.prefixes("addressPrefixes"),
    allowsRemoteNetworks: cursor.flag("allowRemoteVnetTraffic") ?? false,
    allowsVirtualWan: cursor.flag("allowVirtualWanTraffic") ?? false,
  };
}

/** Reads a local network gateway. */
export function decodeLocalNetworkGateway(
  resource: Resource,
  report: Report,
): LocalNetworkGatewayBody {
  const cursor = Cursor.of(resource, report);
  const bgp = cursor.at("bgpSettings");
  return {
    prefixes: cursor.at("localNetworkAddressSpace").prefixes("addressPrefixes"),
    asn: bgp.number("asn"),
    bgpAddress: bgp.ip("bgpPeeringAddress"),
  };
}

/** Reads a connection. */
export function decodeConnection(resource: Resource, report: Report): ConnectionBody {
  const cursor = Cursor.of(resource, report);
  return {
    kind: cursor.choice("connectionType", connectionKinds),
    gateway: cursor.reference("virtualNetworkGateway1"),
    remoteGateway: cursor.reference("virtualNetworkGateway2"),
    localNetworkGateway: cursor.reference("localNetworkGateway2"),
    circuit: cursor.reference("peer"),
    usesBgp: cursor.flag("enableBgp") ?? false,
    weight: cursor.number("routingWeight") ?? 0,
    isUp: readIsUp(cursor),
    statusPlace: cursor.placeOf("connectionStatus"),
    isFastPath: cursor.flag("expressRouteGatewayBypass") ?? false,
    usesSelectors: cursor.flag("usePolicyBasedTrafficSelectors") ?? false,
    selectors: cursor.list("trafficSelectorPolicies").map((policy) => ({
      local: policy.prefixes("localAddressRanges"),
      remote: policy.prefixes("remoteAddressRanges"),
      place: policy.place,
    })),
  };
}

/**
 * Reads whether a tunnel is up.
 *
 * Only `NotConnected` has been seen to withdraw routes (CAP-13). `Unknown` and `Connecting` count
 * as up, as an absent status does: they say that nobody has looked yet.
 */
export function readIsUp(cursor: Cursor): boolean {
  return cursor.text("connectionStatus")?.toLowerCase() !== "notconnected";
}

/**
 * Reads the addresses of gateway instances from BGP settings; APIPA addresses are no next hops and
 * stay out.
 */
export function readBgpAddresses(bgp: Cursor): BgpAddresses {
  return {
    instances: bgp.list("bgpPeeringAddresses").map((instance) => ({
      ipConfiguration: instance.text("ipconfigurationId"),
      peerings: instance.ips("defaultBgpIpAddresses").map(({ address }) => address),
      tunnels: instance.ips("tunnelIpAddresses").map(({ address }) => address),
    })),
    joined: (bgp.text("bgpPeeringAddress") ?? "")
      .split(",")
      .flatMap((text) => parseIp(text.trim()) ?? []),
  };
}

const connectionKinds = {
  IPsec: "site",
  Vnet2Vnet: "network",
  ExpressRoute: "expressRoute",
  VPNClient: "clients",
} as const;

function readIpConfiguration(cursor: Cursor): GatewayIpConfiguration {
  const publicIp = cursor.reference("publicIPAddress");
  return {
    id: cursor.text("id"),
    name: cursor.text("name") ?? "",
    address: cursor.ip("privateIPAddress"),
    subnet: cursor.reference("subnet"),
    publicIp,
    publicAddress:
      publicIp === undefined ? undefined : cursor.at("publicIPAddress").ip("ipAddress"),
  };
}
