import { commonFlows, type FlowSet, overlapFlows, withoutFlows } from "../../flow/index.ts";
import type { Key } from "../../model/index.ts";
import { type PrefixSet, toRanges, union, unionOf } from "../../net/index.ts";
import type { Reach } from "../../reach/index.ts";
import { flowsFrom, type Suspect } from "../flows/suspect.ts";
import type { Touched } from "../model/touched.ts";
import type { HubTableChange } from "../routes/compare-hubs.ts";
import type { TableChange } from "../routes/compare-tables.ts";
import { type Area, endingAt, everywhere } from "./area.ts";
import { ofFilters } from "./touched-filters.ts";
import { ofFirewalls } from "./touched-firewalls.ts";
import { ofHosts } from "./touched-hosts.ts";
import { ofNetworks } from "./touched-networks.ts";
import { ofOutside } from "./touched-outside.ts";
import { ofHubTables, ofTables } from "./touched-routes.ts";

/** What two models do not share, as far as it was found. */
export interface Changes {
  readonly touched: Touched;
  /** Subnets whose table may differ, by network. */
  readonly retabled: ReadonlyMap<Key, readonly Key[]>;
  readonly tables: readonly TableChange[];
  readonly hubTables: readonly HubTableChange[];
}

/**
 * Flows that may fare otherwise: more than do, and all that do, as far as they use addresses. Found
 * from what is not the same, and from who passes on what others send to it.
 */
export function suspectFlows(
  reaches: readonly [Reach, Reach],
  changes: Changes,
): readonly Suspect[] {
  const area = merged(areaOf(reaches, changes));
  return flowsFrom(reaches, unionOf(area.map(({ sources }) => sources))).flatMap((all) =>
    disjoint(
      area.flatMap((one) => (overlapFlows(one, all.set) ? (commonFlows(one, all.set) ?? []) : [])),
    ).map((set) => ({ ...all, set })),
  );
}

function areaOf(
  reaches: readonly [Reach, Reach],
  { touched, retabled, tables, hubTables }: Changes,
): Area {
  if (touched.isEverywhere) return endingAt(everywhere);
  return [
    ...ofOutside(reaches, touched),
    ...ofNetworks(reaches, touched),
    ...ofHosts(reaches, touched),
    ...ofFilters(reaches, touched, retabled),
    ...ofFirewalls(reaches, touched),
    ...reaches.flatMap((reach) => [...ofTables(reach, tables), ...ofHubTables(reach, hubTables)]),
  ];
}

// What shares two of its three is one.
function merged(area: Area): Area {
  const byTarget = joinBy(
    area,
    ({ destinations, services }) => `${setKey(destinations)}|${services.join()}`,
    (a, b) => ({ ...a, sources: union(a.sources, b.sources) }),
  );
  return joinBy(
    byTarget,
    ({ sources, services }) => `${setKey(sources)}|${services.join()}`,
    (a, b) => ({ ...a, destinations: union(a.destinations, b.destinations) }),
  );
}

function joinBy(
  area: Area,
  keyOf: (set: FlowSet) => string,
  join: (a: FlowSet, b: FlowSet) => FlowSet,
): Area {
  const found = new Map<string, FlowSet>();
  for (const one of area) {
    const key = keyOf(one);
    const known = found.get(key);
    found.set(key, known === undefined ? one : join(known, one));
  }
  return [...found.values()];
}

function setKey(set: PrefixSet): string {
  return toRanges(set)
    .map((bounds) => bounds.join("-"))
    .join();
}

function disjoint(area: Area): Area {
  const found: FlowSet[] = [];
  for (const one of area) {
    const rest = found.reduce(
      (parts: readonly FlowSet[], known) => parts.flatMap((part) => withoutFlows(part, known)),
      [one],
    );
    found.push(...rest);
  }
  return found;
}
