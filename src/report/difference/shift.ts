import type { Shift, Side } from "../../difference/index.ts";
import type { Key } from "../../model/index.ts";
import {
  coversPrefix,
  formatPrefix,
  type PrefixSet,
  prefixSet,
  setSize,
  subtract,
  toCovers,
  toPrefixes,
  union,
} from "../../net/index.ts";
import { type HopReport, hopReport } from "./hop.ts";
import type { ShiftReport } from "./report.ts";
import type { CoverReport } from "./space.ts";

/** Tells the shifts of one table, as seen from its network. */
export function shiftReports(
  shifts: readonly Shift[],
  { before, after }: { readonly before: Side; readonly after: Side },
  network: Key,
): readonly ShiftReport[] {
  const told = shifts.map((shift) => ({
    space: shift.space,
    before: hopReport(shift.before, before, network),
    after: hopReport(shift.after, after, network),
  }));
  // What matters to most comes first; the rest is read as exceptions from it.
  const merged = mergeAlike(told).sort((a, b) => Number(setSize(b.space) - setSize(a.space)));
  const all = merged.reduce((sum, { space }) => union(sum, space), prefixSet([]));
  return merged.map(({ space, ...hops }) => ({
    prefixes: toPrefixes(space).map(formatPrefix),
    covers: coverReports(space, subtract(all, space)),
    ...hops,
  }));
}

interface Told {
  readonly space: PrefixSet;
  readonly before: HopReport | null;
  readonly after: HopReport | null;
}

// Every private endpoint has a route of its own, and people write many user routes to one next hop;
// what happens to several of them alike is one thing.
function mergeAlike(told: readonly Told[]): Told[] {
  const merged = new Map<string, Told>();
  for (const one of told) {
    const key = `${keyOf(one.before)} > ${keyOf(one.after)}`;
    const same = merged.get(key);
    merged.set(key, same === undefined ? one : join(same, one));
  }
  return [...merged.values()];
}

const endpointWord = "InterfaceEndpoint";

function keyOf(hop: HopReport | null): string {
  if (hop === null) return "";
  return hop.nextHopType === endpointWord ? endpointWord : `${hop.text} ${hop.source}`;
}

function join(a: Told, b: Told): Told {
  return {
    space: union(a.space, b.space),
    before: joinHops(a.before, b.before),
    after: joinHops(a.after, b.after),
  };
}

function joinHops(a: HopReport | null, b: HopReport | null): HopReport | null {
  if (a === null || b === null) return a;
  const names = [...new Set([...a.names, ...b.names])];
  const routes = [...new Set([...a.routes, ...b.routes])];
  const text = a.nextHopType === endpointWord ? `${endpointWord} ${names.join(", ")}` : a.text;
  return { ...a, names, routes, text };
}

/** Tells a set of addresses as people write it; parts that are `told` elsewhere are not left out. */
export function coverReports(
  space: PrefixSet,
  told: PrefixSet = prefixSet([]),
): readonly CoverReport[] {
  return toCovers(space).map(({ prefix, except }) => ({
    prefix: formatPrefix(prefix),
    except: except.filter((one) => !coversPrefix(told, one)).map(formatPrefix),
  }));
}
