import type { Place } from "../diagnostic/index.ts";
import type { Ip } from "../net/index.ts";
import type { Key, Named, PlacedPrefix } from "./key.ts";
import type { PublicIp } from "./public-ip.ts";
import type { AddressMatch, PortRange, Protocol } from "./security.ts";

/** An Azure Firewall. */
export interface Firewall extends Named {
  readonly subnet: Key | undefined;
  readonly virtualHub: Key | undefined;
  /** Address that user routes name as next hop; absent when unknown. */
  readonly address: Ip | undefined;
  /** Addresses of its instances, which send and are seen as hops (X-32, FWD-24); never empty. */
  readonly instances: readonly FirewallInstance[];
  readonly publicIps: readonly PublicIp[];
  /** Subnet of the management NIC: forced-tunnel mode (FWD-25); absent without it. */
  readonly managementSubnet: Key | undefined;
  readonly tier: "basic" | "standard" | "premium";
  /** Its policy; absent for a classic firewall. The model may lack it. */
  readonly policy: Key | undefined;
  /** Rules written in the firewall itself (classic); empty under a policy. */
  readonly collections: readonly RuleCollection[];
  /**
   * What a classic firewall does not translate (FWD-24), as written; absent means RFC 1918 and
   * RFC 6598. Under a policy the policy says it.
   */
  readonly untranslated: readonly PlacedPrefix[] | undefined;
  /** Whether it also leaves alone what a Route Server has taught it, which nobody can know. */
  readonly learnsUntranslated: boolean;
  readonly threatIntelligence: ThreatIntelligence;
}

/** What is done with addresses and names of Microsoft's threat feed, which is not public. */
export type ThreatIntelligence = "off" | "alert" | "deny";

/** One instance of a firewall. */
export interface FirewallInstance {
  readonly address: Ip | undefined;
  /** Whether the address was counted on from the firewall's own, and not written. */
  readonly isAssumed: boolean;
}

/** A firewall policy. */
export interface FirewallPolicy extends Named {
  /** Policy whose groups come first; the model may lack it. */
  readonly base: Key | undefined;
  /** By priority, the lowest number first. */
  readonly groups: readonly RuleCollectionGroup[];
  /** Ids of groups that the policy lists and the snapshot lacks. */
  readonly missingGroups: readonly string[];
  readonly untranslated: readonly PlacedPrefix[] | undefined;
  readonly learnsUntranslated: boolean;
  readonly threatIntelligence: ThreatIntelligence;
  /** Whether the firewall answers DNS for its clients, and asks these servers. */
  readonly isDnsProxy: boolean;
  readonly dnsServers: readonly Ip[];
}

/** A rule collection group of a policy. */
export interface RuleCollectionGroup extends Named {
  readonly priority: number;
  /** By priority, the lowest number first. */
  readonly collections: readonly RuleCollection[];
}

/** A rule collection: all its rules have one kind, one action and one priority. */
export interface RuleCollection {
  readonly name: string;
  readonly kind: "nat" | "network" | "application";
  readonly priority: number;
  readonly action: "allow" | "deny" | "dnat" | "snat";
  readonly rules: readonly FirewallRule[];
  readonly place: Place;
}

/** What a firewall rule compares an address with. */
export type FirewallMatch =
  | AddressMatch
  /** Id of an IP group that the snapshot lacks. */
  | { readonly kind: "unknownGroup"; readonly id: string };

/** One rule of a collection. */
export type FirewallRule = NetworkRule | ApplicationRule | NatRule;

/** What all firewall rules have. */
interface FirewallRuleBase {
  readonly name: string;
  /** Addresses, service tags and IP groups already expanded into their prefixes. */
  readonly sources: readonly FirewallMatch[];
  readonly place: Place;
}

/** A rule for any traffic, judged by addresses and ports. */
export interface NetworkRule extends FirewallRuleBase {
  readonly kind: "network";
  readonly protocols: readonly (Protocol | "any")[];
  readonly destinations: readonly FirewallMatch[];
  readonly destinationFqdns: readonly string[];
  readonly destinationPorts: readonly PortRange[];
}

/** A rule for web and SQL traffic, judged by name. */
export interface ApplicationRule extends FirewallRuleBase {
  readonly kind: "application";
  readonly protocols: readonly {
    readonly kind: "http" | "https" | "mssql";
    readonly port: number;
  }[];
  /** With `*` at the start or alone. */
  readonly fqdns: readonly string[];
  /** With `*` at the start, at the end of the path, or alone; they take a rule that reads TLS. */
  readonly urls: readonly string[];
  readonly fqdnTags: readonly string[];
  readonly webCategories: readonly string[];
  /** Empty when the rule does not look at the destination, which is the rule. */
  readonly destinations: readonly FirewallMatch[];
  /** Whether the firewall opens TLS, and so reads the request as it reads HTTP. */
  readonly terminatesTls: boolean;
}

/** A rule that translates the destination. */
export interface NatRule extends FirewallRuleBase {
  readonly kind: "nat";
  readonly protocols: readonly (Protocol | "any")[];
  readonly destinations: readonly FirewallMatch[];
  readonly destinationPorts: readonly PortRange[];
  readonly translatedAddress: Ip | undefined;
  readonly translatedFqdn: string | undefined;
  readonly translatedPort: number | undefined;
}
