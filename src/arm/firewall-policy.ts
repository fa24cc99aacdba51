import {
  Cursor,
  type Reference,
  type Report,
  type WrittenIp,
  type WrittenPrefix,
} from "./cursor.ts";
import { readLearning, readThreatMode, type ThreatMode } from "./firewall.ts";
import { readUntranslated, type WrittenMatch } from "./firewall-match.ts";
import { readPolicyCollections, type WrittenCollection } from "./firewall-rule.ts";
import { parseMatch } from "./match.ts";
import type { Resource } from "./resource.ts";

/** A firewall policy as written, without its groups. */
export interface FirewallPolicyBody {
  readonly base: Reference | undefined;
  readonly untranslated: readonly WrittenPrefix[] | undefined;
  readonly learnsUntranslated: boolean;
  readonly isDnsProxy: boolean;
  readonly dnsServers: readonly WrittenIp[];
  readonly threatIntelligence: ThreatMode;
}

/** A rule collection group as written. */
export interface RuleCollectionGroupBody {
  /** Whether only its id stands there, inside its policy. */
  readonly isNameOnly: boolean;
  readonly priority: number;
  readonly collections: readonly WrittenCollection[];
}

/** An IP group as written. */
export interface IpGroupBody {
  readonly addresses: readonly WrittenMatch[];
}

/** Reads a firewall policy. */
export function decodeFirewallPolicy(resource: Resource, report: Report): FirewallPolicyBody {
  const cursor = Cursor.of(resource, report);
  const snat = cursor.at("snat");
  const dns = cursor.at("dnsSettings");
  return {
    base: cursor.reference("basePolicy"),
    untranslated: readUntranslated(snat, "privateRanges"),
    learnsUntranslated: readLearning(snat, "autoLearnPrivateRanges"),
    isDnsProxy: dns.flag("enableProxy") ?? false,
    dnsServers: dns.ips("servers"),
    threatIntelligence: readThreatMode(cursor),
  };
}

/** Reads a rule collection group. A policy's answer only names its groups. */
export function decodeRuleCollectionGroup(
  resource: Resource,
  report: Report,
): RuleCollectionGroupBody {
  const cursor = Cursor.of(resource, report);
  return {
    isNameOnly: !cursor.at("ruleCollections").exists && !cursor.at("priority").exists,
    priority: cursor.number("priority") ?? 65_000,
    collections: readPolicyCollections(cursor),
  };
}

/** Reads an IP group. Diagnostics: `property-invalid`. */
export function decodeIpGroup(resource: Resource, report: Report): IpGroupBody {
  const cursor = Cursor.of(resource, report);
  return {
    addresses: cursor.list("ipAddresses").flatMap((element) => {
      const text = typeof element.value === "string" ? element.value.trim() : "";
      const match = parseMatch(text);
      return match === undefined || match.kind === "serviceTag"
        ? (element.complain("ipAddresses", "an address, a prefix or a range") ?? [])
        : match;
    }),
  };
}
