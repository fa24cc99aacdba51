import {
  type AddressMatch,
  type AdminRule,
  type Key,
  networkTagOf,
  type PortRange,
  type Protocol,
  type SecurityRule,
} from "../model/index.ts";
import {
  coversSet,
  type Prefix,
  type PrefixSet,
  prefixSet,
  rangeSet,
  unionOf,
} from "../net/index.ts";
import type { Filters } from "./filters.ts";
import type { FilterQuestion, FilterStep } from "./verdict.ts";

/** One end of the traffic that is examined: all of it has to match. */
export type ExaminedEnd =
  | { readonly kind: "any" }
  | { readonly kind: "prefix"; readonly prefix: Prefix }
  | { readonly kind: "tag"; readonly tag: string };

/** Traffic at a place, wider than one flow; the sender's port is any. */
export interface Examination extends Pick<FilterQuestion, "direction" | "subnet" | "nic"> {
  readonly protocol: Protocol | "any";
  readonly source: ExaminedEnd;
  readonly destination: ExaminedEnd;
  readonly destinationPorts: PortRange;
}

/** A rule, and which of its parts match the traffic. */
export interface ExaminedRule {
  readonly rule: SecurityRule | AdminRule;
  readonly isProtocol: boolean;
  readonly isSource: boolean;
  readonly isSourcePort: boolean;
  readonly isDestination: boolean;
  readonly isDestinationPort: boolean;
}

/** The rules of one group or network manager, as they were examined. */
export interface ExaminedList {
  readonly level: FilterStep["level"];
  /** Id of the security group or network manager. */
  readonly id: string;
  /** Id of the subnet or interface to which it is attached. */
  readonly appliedTo: string;
  /** By priority, up to the first that matches in all parts. */
  readonly rules: readonly ExaminedRule[];
  /** The last of the rules where that matches; absent where none does. */
  readonly decider: SecurityRule | AdminRule | undefined;
}

/**
 * Compares traffic with the rules at a place, part by part, in the order in which they are asked
 * (NSG-1, NSG-2, NSG-13). A list is examined whatever the one before has decided. A tag whose
 * prefixes nobody knows matches itself alone. Cost: the prefixes of the tags that rules name.
 */
export function examine(filters: Filters, question: Examination): readonly ExaminedList[] {
  const sets = setsAt(filters, question.subnet);
  const ofGroups = filters.groupsAt(question).flatMap(({ level, group, holder }) => {
    if (group === undefined) return [];
    const list = examineList(group.rules, question, sets);
    return [{ level, id: group.id, appliedTo: holder.id, ...list }];
  });
  return [...adminLists(filters, question, sets), ...ofGroups];
}

function adminLists(filters: Filters, question: Examination, sets: Sets): readonly ExaminedList[] {
  const byManager = new Map<string, AdminRule[]>();
  for (const rule of filters.adminRulesAt(question.subnet)) {
    // Below a manager stand configuration, collection and rule, each with a type and a name.
    const manager = rule.id.split("/").slice(0, -6).join("/");
    const known = byManager.get(manager);
    if (known === undefined) byManager.set(manager, [rule]);
    else known.push(rule);
  }
  return [...byManager].map(([id, rules]) => ({
    level: "admin",
    id,
    appliedTo: filters.model.subnets.get(question.subnet)?.id ?? question.subnet,
    ...examineList(rules, question, sets),
  }));
}

function examineList(
  rules: readonly (SecurityRule | AdminRule)[],
  question: Examination,
  sets: Sets,
): Pick<ExaminedList, "rules" | "decider"> {
  const examined: ExaminedRule[] = [];
  for (const rule of rules) {
    if (rule.direction !== question.direction) continue;
    const one = examineRule(rule, question, sets);
    examined.push(one);
    if (isMatch(one)) return { rules: examined, decider: rule };
  }
  return { rules: examined, decider: undefined };
}

function examineRule(
  rule: SecurityRule | AdminRule,
  { protocol, source, destination, destinationPorts }: Examination,
  sets: Sets,
): ExaminedRule {
  return {
    rule,
    isProtocol: rule.protocol === "any" || rule.protocol === protocol,
    isSource: coversEnd(rule.sources, source, sets),
    isSourcePort: coversPorts(rule.sourcePorts, everyPort),
    isDestination: coversEnd(rule.destinations, destination, sets),
    isDestinationPort: coversPorts(rule.destinationPorts, destinationPorts),
  };
}

function isMatch(one: ExaminedRule): boolean {
  const { isProtocol, isSource, isSourcePort, isDestination, isDestinationPort } = one;
  return isProtocol && isSource && isSourcePort && isDestination && isDestinationPort;
}

const everyPort: PortRange = { first: 0, last: 65_535 };

function coversPorts(ranges: readonly PortRange[], wanted: PortRange): boolean {
  return ranges.some(({ first, last }) => first <= wanted.first && wanted.last <= last);
}

/** What matches and ends stand for at a place; absent where nobody knows. */
interface Sets {
  ofMatch(match: AddressMatch): PrefixSet | undefined;
  ofEnd(end: ExaminedEnd): PrefixSet | undefined;
}

function setsAt(filters: Filters, subnet: Key): Sets {
  const ofMatch = (match: AddressMatch): PrefixSet | undefined => {
    if (match.kind === "any") return everything;
    if (match.kind === "range") {
      const { first, last } = match;
      return rangeSet([[first, typeof last === "number" ? last + 1 : last + 1n]]);
    }
    const prefixes = filters.expand(match, subnet);
    return prefixes === undefined ? undefined : prefixSet(prefixes);
  };
  const ofEnd = (end: ExaminedEnd): PrefixSet | undefined => {
    switch (end.kind) {
      case "any":
        return everything;
      case "prefix":
        return prefixSet([end.prefix]);
      case "tag":
        return ofMatch({ kind: "serviceTag", tag: end.tag });
    }
  };
  return { ofMatch, ofEnd };
}

function coversEnd(matches: readonly AddressMatch[], end: ExaminedEnd, sets: Sets): boolean {
  if (matches.some((match) => match.kind === "any" || isSameTag(match, end))) return true;
  const wanted = sets.ofEnd(end);
  if (wanted === undefined) return false;
  return coversSet(unionOf(matches.flatMap((match) => sets.ofMatch(match) ?? [])), wanted);
}

function isSameTag(match: AddressMatch, end: ExaminedEnd): boolean {
  if (match.kind !== "serviceTag" || end.kind !== "tag") return false;
  return tagKey(match.tag) === tagKey(end.tag);
}

const everything: PrefixSet = rangeSet([
  [0, 2 ** 32],
  [0n, 1n << 128n],
]);

function tagKey(tag: string): string {
  return networkTagOf(tag) ?? tag.toLowerCase();
}
