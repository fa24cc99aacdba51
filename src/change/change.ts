import type { Ip, Prefix } from "../net/index.ts";

/**
 * One edit of the resources of an estate, as small as Azure's own commands.
 *
 * Resources are named by their ids, in any casing; one that is there keeps the id that it was
 * written with.
 */
export type Change =
  | CreateRouteTable
  | AssociateRouteTable
  | DissociateRouteTable
  | AddRoutes
  | RemoveRoutes
  | SetRoute
  | SetPropagation
  | SetPrivateEndpointPolicies
  | SetServiceEndpoints
  | CreatePeering
  | SetPeeringFlags
  | SyncPeering
  | RemovePeering
  | SetIpForwarding
  | SetTag
  | CreateNatGateway
  | AssociateNatGateway
  | DissociateSecurityGroup
  | AddSecurityRule
  | AddSubnetRule
  | RemoveSubnetRule
  | AddIpRule
  | RemoveIpRule;

/** Which of the edits a change is. */
export type ChangeKind = Change["kind"];

/** The change of one kind. */
export type ChangeOf<K extends ChangeKind> = Extract<Change, { readonly kind: K }>;

/** A new route table. One that is there must have these routes; its others stay. */
export interface CreateRouteTable {
  readonly kind: "createRouteTable";
  /** Id of the new table. */
  readonly table: string;
  /** Azure region, which must be that of its subnets. */
  readonly location: string;
  readonly routes: readonly RouteSpec[];
  /** Whether its subnets receive gateway routes. */
  readonly propagates: boolean;
}

/** A subnet takes a route table, in the place of one that it had. */
export interface AssociateRouteTable {
  readonly kind: "associateRouteTable";
  readonly subnet: string;
  readonly table: string;
}

/** A subnet has no route table any more. */
export interface DissociateRouteTable {
  readonly kind: "dissociateRouteTable";
  readonly subnet: string;
}

/** New routes of a route table. */
export interface AddRoutes {
  readonly kind: "addRoutes";
  readonly table: string;
  readonly routes: readonly RouteSpec[];
}

/** Routes of a route table go; names that it lacks are gone already. */
export interface RemoveRoutes {
  readonly kind: "removeRoutes";
  readonly table: string;
  readonly names: readonly string[];
}

/** A route gets another destination, another next hop, or both. */
export interface SetRoute {
  readonly kind: "setRoute";
  readonly table: string;
  readonly name: string;
  readonly destination?: RouteDestination;
  readonly nextHop?: RouteNextHop;
}

/** Whether the subnets of a route table receive gateway routes. */
export interface SetPropagation {
  readonly kind: "setPropagation";
  readonly table: string;
  readonly propagates: boolean;
}

/** Whether user routes and security groups act on the private endpoints of a subnet. */
export interface SetPrivateEndpointPolicies {
  readonly kind: "setPrivateEndpointPolicies";
  readonly subnet: string;
  readonly value: PrivateEndpointPolicies;
}

/** The service endpoints of a subnet: exactly these. */
export interface SetServiceEndpoints {
  readonly kind: "setServiceEndpoints";
  readonly subnet: string;
  /** Azure's names, for example `Microsoft.Storage`. One that is there keeps its locations. */
  readonly services: readonly string[];
}

/** One direction of a peering; the other one is a change of its own. */
export interface CreatePeering {
  readonly kind: "createPeering";
  /** Id of the peering, below the network that it belongs to. */
  readonly peering: string;
  /** Id of the other network. */
  readonly remote: string;
  /** Those left out: access is allowed, all others are off. */
  readonly flags: PeeringFlags;
}

/** Flags of a peering; those left out stay. */
export interface SetPeeringFlags {
  readonly kind: "setPeeringFlags";
  readonly peering: string;
  readonly flags: PeeringFlags;
}

/** A peering learns the address space that the other network has now. */
export interface SyncPeering {
  readonly kind: "syncPeering";
  readonly peering: string;
}

/** One direction of a peering goes; the other one is disconnected by that. */
export interface RemovePeering {
  readonly kind: "removePeering";
  readonly peering: string;
}

/** Whether a network interface may send and receive packets that are not its own. */
export interface SetIpForwarding {
  readonly kind: "setIpForwarding";
  readonly nic: string;
  readonly isOn: boolean;
}

/** A tag of any resource. */
export interface SetTag {
  readonly kind: "setTag";
  readonly resource: string;
  readonly name: string;
  readonly value: string;
}

/** A new NAT gateway with a new public address. */
export interface CreateNatGateway {
  readonly kind: "createNatGateway";
  /** Id of the new gateway. */
  readonly gateway: string;
  /** Id of its new public address. */
  readonly publicIp: string;
  /** Azure region, which must be that of its subnets. */
  readonly location: string;
}

/** A subnet takes a NAT gateway, in the place of one that it had. */
export interface AssociateNatGateway {
  readonly kind: "associateNatGateway";
  readonly subnet: string;
  readonly gateway: string;
}

/** A subnet has no network security group any more. */
export interface DissociateSecurityGroup {
  readonly kind: "dissociateSecurityGroup";
  readonly subnet: string;
}

/** A new rule of a network security group. */
export interface AddSecurityRule {
  readonly kind: "addSecurityRule";
  readonly group: string;
  readonly rule: SecurityRuleSpec;
}

/** A storage account, key vault or SQL server lets a subnet in. */
export interface AddSubnetRule {
  readonly kind: "addSubnetRule";
  readonly service: string;
  readonly subnet: string;
}

/** A storage account, key vault or SQL server has no rule for a subnet any more. */
export interface RemoveSubnetRule {
  readonly kind: "removeSubnetRule";
  readonly service: string;
  readonly subnet: string;
}

/** A storage account, key vault or SQL server lets public addresses in. */
export interface AddIpRule {
  readonly kind: "addIpRule";
  readonly service: string;
  readonly prefix: Prefix;
}

/** A storage account, key vault or SQL server has no rule for public addresses any more. */
export interface RemoveIpRule {
  readonly kind: "removeIpRule";
  readonly service: string;
  readonly prefix: Prefix;
}

/** A route as it is going to be. */
export interface RouteSpec {
  readonly name: string;
  readonly destination: RouteDestination;
  readonly nextHop: RouteNextHop;
}

/** A prefix, or a service tag that stands for many (UDR-9). */
export type RouteDestination =
  | { readonly kind: "prefix"; readonly prefix: Prefix }
  | { readonly kind: "serviceTag"; readonly tag: string };

/** Where a route sends packets (UDR-2); several addresses share them by ECMP. */
export type RouteNextHop =
  | { readonly kind: "appliance"; readonly addresses: readonly Ip[] }
  | { readonly kind: "gateway" }
  | { readonly kind: "network" }
  | { readonly kind: "internet" }
  | { readonly kind: "none" };

/** Flags of a peering; ARM's names stand in `action/peering-words.ts`. */
export interface PeeringFlags {
  readonly allowsAccess?: boolean;
  readonly acceptsForwarded?: boolean;
  readonly offersGateway?: boolean;
  readonly usesRemoteGateway?: boolean;
}

/** What acts on the private endpoints of a subnet, in Azure's words (PE-3, PE-10). */
export type PrivateEndpointPolicies =
  | "Disabled"
  | "NetworkSecurityGroupEnabled"
  | "RouteTableEnabled"
  | "Enabled";

/** A security rule as it is going to be. */
export interface SecurityRuleSpec {
  readonly name: string;
  readonly direction: "inbound" | "outbound";
  readonly access: "allow" | "deny";
  /** 100..4096; lower wins. */
  readonly priority: number;
  readonly protocol: "any" | "tcp" | "udp" | "icmp" | "esp" | "ah";
  /** Each `*`, a prefix, an address or a service tag; never empty, nor are the others. */
  readonly sources: readonly string[];
  /** Each `*`, a port or two with a dash between. */
  readonly sourcePorts: readonly string[];
  readonly destinations: readonly string[];
  readonly destinationPorts: readonly string[];
}
