import type { Place } from "../diagnostic/index.ts";
import type { Key, Named, PlacedIp, PlacedPrefix } from "./key.ts";

/** A virtual network. */
export interface VirtualNetwork extends Named {
  /** Azure region in ARM's form (`westeurope`); absent when the input does not say. */
  readonly region: string | undefined;
  /** In the order in which it was written (SYS-1). */
  readonly addressSpace: readonly PlacedPrefix[];
  /** In the order in which they were written. */
  readonly subnets: readonly Key[];
  /** In the order in which they were written; at most one per remote network. */
  readonly peerings: readonly Peering[];
  /** Prefixes advertised instead of its own (GW-25); empty when not set. */
  readonly summarizedGatewayPrefixes: readonly PlacedPrefix[];
  /** Servers that its hosts ask for names; empty means Azure's own. */
  readonly dnsServers: readonly PlacedIp[];
}

/** What a subnet is for, read from the names that Azure reserves. */
export type SubnetRole =
  | "workload"
  | "gateway"
  | "routeServer"
  | "firewall"
  | "firewallManagement"
  | "bastion"
  | "routingAppliance";

/** A subnet: the unit for which routes are computed. */
export interface Subnet extends Named {
  readonly network: Key;
  readonly role: SubnetRole;
  readonly prefixes: readonly PlacedPrefix[];
  /** Its route table; absent when it has none or the snapshot lacks it. */
  readonly routeTable: Key | undefined;
  readonly serviceEndpoints: readonly ServiceEndpoint[];
  /**
   * Whether user routes can invalidate the /32 routes of private endpoints in this subnet (PE-3).
   */
  readonly letsRoutesReachPrivateEndpoints: boolean;
  /** Whether NSGs apply to private endpoints in this subnet (PE-10). */
  readonly filtersPrivateEndpoints: boolean;
  /** Place of the private-endpoint policy; the subnet's when it is not written. */
  readonly privateEndpointPolicyPlace: Place;
  /**
   * Whether VMs without an explicit egress reach the Internet (FWD-15); absent when not written.
   */
  readonly hasDefaultOutbound: boolean | undefined;
  /** Services that it is given to, as Azure names them: `Microsoft.Sql/managedInstances`. */
  readonly delegations: readonly string[];
  /** The model may lack both; the NAT gateway may be the one that names the subnet. */
  readonly networkSecurityGroup: Key | undefined;
  readonly natGateway: Key | undefined;
}

/** One service endpoint of a subnet. */
export interface ServiceEndpoint {
  /** Azure's name, for example `Microsoft.Storage`. */
  readonly service: string;
  /**
   * Region names as written, or `*`; empty when the input does not say (SE-3 gives the default).
   */
  readonly locations: readonly string[];
  readonly place: Place;
}

/** One direction of a peering: what the local network has agreed with a remote one. */
export interface Peering extends Named {
  readonly network: Key;
  /** Key of the remote network, which the model may lack. */
  readonly remote: Key;
  /** Id of the remote network as it was written. */
  readonly remoteId: string;
  readonly state: "initiated" | "connected" | "disconnected";
  /** Whole networks, or only the subnets listed on either side (PEER-10). */
  readonly scope: "networks" | "subnets";
  /**
   * Prefixes of the remote side as last synchronized (PEER-2); absent when the input has no
   * snapshot of them.
   */
  readonly syncedPrefixes: readonly PlacedPrefix[] | undefined;
  /**
   * Prefixes of the remote side as the peering knows them now; absent when the input does not say.
   */
  readonly currentPrefixes: readonly PlacedPrefix[] | undefined;
  readonly allowsAccess: boolean;
  readonly acceptsForwarded: boolean;
  readonly offersGateway: boolean;
  readonly usesRemoteGateway: boolean;
  /** Names of the subnets that take part; empty for whole networks. */
  readonly localSubnets: readonly string[];
  readonly remoteSubnets: readonly string[];
  /** Only IPv6 is peered. */
  readonly isIpv6Only: boolean;
}

/**
 * Networks that reach each other directly through a mesh of Azure Virtual Network Manager (PEER-11,
 * CAP-10).
 */
export interface ConnectedGroup extends Named {
  readonly members: readonly Key[];
  /** Whether members of different regions are connected too. */
  readonly isGlobal: boolean;
}
