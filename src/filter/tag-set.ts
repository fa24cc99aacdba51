import type { Model } from "../model/index.ts";
import { hasIp, type Ip, type Prefix, type PrefixSet, prefixSet } from "../net/index.ts";
import { type EffectiveTable, fateOf, type TableGroup } from "../route/index.ts";
import { hostPrefix4 } from "./platform.ts";
import { countsAsMember, isInTag, reasonOf } from "./virtual-network-tag.ts";

/**
 * The tag `VirtualNetwork` of one table, for look-ups. What comes from a gateway or a route table
 * is shared with every other table that has it, so that ten thousand subnets behind one gateway
 * keep its prefixes once.
 */
export interface TagSet {
  /** Own space, peers and connected groups: few, and different in every network. */
  readonly near: PrefixSet;
  readonly shared: readonly SharedSet[];
  /** Default routes and their halves, which say nothing about what is public (NSG-8). */
  readonly wide: PrefixSet;
}

interface SharedSet {
  readonly set: PrefixSet;
  /** Group to ask where some of its routes are not in the tag; absent where all are. */
  readonly exact: TableGroup | undefined;
}

/** Sets of the routes of shared groups, kept as long as the groups. */
export type SharedSets = WeakMap<TableGroup["group"], PrefixSet>;

/** Builds the tag of a table. Cost: proportional to what the table does not share. */
export function tagSetOf(model: Model, table: EffectiveTable, known: SharedSets): TagSet {
  const near: Prefix[] = [hostPrefix4];
  const wide: Prefix[] = [];
  const shared: SharedSet[] = [];
  for (const group of table.groups) {
    const reason = reasonOf(group);
    if (reason === undefined) continue;
    const isShareable = reason === "gateway" || isPlainUser(model, reason);
    for (const [number, { prefixes }] of group.group.routes.entries()) {
      if (isShareable && !prefixes.some(isWide)) continue;
      if (!isInTag(model, table, { group, number })) continue;
      const members = prefixes.filter((prefix) => countsAsMember(model, reason, prefix));
      wide.push(...members.filter(isWide));
      if (!isShareable) near.push(...members.filter((prefix) => !isWide(prefix)));
    }
    if (isShareable) shared.push(sharedSet(group, known));
  }
  return { near: prefixSet(near), shared, wide: prefixSet(wide) };
}

function isPlainUser({ behavior }: Model, reason: string): boolean {
  return reason === "userRoute" && behavior.forwardedTrafficModel !== "tagOnly";
}

function sharedSet(group: TableGroup, known: SharedSets): SharedSet {
  const present = known.get(group.group);
  const set =
    present ??
    prefixSet(group.group.routes.flatMap(({ prefixes }) => prefixes.filter((one) => !isWide(one))));
  if (present === undefined) known.set(group.group, set);
  const hasLosers = group.group.kind === "gateway" && group.fates.length > 0;
  return { set, exact: hasLosers ? group : undefined };
}

function isWide({ length }: Prefix): boolean {
  return length <= 1;
}

/** Whether the tag holds an address. Cost: a few binary searches. */
export function isInTagSet(tag: TagSet, ip: Ip): boolean {
  return isInside(tag, ip) || hasIp(tag.wide, ip);
}

/** The same without default routes: what is certainly no part of the Internet (NSG-8). */
export function isInside({ near, shared }: TagSet, ip: Ip): boolean {
  if (hasIp(near, ip)) return true;
  for (const { set, exact } of shared) {
    if (hasIp(set, ip) && (exact === undefined || isShown(exact, ip))) return true;
  }
  return false;
}

/**
 * The tag as the union of sets, with default routes and without (NSG-8). Cost: shared sets are taken
 * as they are; of a group of which some routes are not in the tag the others are collected.
 */
export function insideSets({ near, shared, wide }: TagSet): {
  readonly inside: readonly PrefixSet[];
  readonly near: readonly PrefixSet[];
} {
  const sets = [
    near,
    ...shared.map(({ set, exact }) => (exact === undefined ? set : shown(exact))),
  ];
  return { inside: [...sets, wide], near: sets };
}

function shown(group: TableGroup): PrefixSet {
  return prefixSet(
    group.group.routes.flatMap(({ prefixes }, number) =>
      fateOf(group, number)?.kind === "hidden" ? [] : prefixes.filter((one) => !isWide(one)),
    ),
  );
}

function isShown(group: TableGroup, ip: Ip): boolean {
  return group.group
    .covering(ip)
    .some(
      ({ prefix, routes }) =>
        !isWide(prefix) && routes.some((number) => fateOf(group, number)?.kind !== "hidden"),
    );
}
