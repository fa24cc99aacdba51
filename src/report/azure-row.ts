import type { Behavior } from "../model/index.ts";
import { formatIp, formatPrefix } from "../net/index.ts";
import {
  type EffectiveRoute,
  type EffectiveTable,
  listRoutes,
  type Route,
} from "../route/index.ts";
import { nextHopWord, sourceWord } from "./words.ts";

/** One row as Azure's API writes it, and nothing more. */
export interface AzureRow {
  /** On user rows only. */
  readonly name?: string;
  readonly source: string;
  readonly state: "Active" | "Invalid";
  readonly addressPrefix: readonly string[];
  readonly nextHopType: string;
  readonly nextHopIpAddress: readonly string[];
  readonly disableBgpRoutePropagation: boolean;
  readonly hasBgpOverride: boolean;
}

/** The rows of a table in Azure's words and order. */
export function azureRows(table: EffectiveTable, behavior: Behavior): readonly AzureRow[] {
  return listRoutes(table, behavior).map((row) => toAzureRow(row, table, behavior));
}

/**
 * One row in Azure's words. Every row echoes the route table's propagation flag (CAP-3);
 * `hasBgpOverride` is never true (UDR-13).
 */
export function toAzureRow(
  row: EffectiveRoute,
  table: EffectiveTable,
  behavior: Behavior,
): AzureRow {
  const { route, state, nextHop, addresses } = row;
  return {
    ...(route.name === undefined ? {} : { name: route.name }),
    source: sourceWord(route.source, behavior),
    state: state === "active" ? "Active" : "Invalid",
    addressPrefix: prefixTexts(route),
    nextHopType: nextHopWord(nextHop),
    nextHopIpAddress: addresses.map(formatIp),
    disableBgpRoutePropagation: table.routeTable?.propagatesGatewayRoutes === false,
    hasBgpOverride: false,
  };
}

/** The prefixes of a route as text; a service tag that nobody could expand stands as its name. */
export function prefixTexts({ prefixes, unexpanded }: Route): readonly string[] {
  return [...prefixes.map(formatPrefix), ...unexpanded];
}
