import type { Report } from "../arm/index.ts";
import {
  type AddressMatch,
  type FirewallPolicy,
  type Key,
  keyOf,
  type RuleCollectionGroup,
} from "../model/index.ts";
import { type IpGroups, lowerCollections } from "./firewall-rule.ts";
import {
  type Item,
  mapByKey,
  namedOf,
  readChildren,
  readItems,
  reportCircle,
  reportMissing,
  resolve,
  type Sources,
} from "./sources.ts";

/** Reads the IP groups. */
export function readIpGroups(sources: Sources): IpGroups {
  return new Map(
    readItems(sources, "ipGroup").map(({ key, body }) => [
      key,
      body.addresses.filter(isAddress) satisfies readonly AddressMatch[],
    ]),
  );
}

type WrittenAddress = Item<"ipGroup">["body"]["addresses"][number];

function isAddress(match: WrittenAddress): match is Exclude<WrittenAddress, { kind: "ipGroup" }> {
  return match.kind !== "ipGroup";
}

/**
 * Builds the firewall policies with their groups. A group that a policy only names, and that is
 * nowhere else, is kept as missing.
 */
export function lowerFirewallPolicies(
  sources: Sources,
  ipGroups: IpGroups,
): ReadonlyMap<Key, FirewallPolicy> {
  const { report } = sources;
  const items = mapByKey(readItems(sources, "firewallPolicy"));
  const groups = readChildren(sources, "ruleCollectionGroup");
  return mapByKey(
    [...items.values()].map((item): FirewallPolicy => {
      const own = groups.get(item.key) ?? [];
      const { untranslated, learnsUntranslated, threatIntelligence, isDnsProxy } = item.body;
      return {
        ...namedOf(item),
        base: lowerBase(item, items, report),
        groups: lowerGroups(own, ipGroups, report),
        missingGroups: findMissing(own, report),
        untranslated,
        learnsUntranslated,
        threatIntelligence,
        isDnsProxy,
        dnsServers: item.body.dnsServers.map(({ address }) => address),
      };
    }),
  );
}

function lowerGroups(
  items: readonly Item<"ruleCollectionGroup">[],
  ipGroups: IpGroups,
  report: Report,
): readonly RuleCollectionGroup[] {
  return items
    .filter(({ body }) => !body.isNameOnly)
    .map((item) => {
      const { priority, collections } = item.body;
      const lowered = lowerCollections(collections, ipGroups, report);
      return { ...namedOf(item), priority, collections: lowered };
    })
    .sort((a, b) => a.priority - b.priority);
}

function findMissing(
  items: readonly Item<"ruleCollectionGroup">[],
  report: Report,
): readonly string[] {
  const missing = items.filter(({ body }) => body.isNameOnly);
  for (const reference of missing) reportMissing(reference, "ruleCollectionGroups", report);
  return missing.map(({ id }) => id);
}

// A policy that inherits from itself, over whatever detour, inherits nothing.
function lowerBase(
  item: Item<"firewallPolicy">,
  items: ReadonlyMap<Key, Item<"firewallPolicy">>,
  report: Report,
): Key | undefined {
  const { base } = item.body;
  if (base === undefined) return undefined;
  const ends = [item.name];
  let next = resolve(base, items, { property: "basePolicy", report });
  while (next !== undefined && ends.length <= items.size) {
    ends.push(next.name);
    if (next.key === item.key) {
      reportCircle(base, { property: "basePolicy", ends, report });
      return undefined;
    }
    next = next.body.base && items.get(keyOf(next.body.base.id));
  }
  return keyOf(base.id);
}
