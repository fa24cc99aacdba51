import { type Prefix, type PrefixSet, prefixKey, prefixSet } from "../../net/index.ts";
import { type EffectiveTable, fateOf, type Route, type TableGroup } from "../../route/index.ts";
import { nextHopKey } from "./hop.ts";

type Group = TableGroup["group"];

/**
 * Finds a space outside of which two tables surely lead everything to the same next hops: the
 * prefixes that only one of them has in force. Groups are shared by many tables, and what differs
 * between two groups is found once for the pair.
 */
export class ChangedSpaces {
  readonly #groups = new WeakMap<Group, WeakMap<Group, readonly Prefix[]>>();

  /** The space; empty when the tables surely lead everything alike. */
  between(before: EffectiveTable, after: EffectiveTable): PrefixSet {
    const kinds = new Set([...before.groups, ...after.groups].map(({ group }) => group.kind));
    return prefixSet(
      [...kinds].flatMap((kind) => this.#ofKind(pick(before, kind), pick(after, kind))),
    );
  }

  // Private endpoints stand in one group for each network, all others in one group of their kind.
  #ofKind(before: readonly TableGroup[], after: readonly TableGroup[]): readonly Prefix[] {
    const [was, is] = [before[0], after[0]];
    const isPair = before.length === 1 && after.length === 1;
    if (!isPair || was === undefined || is === undefined || was.all !== is.all) {
      return differing(entriesInForce(before), entriesInForce(after));
    }
    if (was.all !== undefined) return [];
    return [...this.#betweenGroups(was.group, is.group), ...betweenFates(was, is)];
  }

  #betweenGroups(before: Group, after: Group): readonly Prefix[] {
    if (before === after) return [];
    const known = this.#groups.get(before) ?? new WeakMap<Group, readonly Prefix[]>();
    this.#groups.set(before, known);
    const prefixes =
      known.get(after) ?? differing(entriesOf(before.routes), entriesOf(after.routes));
    known.set(after, prefixes);
    return prefixes;
  }
}

function pick({ groups }: EffectiveTable, kind: Group["kind"]): readonly TableGroup[] {
  return groups.filter(({ group }) => group.kind === kind);
}

function entriesInForce(groups: readonly TableGroup[]): Entries {
  return entriesOf(
    groups.flatMap((one) =>
      one.group.routes.filter((_, number) => fateOf(one, number) === undefined),
    ),
  );
}

// What loses in one table and not in the other. Each has few exceptions, by numbers of its group.
function betweenFates(before: TableGroup, after: TableGroup): readonly Prefix[] {
  if (before.fates.length === 0 && after.fates.length === 0) return [];
  return differing(losersOf(before), losersOf(after));
}

function losersOf({ group, fates }: TableGroup): Entries {
  const numbers = new Set(fates.flatMap((decided) => [...decided.keys()]));
  return entriesOf([...numbers].map((number) => group.routes[number] as Route));
}

/** Prefixes of routes, each under a text that tells it, its source and its next hop. */
type Entries = ReadonlyMap<string, Prefix>;

function entriesOf(routes: readonly Route[]): Entries {
  const entries = new Map<string, Prefix>();
  for (const { nextHop, prefixes, source, serviceTag } of routes) {
    const rest = `${source} ${serviceTag?.preference ?? ""} ${nextHopKey(nextHop)}`;
    for (const prefix of prefixes) entries.set(`${prefixKey(prefix)} ${rest}`, prefix);
  }
  return entries;
}

function differing(before: Entries, after: Entries): readonly Prefix[] {
  return [...missingFrom(after, before), ...missingFrom(before, after)];
}

function missingFrom(other: Entries, own: Entries): readonly Prefix[] {
  return [...own].flatMap(([key, prefix]) => (other.has(key) ? [] : [prefix]));
}
