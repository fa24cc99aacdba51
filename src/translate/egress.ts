import type { Place } from "../diagnostic/index.ts";
import type { Flow, FlowAssumption } from "../flow/index.ts";
import type { Key } from "../model/index.ts";
import type { Ip, Prefix } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";

/** Who sends to public addresses. */
export interface EgressQuestion {
  readonly flow: Flow;
  readonly subnet: Key;
  /** Absent for a subnet without an interface, for example a firewall's. */
  readonly nic: Key | undefined;
  /** Public address by which the flow came in that this one answers; absent for a new flow. */
  readonly answers?: Ip | undefined;
}

/** How a flow leaves to public addresses, in the order of section 8.6. */
export interface Egress {
  readonly kind:
    | "natGateway"
    /** The sender's own: of its interface, or of its firewall. */
    | "publicIp"
    | "outboundRule"
    | "loadBalancerRule"
    | "defaultOutbound"
    /** To storage of the same region, which needs no egress (FWD-16). */
    | "regionalStorage"
    /** Nothing lets it out (step 6). */
    | "none"
    /** Something decides that the snapshot lacks. */
    | "unknown";
  /** Public address that the far end sees; absent where the input does not tell it. */
  readonly address: Ip | undefined;
  /** All that the address may be, as the input tells; one host prefix where it is known. */
  readonly among: readonly Prefix[];
  /** Whether the sender's own port is kept: 1:1 translation. */
  readonly keepsPort: boolean;
  /** Name of the resource that translates, for people; of what is missing where that decides. */
  readonly by: string | undefined;
  /** Why nothing lets it out, or nobody can tell; absent where it gets out. */
  readonly obstacle: EgressObstacle | undefined;
  readonly places: readonly Place[];
  readonly rules: readonly RuleId[];
  readonly assumptions: readonly FlowAssumption<EgressAssumption>[];
}

/** Why a flow does not get out. */
export type EgressObstacle =
  /** The subnet has no default outbound access (FWD-15, X-25). */
  | "privateSubnet"
  /** Members of a flexible scale set have no default outbound access. */
  | "flexibleSet"
  /** Behind a Standard load balancer nothing is implicit. */
  | "standardBalancer"
  /** Another address of the machine is public, and that takes default outbound access away. */
  | "otherPublicIp"
  /** Only a public address of its own carries more than TCP and UDP (FWD-30, X-33). */
  | "protocol"
  /** The NAT gateway of the subnet does not carry the protocol (FWD-29, X-33). */
  | "natGatewayProtocol"
  /** The NAT gateway of the subnet has no address of this family. */
  | "natGatewayFamily"
  /** There is no default outbound access for IPv6. */
  | "family"
  /** A firewall in forced-tunnel mode without a public address for traffic (FWD-25). */
  | "noPublicIp"
  /** Addresses are translated for what the interface sends from its own address only (FWD-32). */
  | "foreignSource"
  | "subnetMissing"
  | "natGatewayMissing"
  | "poolMissing"
  /** Whether a managed routing appliance has default outbound access is not documented. */
  | "routingAppliance";

/** What an egress may take for granted. */
export type EgressAssumption =
  /** Default outbound access: an address of Azure's that nobody can know beforehand. */
  | "defaultOutboundAddress"
  /** The public address is not in the snapshot. */
  | "addressUnknown"
  /** It is one of several, and nobody can know which. */
  | "addressAmongSeveral"
  /** A NAT gateway without an address does not work, and is taken for none. */
  | "natGatewayIdle"
  /** Not even the own public address carries what the NAT gateway does not. */
  | "natGatewayTakesAll"
  /** Packets of others leave only with their source translated by the sender. */
  | "foreignSourceStays";
