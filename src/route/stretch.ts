import {
  type AddressRange,
  type Bound,
  comparePrefixes,
  covers,
  type Prefix,
  type PrefixSet,
  toPrefixes,
  toRange,
} from "../net/index.ts";
import type { Route } from "./route.ts";
import { type EffectiveTable, isBefore, type Match } from "./table.ts";
import { fateOf, type TableGroup } from "./table-group.ts";

/** A run of addresses that one route carries. */
export interface Stretch {
  readonly range: AddressRange;
  /** Absent where no route carries them. */
  readonly route: Route | undefined;
}

/**
 * Who carries which part of an address space: what `lookupRoute` says for every address of it.
 *
 * The stretches are in ascending order, IPv4 first, and fill the space; neighbors have different
 * routes. Cost: the prefixes of the space, and O(n log n) in the entries inside them.
 */
export function stretchesOf(
  table: Pick<EffectiveTable, "groups">,
  space: PrefixSet,
): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const prefix of toPrefixes(space)) sweep(entriesAround(table, prefix), prefix, stretches);
  return stretches;
}

/** A prefix of a route in force. */
interface Entry extends Match {
  /** Whether it beats longer user routes inside it (SE-4). */
  readonly isPrivileged: boolean;
}

// Those that cover the prefix come first, the shortest first; then those inside it, each after
// what covers it.
function entriesAround(
  { groups }: Pick<EffectiveTable, "groups">,
  prefix: Prefix,
): readonly Entry[] {
  return groups.flatMap((group) => entriesOf(group, prefix)).sort(byNesting);
}

function entriesOf(tableGroup: TableGroup, prefix: Prefix): readonly Entry[] {
  const { group, all, beatsLongerUser: isPrivileged = false } = tableGroup;
  if (all !== undefined) return [];
  const entry = (number: number, own: Prefix): readonly Entry[] =>
    fateOf(tableGroup, number) === undefined
      ? [{ route: group.routes[number] as Route, prefix: own, isPrivileged }]
      : [];
  const around = group
    .covering(prefix.address)
    .filter((one) => one.prefix.length < prefix.length)
    .flatMap((one) => one.routes.flatMap((number) => entry(number, one.prefix)));
  return [...around, ...group.inside(prefix).flatMap((one) => entry(one.route, one.prefix))];
}

// Of equal prefixes the preferred one comes last, so that it lies on top.
function byNesting(a: Entry, b: Entry): number {
  return comparePrefixes(a.prefix, b.prefix) || (isBefore(a, b) ? 1 : -1);
}

// Entries are nested or disjoint, so that those around an address are a stack.
function sweep(entries: readonly Entry[], prefix: Prefix, stretches: Stretch[]): void {
  const [first, end] = toRange(prefix);
  const stack: { readonly entry: Entry; readonly end: Bound }[] = [];
  let at = first;
  const advance = (to: Bound): void => {
    if (at < to) append(stretches, [at, to], carrierIn(stack));
    if (at < to) at = to;
  };
  for (const entry of entries) {
    const isAround = covers(entry.prefix, prefix);
    const [start, last] = isAround ? [first, end] : toRange(entry.prefix);
    for (let top = stack.at(-1); top !== undefined && top.end <= start; top = stack.at(-1)) {
      advance(top.end);
      stack.pop();
    }
    advance(start);
    stack.push({ entry, end: last });
  }
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    advance(top.end);
    stack.pop();
  }
  advance(end);
}

function carrierIn(stack: readonly { readonly entry: Entry }[]): Route | undefined {
  const top = stack.at(-1)?.entry;
  if (top?.route.source !== "user") return top?.route;
  return (stack.findLast(({ entry }) => entry.isPrivileged)?.entry ?? top).route;
}

function append(stretches: Stretch[], range: AddressRange, route: Route | undefined): void {
  const last = stretches.at(-1);
  const isNext = last !== undefined && last.route === route && last.range[1] === range[0];
  if (isNext) stretches[stretches.length - 1] = { range: [last.range[0], range[1]], route };
  else stretches.push({ range, route });
}
