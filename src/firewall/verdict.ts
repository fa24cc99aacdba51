import type { Place } from "../diagnostic/index.ts";
import type { FlowAssumption } from "../flow/index.ts";
import type { Ip } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";

/** Why a firewall says what it says. */
export type FirewallReason =
  | "rule"
  /** Nothing matched: everything else is denied. */
  | "noRule"
  /** Its policy is named and the snapshot lacks it. */
  | "policyMissing"
  /** A rule could not be compared, and whether it matches would decide. */
  | "unknownMatch"
  /** DNAT in forced-tunnel mode (FWD-25). */
  | "noDnat";

/** What an Azure Firewall does with a new flow. */
export interface FirewallVerdict {
  readonly action: "allow" | "deny" | "unknown";
  readonly reason: FirewallReason;
  /** Kind of the collection that decided; absent when none did. */
  readonly kind: "nat" | "network" | "application" | undefined;
  /** Names of policy group, collection and rule; the group is absent in a classic firewall. */
  readonly group: string | undefined;
  readonly collection: string | undefined;
  readonly rule: string | undefined;
  /** New destination of a DNAT rule. */
  readonly destination: { readonly address: Ip; readonly port: number | undefined } | undefined;
  /**
   * Whether the source becomes the firewall's: its public address towards the Internet, an instance
   * address otherwise (FWD-24, FWD-25).
   */
  readonly translatesSource: boolean;
  readonly places: readonly Place[];
  readonly rules: readonly RuleId[];
  readonly assumptions: readonly FlowAssumption<FirewallAssumption>[];
}

/** What a firewall's verdict may take for granted. */
export type FirewallAssumption =
  /** A rule names tags, categories or names that could not be compared. */
  | "matchUnknown"
  /** The name in the request, which an application rule looks at, is taken to be the one asked for. */
  | "nameInRequest";
