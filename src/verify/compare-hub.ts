import type { CapturedHubRoute } from "../arm/index.ts";
import type { HubRouteTable, Model, VirtualHub } from "../model/index.ts";
import { formatPrefix, parsePrefix } from "../net/index.ts";
import type { AzureHubRow, ExplainedHubRow } from "../report/routes/index.ts";

/** A route table of a hub, and the hub. */
export interface HubTable {
  readonly hub: VirtualHub;
  readonly table: HubRouteTable;
}

/** Two lists of hub rows, matched. */
export interface HubComparison {
  /** How many captured rows have a counterpart. */
  readonly agreed: number;
  /** Captured, and not among ours. */
  readonly missing: readonly CapturedHubRoute[];
  /** Ours, and not captured. */
  readonly extra: readonly ExplainedHubRow[];
}

/**
 * Finds the route table that a capture is about: its id, `HUB/TABLE`, or a hub by id or name, whose
 * default table is meant then. `undefined` when no hub has it.
 */
export function findHubTable({ hubs }: Model, about: string): HubTable | undefined {
  const wanted = about.toLowerCase();
  const isDefault = (name: string): boolean => name.toLowerCase() === "defaultroutetable";
  for (const hub of hubs.values()) {
    const isHub = [hub.key, hub.name.toLowerCase()].some((known) => known === wanted);
    const table = hub.routeTables.find(
      ({ key, name }) =>
        (isHub && isDefault(name)) ||
        key === wanted ||
        `${hub.name}/${name}`.toLowerCase() === wanted,
    );
    if (table !== undefined) return { hub, table };
  }
  return undefined;
}

/**
 * Compares two lists of hub rows as multisets. Ids are compared without regard to case, prefixes
 * and next hops without regard to order.
 */
export function compareHubRows(
  captured: readonly CapturedHubRoute[],
  ours: readonly ExplainedHubRow[],
): HubComparison {
  const rest = new Map<string, ExplainedHubRow[]>();
  for (const row of ours) {
    const key = keyOfRow(row);
    const same = rest.get(key);
    if (same === undefined) rest.set(key, [row]);
    else same.push(row);
  }
  const missing = captured.filter((row) => rest.get(keyOfRow(row))?.pop() === undefined);
  const agreed = captured.length - missing.length;
  return { agreed, missing, extra: [...rest.values()].flat() };
}

function keyOfRow(row: AzureHubRow): string {
  const { addressPrefixes, asPath, nextHopType, nextHops, routeOrigin } = row;
  return [
    sorted(addressPrefixes.map(canonicalPrefix)),
    asPath,
    nextHopType,
    sorted(nextHops),
    routeOrigin,
  ]
    .join("|")
    .toLowerCase();
}

function sorted(texts: readonly string[]): string {
  return [...texts].sort().join(" ");
}

function canonicalPrefix(text: string): string {
  const prefix = parsePrefix(text);
  return prefix === undefined ? text : formatPrefix(prefix);
}
