import type { Family } from "./ip.ts";
import type { Ip4 } from "./ip4.ts";
import type { Ip6 } from "./ip6.ts";
import { covers, halves, type Prefix, prefixOf } from "./prefix.ts";
import { coversPrefix, overlapsPrefix, type PrefixSet } from "./prefix-set.ts";

/** A prefix without the parts of it that are left out. */
export interface Cover {
  readonly prefix: Prefix;
  /** Disjoint, inside the prefix, in ascending order; may be empty. */
  readonly except: readonly Prefix[];
}

/**
 * Describes a set as people write one: as few prefixes and exceptions as possible, together the
 * union of the covers. `10.0.0.0/8 except 10.1.0.0/16` is shorter than the eight prefixes that are
 * left. Of two ways of equal length the one with fewer exceptions is taken. In ascending order, IPv4
 * first.
 *
 * Cost: proportional to the prefixes of the set times their length.
 */
export function toCovers(set: PrefixSet): readonly Cover[] {
  const covers: Mutable[] = [];
  for (const family of [4, 6] as const) {
    collect(plan(set, wholeOf(family)), "out", undefined, covers);
  }
  return covers.sort(byAddress);
}

interface Mutable {
  readonly prefix: Prefix;
  readonly except: Prefix[];
}

/** How a prefix is taken by the shorter ones around it: not at all, in, or left out of one. */
type State = "out" | "in" | "left";

/** What stands at and below a prefix costs, depending on how it is taken so far. */
type Costs = Readonly<Record<State, number>>;

interface Plan {
  readonly prefix: Prefix;
  /** Absent where the prefix is in the set as a whole, or not at all. */
  readonly halves: readonly [Plan, Plan] | undefined;
  /** Costs of the halves as they come; of a prefix without halves, nothing where it fits. */
  readonly kept: Costs;
  readonly best: Costs;
}

// An exception is a little dearer than a prefix, so that it has to save something; a prefix inside
// an exception is harder to read than either.
const turning: Costs = { out: 1, in: 1 + 1 / 4096, left: 1 + 1 / 16 };
const turned: Readonly<Record<State, State>> = { out: "in", in: "left", left: "in" };
const never = Number.POSITIVE_INFINITY;

function plan(set: PrefixSet, prefix: Prefix): Plan {
  if (coversPrefix(set, prefix)) {
    return planOf(prefix, undefined, { out: never, in: 0, left: never });
  }
  if (!overlapsPrefix(set, prefix)) {
    return planOf(prefix, undefined, { out: 0, in: never, left: 0 });
  }
  const parts = halves(prefix).map((half) => plan(set, half)) as [Plan, Plan];
  const sum = (state: State): number => parts[0].best[state] + parts[1].best[state];
  return planOf(prefix, parts, { out: sum("out"), in: sum("in"), left: sum("left") });
}

function planOf(prefix: Prefix, parts: Plan["halves"], kept: Costs): Plan {
  const best = (state: State): number =>
    Math.min(kept[state], turning[state] + kept[turned[state]]);
  return {
    prefix,
    halves: parts,
    kept,
    best: { out: best("out"), in: best("in"), left: best("left") },
  };
}

function collect(
  { prefix, halves: parts, kept, best }: Plan,
  state: State,
  around: Mutable | undefined,
  found: Mutable[],
): void {
  const turns = best[state] < kept[state];
  let cover = around;
  if (turns && state === "in") around?.except.push(prefix);
  if (turns && state !== "in") {
    cover = { prefix, except: [] };
    found.push(cover);
  }
  const next = turns ? turned[state] : state;
  for (const part of parts ?? []) collect(part, next, cover, found);
}

function wholeOf(family: Family): Prefix {
  return family === 4 ? prefixOf(0 as Ip4, 0) : prefixOf(0n as Ip6, 0);
}

// A cover inside an exception of another one stands behind it.
function byAddress({ prefix: a }: Cover, { prefix: b }: Cover): number {
  if (a.family !== b.family) return a.family - b.family;
  if (a.address !== b.address) return a.address < b.address ? -1 : 1;
  return covers(a, b) ? -1 : 1;
}
