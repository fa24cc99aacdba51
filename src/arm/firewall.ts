import type { Ip } from "../net/index.ts";
import {
  Cursor,
  type Reference,
  type Report,
  type WrittenIp,
  type WrittenPrefix,
} from "./cursor.ts";
import { readUntranslated } from "./firewall-match.ts";
import { readClassicCollections, type WrittenCollection } from "./firewall-rule.ts";
import { readPublicIp, type WrittenPublicIp } from "./public-ip.ts";
import type { Resource } from "./resource.ts";

/** An Azure Firewall as written. */
export interface FirewallBody {
  readonly subnet: Reference | undefined;
  readonly virtualHub: Reference | undefined;
  readonly address: Ip | undefined;
  readonly publicIps: readonly WrittenPublicIp[];
  /** Public addresses of a firewall in a virtual hub, which have no resource. */
  readonly hubAddresses: readonly WrittenIp[];
  readonly managementSubnet: Reference | undefined;
  readonly tier: "basic" | "standard" | "premium";
  readonly policy: Reference | undefined;
  readonly collections: readonly WrittenCollection[];
  readonly untranslated: readonly WrittenPrefix[] | undefined;
  readonly learnsUntranslated: boolean;
  readonly threatIntelligence: ThreatMode;
}

/** What is done with what Microsoft's threat feed names. */
export type ThreatMode = "off" | "alert" | "deny";

const tiers = { Basic: "basic", Standard: "standard", Premium: "premium" } as const;

const threatModes = { Off: "off", Alert: "alert", Deny: "deny" } as const;

/** Reads what is done with what the threat feed names; Azure's own choice is to tell only. */
export function readThreatMode(cursor: Cursor): ThreatMode {
  return cursor.choice("threatIntelMode", threatModes) ?? "alert";
}

/** Reads an Azure Firewall. */
export function decodeFirewall(resource: Resource, report: Report): FirewallBody {
  const cursor = Cursor.of(resource, report);
  const configurations = cursor.list("ipConfigurations");
  // Only the first configuration names the subnet; the others add public addresses.
  const withSubnet = configurations.find((configuration) => configuration.at("subnet").exists);
  const hub = cursor.at("hubIPAddresses");
  const more = cursor.at("additionalProperties");
  return {
    subnet: withSubnet?.reference("subnet"),
    virtualHub: cursor.reference("virtualHub"),
    address:
      (withSubnet ?? configurations[0])?.ip("privateIPAddress") ?? hub.ip("privateIPAddress"),
    publicIps: configurations.flatMap(
      (configuration) => readPublicIp(configuration, "publicIPAddress") ?? [],
    ),
    hubAddresses: hub.at("publicIPs").list("addresses").flatMap(readHubAddress),
    managementSubnet: cursor.at("managementIpConfiguration").reference("subnet"),
    tier: cursor.at("sku").choice("tier", tiers) ?? "standard",
    policy: cursor.reference("firewallPolicy"),
    collections: [
      ...readClassicCollections(cursor, "natRuleCollections", "nat"),
      ...readClassicCollections(cursor, "networkRuleCollections", "network"),
      ...readClassicCollections(cursor, "applicationRuleCollections", "application"),
    ],
    untranslated: readUntranslated(more, "Network.SNAT.PrivateRanges"),
    learnsUntranslated: readLearning(more, "Network.SNAT.AutoLearnPrivateRanges"),
    threatIntelligence: readThreatMode(cursor),
  };
}

/** Reads whether learned ranges are left alone: `Enabled` or `Disabled`, or a boolean. */
export function readLearning(holder: Cursor, property: string): boolean {
  const learning = { Enabled: true, Disabled: false, true: true, false: false } as const;
  return typeof holder.at(property).value === "boolean"
    ? (holder.flag(property) ?? false)
    : (holder.choice(property, learning) ?? false);
}

function readHubAddress(cursor: Cursor): readonly WrittenIp[] {
  const address = cursor.ip("address");
  return address === undefined ? [] : [{ address, place: cursor.place }];
}
