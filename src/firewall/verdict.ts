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
  | "noDnat"
  /** A DNAT rule translates to a name, and no address of that is known. */
  | "destinationUnknown"
  /** From behind the firewall to its own public address, which it does not turn round (FWD-36). */
  | "hairpin"
  /** A protocol without ports cannot get the firewall's public address (FWD-38). */
  | "protocolNotTranslated"
  /** It carries no IPv6 (FWD-42). */
  | "familyUnsupported"
  /** A question to the DNS proxy, which the firewall answers itself. */
  | "dnsProxy";

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
  /**
   * New destination: of a DNAT rule, or where the firewall itself resolves the name of a request
   * that it reads, to something else than the sender did; absent when it stays.
   */
  readonly destination: { readonly address: Ip; readonly port: number | undefined } | undefined;
  /**
   * Whether the source becomes the firewall's: its public address towards the Internet, an instance
   * address otherwise (FWD-24, FWD-25).
   */
  readonly translatesSource: boolean;
  /** Ids of the policies and groups that the snapshot lacks and that would have to be judged. */
  readonly missing: readonly string[];
  readonly places: readonly Place[];
  readonly rules: readonly RuleId[];
  readonly assumptions: readonly FlowAssumption<FirewallAssumption>[];
}

/** What a firewall's verdict may take for granted. */
export type FirewallAssumption =
  /** A rule names tags, categories or names that could not be compared. */
  | "matchUnknown"
  /** The name in the request, which an application rule looks at, is taken to be the one asked for. */
  | "nameInRequest"
  /** An FQDN tag is taken to hold the names that Microsoft documents (FWD-43). */
  | "tagAsDocumented"
  /** A name that the built-in rules for Azure's own infrastructure may let through. */
  | "infrastructureName"
  /** A Route Server may have taught it that the destination is not to be translated. */
  | "learnedRanges"
  /** A base policy says what is not translated, and that is not inherited. */
  | "rangesNotInherited"
  /** A DNAT rule for any source also lets in and translates what comes without its address. */
  | "impliedByNat";
