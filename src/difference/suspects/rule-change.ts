import { everyService, type ServiceSet, servicesOf } from "../../flow/index.ts";
import type {
  AddressMatch,
  AdminRule,
  Key,
  Model,
  SecurityRule,
  Subnet,
} from "../../model/index.ts";
import { networkTagOf } from "../../model/index.ts";
import {
  isEmptySet,
  type PrefixSet,
  prefixSet,
  rangeSet,
  subtract,
  union,
  unionOf,
} from "../../net/index.ts";
import type { Reach } from "../../reach/index.ts";
import { everywhere } from "./area.ts";

type AnyRule = SecurityRule | AdminRule;

/** Packets about which two lists of rules may not say the same. */
export interface RuleBox {
  readonly direction: "inbound" | "outbound";
  readonly sources: PrefixSet;
  readonly destinations: PrefixSet;
  readonly services: ServiceSet;
}

/** A list of rules as it is judged at a subnet. */
export interface RuleList {
  readonly reach: Reach;
  readonly subnet: Subnet;
  readonly rules: readonly AnyRule[];
}

/**
 * Compares two lists of rules. Gives more than differs: a rule that only one has counts for all that
 * it matches, though others may come before it.
 */
export function changedBoxes(before: RuleList, after: RuleList): readonly RuleBox[] {
  const [old, now] = [before, after].map(
    ({ rules }) => new Map(rules.map((rule) => [meaningOf(rule), rule])),
  );
  if (old === undefined || now === undefined) return [];
  const shared = [...now].filter(([key]) => old.has(key)).map(([, rule]) => rule);
  return [
    ...[...old].flatMap(([key, rule]) => (now.has(key) ? [] : boxOf(before, rule))),
    ...[...now].flatMap(([key, rule]) => (old.has(key) ? [] : boxOf(after, rule))),
    ...shared.flatMap((rule) => movedBoxes(before, after, rule)),
  ];
}

function meaningOf({ direction, access, priority, protocol, ...rule }: AnyRule): string {
  const { sources, sourcePorts, destinations, destinationPorts } = rule;
  const parts = [direction, access, priority, protocol];
  return JSON.stringify(
    [...parts, sources, sourcePorts, destinations, destinationPorts],
    (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value),
  );
}

function boxOf(list: RuleList, rule: AnyRule): readonly RuleBox[] {
  return boxBetween(rule, spaceOf(list, rule.sources), spaceOf(list, rule.destinations));
}

// The same rule may mean other addresses: those of its tags and application groups.
function movedBoxes(before: RuleList, after: RuleList, rule: AnyRule): readonly RuleBox[] {
  const moved = (matches: readonly AddressMatch[]): PrefixSet => {
    const named = matches.filter(isNamed);
    if (named.length === 0) return none;
    const [was, is] = [spaceOf(before, named), spaceOf(after, named)];
    return union(subtract(was, is), subtract(is, was));
  };
  const [sources, destinations] = [moved(rule.sources), moved(rule.destinations)];
  const all = (matches: readonly AddressMatch[]): PrefixSet =>
    union(spaceOf(before, matches), spaceOf(after, matches));
  return [
    ...(isEmptySet(sources) ? [] : boxBetween(rule, sources, all(rule.destinations))),
    ...(isEmptySet(destinations) ? [] : boxBetween(rule, all(rule.sources), destinations)),
  ];
}

const none: PrefixSet = prefixSet([]);

function isNamed(match: AddressMatch): boolean {
  if (match.kind === "serviceTag") return networkTagOf(match.tag) !== undefined;
  return match.kind === "applicationGroup";
}

function boxBetween(
  { direction, protocol, destinationPorts }: AnyRule,
  sources: PrefixSet,
  destinations: PrefixSet,
): readonly RuleBox[] {
  if (isEmptySet(sources) || isEmptySet(destinations)) return [];
  const isEveryPort = destinationPorts.some(({ first, last }) => first === 0 && last === 65_535);
  const services = isEveryPort
    ? protocol === "any"
      ? everyService
      : servicesOf(protocol)
    : servicesOf(protocol, protocol === "icmp" ? undefined : destinationPorts);
  return [{ direction, sources, destinations, services }];
}

function spaceOf({ reach, subnet }: RuleList, matches: readonly AddressMatch[]): PrefixSet {
  return unionOf(matches.map((match) => spaceOfMatch(reach, subnet.key, match)));
}

// A tag of which nobody knows the prefixes may be anything.
function spaceOfMatch({ walker }: Reach, subnet: Key, match: AddressMatch): PrefixSet {
  if (match.kind === "range") {
    const { first, last } = match;
    if (typeof first === "number" && typeof last === "number") return rangeSet([[first, last + 1]]);
    if (typeof first === "bigint" && typeof last === "bigint")
      return rangeSet([[first, last + 1n]]);
    return none;
  }
  const prefixes = walker.world.filters.expand(match, subnet);
  return prefixes === undefined ? everywhere : prefixSet(prefixes);
}

/** The rules of a security group; none where the model lacks it. */
export function rulesOf({ securityGroups }: Model, key: Key | undefined): readonly AnyRule[] {
  return (key === undefined ? undefined : securityGroups.get(key)?.rules) ?? [];
}
