import { type AddressRange, type PrefixSet, rangeSet } from "../../net/index.ts";
import { type Hop, hopKey } from "./hop.ts";

/** Addresses whose next hop changes, all from one to one other. */
export interface Shift {
  /** Never empty. */
  readonly space: PrefixSet;
  /** Absent where no route carries packets. */
  readonly before: Hop | undefined;
  readonly after: Hop | undefined;
}

/** A run of addresses and where packets for it go. */
export interface HopStretch {
  readonly range: AddressRange;
  readonly hop: Hop | undefined;
}

/**
 * What changes between two lists of stretches over the same space, in the order of addresses. Cost:
 * linear in both.
 */
export function shiftsBetween(
  before: readonly HopStretch[],
  after: readonly HopStretch[],
): readonly Shift[] {
  const moved = new Map<string, Moved>();
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    const [old, now] = [before[i] as HopStretch, after[j] as HopStretch];
    const keys = [hopKey(old.hop), hopKey(now.hop)];
    if (keys[0] !== keys[1]) addTo(moved, keys.join(" > "), common(old.range, now.range), old, now);
    const [oldEnd, newEnd] = [old.range[1], now.range[1]];
    if (!isBefore(newEnd, oldEnd)) i += 1;
    if (!isBefore(oldEnd, newEnd)) j += 1;
  }
  return [...moved.values()].map(({ ranges, before: from, after: to }) => ({
    space: rangeSet(ranges),
    before: from,
    after: to,
  }));
}

interface Moved {
  readonly ranges: AddressRange[];
  readonly before: Hop | undefined;
  readonly after: Hop | undefined;
}

function addTo(
  moved: Map<string, Moved>,
  key: string,
  range: AddressRange,
  before: HopStretch,
  after: HopStretch,
): void {
  const known = moved.get(key);
  if (known === undefined)
    moved.set(key, { ranges: [range], before: before.hop, after: after.hop });
  else known.ranges.push(range);
}

// Both lists fill one space in one order, so two current stretches always share addresses.
function common(a: AddressRange, b: AddressRange): AddressRange {
  const start = isBefore(a[0], b[0]) ? b[0] : a[0];
  return [start, isBefore(a[1], b[1]) ? a[1] : b[1]];
}

// IPv4 comes before IPv6.
function isBefore(a: AddressRange[0], b: AddressRange[0]): boolean {
  return typeof a === typeof b ? a < b : typeof a === "number";
}
