import type { FilterStep, Filters } from "../filter/index.ts";
import { type AddressMatch, networkTagOf } from "../model/index.ts";
import type { SecurityPlace } from "./effective-security.ts";
import { filterAssumptions } from "./filter-sentence.ts";
import {
  type AnyRule,
  accessWord,
  directionWord,
  matchText,
  portText,
  protocolWord,
  ruleName,
} from "./security-words.ts";

/** One rule at a place, for people. */
export interface SecurityRow {
  readonly direction: string;
  readonly level: FilterStep["level"];
  readonly group: string;
  readonly priority: number;
  readonly name: string;
  readonly access: string;
  readonly protocol: string;
  readonly sources: readonly string[];
  readonly sourcePorts: readonly string[];
  readonly destinations: readonly string[];
  readonly destinationPorts: readonly string[];
}

/** The rules of one level in one direction. */
interface RuleList {
  readonly level: FilterStep["level"];
  readonly groupOf: (rule: AnyRule) => string;
  readonly rules: readonly AnyRule[];
}

/**
 * Every rule at a place in the order in which rules are judged: inbound, then outbound; admin rules
 * first, then the groups (NSG-1), each by priority (NSG-2).
 */
export function securityRows(filters: Filters, place: SecurityPlace): readonly SecurityRow[] {
  return (["inbound", "outbound"] as const).flatMap((direction) =>
    listsAt(filters, place, direction).flatMap(({ level, groupOf, rules }) =>
      rules
        .filter((rule) => rule.direction === direction)
        .map((rule) => toRow(rule, level, groupOf(rule))),
    ),
  );
}

function listsAt(
  filters: Filters,
  place: SecurityPlace,
  direction: FilterStep["direction"],
): readonly RuleList[] {
  const groups = filters.groupsAt({ ...place, direction }).map(({ level, group }) => ({
    level,
    groupOf: () => group?.name ?? "",
    rules: group?.rules ?? [],
  }));
  const rules = filters.adminRulesAt(place.subnet);
  return [{ level: "admin", groupOf: collectionOf, rules }, ...groups];
}

function collectionOf(rule: AnyRule): string {
  return "id" in rule ? (rule.id.split("/").at(-3) ?? "") : "";
}

function toRow(rule: AnyRule, level: FilterStep["level"], group: string): SecurityRow {
  return {
    direction: directionWord(rule.direction),
    level,
    group,
    priority: rule.priority,
    name: ruleName(rule, level),
    access: accessWord(rule.access),
    protocol: protocolWord(rule.protocol),
    sources: rule.sources.map(matchText),
    sourcePorts: rule.sourcePorts.map(portText),
    destinations: rule.destinations.map(matchText),
    destinationPorts: rule.destinationPorts.map(portText),
  };
}

/** What the rules at a place take for granted, each in one sentence. */
export function assumedSecurity(filters: Filters, place: SecurityPlace): readonly string[] {
  const groups = filters.groupsAt({ ...place, direction: "inbound" });
  const missing = groups.flatMap(({ group, key }) =>
    group === undefined
      ? [`network security group ${key.split("/").at(-1)} is not in the snapshot (NSG-1)`]
      : [],
  );
  const admin = filters.adminRulesAt(place.subnet);
  const undeployed = admin
    .filter(({ isDeploymentKnown }) => !isDeploymentKnown)
    .map(({ name }) => `${filterAssumptions.adminRuleDeployed([name])} (NSG-15)`);
  const rules: readonly AnyRule[] = [
    ...admin,
    ...groups.flatMap(({ group }) => group?.rules ?? []),
  ];
  const unknown = rules.flatMap((rule) => {
    const tags = [...rule.sources, ...rule.destinations].flatMap((match) =>
      unknownTag(match, filters, place),
    );
    if (tags.length === 0) return [];
    const about = [rule.name, [...new Set(tags)].join(", ")];
    return [`${filterAssumptions.tagUnknown(about)} (NSG-2)`];
  });
  return [...missing, ...undeployed, ...unknown];
}

function unknownTag(
  match: AddressMatch,
  filters: Filters,
  { subnet }: SecurityPlace,
): readonly string[] {
  if (match.kind !== "serviceTag" || networkTagOf(match.tag) !== undefined) return [];
  return filters.expand(match, subnet) === undefined ? [match.tag] : [];
}
