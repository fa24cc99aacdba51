import type { Bodies, Report } from "../arm/index.ts";
import type { HubRouteTable, HubRouting, Key } from "../model/index.ts";
import { resolve } from "./sources.ts";

/**
 * Resolves which tables a connection reads and writes; a table that is not there is reported and
 * left out.
 */
export function lowerHubRouting(
  written: Bodies["hubConnection"]["routing"],
  tables: ReadonlyMap<Key, HubRouteTable>,
  report: Report,
): HubRouting {
  const at = (property: string) => ({ property, report });
  return {
    associated: resolve(written.associated, tables, at("associatedRouteTable"))?.key,
    propagated: written.propagated.flatMap(
      (reference) => resolve(reference, tables, at("propagatedRouteTables"))?.key ?? [],
    ),
    labels: written.labels,
  };
}
