import type { Bodies, Report } from "../arm/index.ts";
import type {
  AddressMatch,
  FirewallMatch,
  FirewallRule,
  Key,
  RuleCollection,
} from "../model/index.ts";
import { resolve } from "./sources.ts";

type WrittenCollection = Bodies["firewall"]["collections"][number];
type WrittenRule = WrittenCollection["rules"][number];
type WrittenMatch = WrittenRule["sources"][number];

/** Addresses of the IP groups, by the key of the group. */
export type IpGroups = ReadonlyMap<Key, readonly AddressMatch[]>;

/**
 * Builds rule collections in the order in which they are judged: by priority, and equal ones as
 * they were written. IP groups are replaced by their addresses; one that is not there stays as
 * such.
 */
export function lowerCollections(
  written: readonly WrittenCollection[],
  ipGroups: IpGroups,
  report: Report,
): readonly RuleCollection[] {
  return written
    .map((collection): RuleCollection => {
      const rules = collection.rules.map((rule) => lowerRule(rule, ipGroups, report));
      return { ...collection, rules };
    })
    .sort((a, b) => a.priority - b.priority);
}

function lowerRule(rule: WrittenRule, ipGroups: IpGroups, report: Report): FirewallRule {
  const sources = lowerMatches(rule.sources, ipGroups, report);
  const destinations = lowerMatches(rule.destinations, ipGroups, report);
  return { ...rule, sources, destinations };
}

// A group can hold thousands of addresses and stand in hundreds of rules, so a rule that names
// nothing else shares its list.
function lowerMatches(
  written: readonly WrittenMatch[],
  ipGroups: IpGroups,
  report: Report,
): readonly FirewallMatch[] {
  const lists = written.map((match) => lowerMatch(match, ipGroups, report));
  return lists.length === 1 ? (lists[0] ?? []) : lists.flat();
}

function lowerMatch(
  match: WrittenMatch,
  ipGroups: IpGroups,
  report: Report,
): readonly FirewallMatch[] {
  if (match.kind !== "ipGroup") return [match];
  const found = resolve(match.group, ipGroups, { property: "ipGroups", report });
  return found ?? [{ kind: "unknownGroup", id: match.group.id }];
}
