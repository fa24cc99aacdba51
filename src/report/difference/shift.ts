import type { Shift, Side } from "../difference/index.ts";
import type { Key } from "../model/index.ts";
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
} from "../net/index.ts";
import { type HopReport, hopReport } from "./difference-hop.ts";
import type { CoverReport, ShiftReport } from "./difference-report.ts";

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
  const merged = mergeEndpoints(told).sort((a, b) => Number(setSize(b.space) - setSize(a.space)));
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

// Every private endpoint has a route of its own; what happens to several of them alike is one thing.
function mergeEndpoints(told: readonly Told[]): Told[] {
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
  return hop.nextHopType === endpointWord ? endpointWord : `${hop.text} ${hop.source} ${hop.route}`;
}

function join(a: Told, b: Told): Told {
  return {
    space: union(a.space, b.space),
    before: joinHops(a.before, b.before),
    after: joinHops(a.after, b.after),
  };
}

function joinHops(a: HopReport | null, b: HopReport | null): HopReport | null {
  if (a === null || b === null || a.nextHopType !== endpointWord) return a;
  const names = [...new Set([...a.names, ...b.names])];
  return { ...a, names, text: `${endpointWord} ${names.join(", ")}` };
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
