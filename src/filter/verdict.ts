import type { Place } from "../diagnostic/index.ts";
import type { Flow, FlowAssumption } from "../flow/index.ts";
import type { Key, Named, PublicIp } from "../model/index.ts";
import type { RuleId } from "../rule/index.ts";

/** What is asked of the filters at an interface or a private endpoint. */
export interface FilterQuestion {
  readonly direction: "inbound" | "outbound";
  readonly flow: Flow;
  readonly subnet: Key;
  /** Absent for a subnet without an interface, and for a private endpoint. */
  readonly nic: Key | undefined;
  /** Private endpoint that is reached (PE-10). */
  readonly privateEndpoint: Key | undefined;
  /**
   * Kind of the public address at which the flow came in from outside, whose destination is already
   * the private one (NSG-4); absent when it came by private addresses.
   */
  readonly publicAddressSku?: PublicIp["sku"];
}

/** Why a filter says what it says. */
export type FilterReason =
  /** A rule matched. */
  | "rule"
  /** No group is attached there (NSG-5). */
  | "noGroup"
  /** Addresses of the platform, which no rule names (NSG-10). */
  | "platform"
  /** The hidden rule for activation (NSG-11). */
  | "activation"
  /** A Standard public address without any group is closed (NSG-5). */
  | "closedPublicIp"
  /** The endpoint's subnet does not filter private endpoints (PE-10). */
  | "endpointPolicyOff"
  /** Azure does not carry the protocol at all (NSG-12). */
  | "protocol"
  /** Reserved subnets that take no group. */
  | "unfilteredSubnet"
  /** A peering without access, and no group anywhere that would deny. */
  | "accessOff"
  /** A group is named that the snapshot lacks. */
  | "groupMissing"
  /** A rule could not be compared: a tag whose prefixes nobody has given. */
  | "tagUnknown";

/** What one filter decided. */
export interface FilterStep {
  readonly direction: "inbound" | "outbound";
  readonly level: "admin" | "subnet" | "nic";
  readonly verdict: "allowed" | "denied" | "unknown";
  readonly reason: FilterReason;
  /** Group or admin-rule collection that decided; absent where none takes part. */
  readonly group: Pick<Named, "key" | "id" | "name"> | undefined;
  /** Rule that decided. */
  readonly rule: { readonly name: string; readonly priority: number } | undefined;
  readonly places: readonly Place[];
  readonly rules: readonly RuleId[];
  readonly assumptions: readonly FlowAssumption<FilterAssumption>[];
}

/** What a filter may take for granted. */
export type FilterAssumption =
  /** A rule looks at the sender's port, which nobody has said. */
  | "sourcePort"
  /** A rule names a service tag whose prefixes are not known, and another rule decided. */
  | "tagUnknown"
  /** An admin rule decided, and the input does not tell whether it is deployed. */
  | "adminRuleDeployed";
