import type { HubRouteTable, Model, VirtualHub } from "../../model/index.ts";
import {
  isEmptySet,
  type PrefixSet,
  prefixSet,
  subtract,
  toRanges,
  union,
} from "../../net/index.ts";
import { type HubRow, hubRows } from "../../route/index.ts";
import type { Touched } from "../model/touched.ts";
import type { Side } from "../side.ts";
import { type HopStretch, type Shift, shiftsBetween } from "./shift.ts";

/** A route table of a virtual hub that changes. */
export interface HubTableChange {
  readonly hub: VirtualHub;
  readonly table: HubRouteTable;
  /** Never empty. */
  readonly shifts: readonly Shift[];
}

// What writes into the tables of a hub.
const sources = [
  "hubs",
  "networks",
  "gateways",
  "circuits",
  "connections",
  "sites",
  "firewalls",
] as const;

/** What changes in the route tables of hubs that are on both sides, in the order of ids. */
export function compareHubs(
  before: Side,
  after: Side,
  touched: Touched,
): readonly HubTableChange[] {
  const [old, now] = [before.walker.router.model, after.walker.router.model];
  const isAffected =
    now.hubs.size > 0 && (touched.isEverywhere || sources.some((map) => touched.of(map).size > 0));
  if (!isAffected) return [];
  return [...now.hubs.values()].flatMap((hub) => {
    const was = old.hubs.get(hub.key);
    return was === undefined ? [] : compareHub({ model: old, hub: was }, { model: now, hub });
  });
}

interface HubOfModel {
  readonly model: Model;
  readonly hub: VirtualHub;
}

function compareHub(before: HubOfModel, after: HubOfModel): readonly HubTableChange[] {
  return after.hub.routeTables.flatMap((table) => {
    const was = before.hub.routeTables.find(({ key }) => key === table.key);
    if (was === undefined) return [];
    const rows = [hubRows(before.model, before.hub, was), hubRows(after.model, after.hub, table)];
    const space = prefixSet(rows.flat().map(({ prefix }) => prefix));
    const [old = [], now = []] = rows.map((one) => stretchesOfRows(one, space));
    const shifts = shiftsBetween(old, now);
    return shifts.length === 0 ? [] : [{ hub: after.hub, table, shifts }];
  });
}

// From the longest prefix to the shortest, each row carries what the longer ones have left.
function stretchesOfRows(rows: readonly HubRow[], space: PrefixSet): readonly HopStretch[] {
  const byLength = [...rows].sort((a, b) => b.prefix.length - a.prefix.length);
  const stretches: HopStretch[] = [];
  let taken = prefixSet([]);
  for (const { prefix, offers } of byLength) {
    const own = subtract(prefixSet([prefix]), taken);
    if (isEmptySet(own)) continue;
    taken = union(taken, own);
    for (const range of toRanges(own)) stretches.push({ range, hop: { kind: "hub", offers } });
  }
  for (const range of toRanges(subtract(space, taken))) stretches.push({ range, hop: undefined });
  return stretches.sort(byStart);
}

function byStart({ range: [a] }: HopStretch, { range: [b] }: HopStretch): number {
  if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
  return a < b ? -1 : 1;
}
