import type { Place } from "../diagnostic/index.ts";
import type { Flow, FlowAssumption } from "../flow/index.ts";
import type { Key } from "../model/index.ts";
import type { Ip } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";

/** Who sends to the Internet. */
export interface EgressQuestion {
  readonly flow: Flow;
  readonly subnet: Key;
  /** Absent for a subnet without an interface. */
  readonly nic: Key | undefined;
}

/** How a flow leaves to public addresses, in the order of section 8.6. */
export interface Egress {
  readonly kind:
    | "natGateway"
    | "publicIp"
    | "outboundRule"
    | "loadBalancerRule"
    | "defaultOutbound"
    /** A public address of a firewall (FWD-24). */
    | "firewallPublicIp"
    /** Nothing lets it out (step 6). */
    | "none"
    /** Something decides that the snapshot lacks. */
    | "unknown";
  /** Public address that the far end sees; absent where the input does not tell it. */
  readonly address: Ip | undefined;
  /** Whether the sender's own port is kept: 1:1 translation. */
  readonly keepsPort: boolean;
  /** Name of the resource that translates, for people. */
  readonly by: string | undefined;
  readonly places: readonly Place[];
  readonly rules: readonly RuleId[];
  readonly assumptions: readonly FlowAssumption<EgressAssumption>[];
}

/** What an egress may take for granted. */
export type EgressAssumption =
  /** Default outbound access: an address of Azure's that nobody can know beforehand. */
  | "defaultOutboundAddress"
  /** The public address is not in the snapshot. */
  | "addressUnknown";
