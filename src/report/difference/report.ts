import type { Difference, Side, TableOwner } from "../difference/index.ts";
import type { HopReport } from "./difference-hop.ts";
import { type ResourceReport, resourceReports } from "./difference-resource.ts";
import { shiftReports } from "./difference-shift.ts";
import { summaryOf } from "./difference-summary.ts";

/** The difference of two snapshots as stable JSON, with the sentence that sums it up. */
export interface DifferenceReport {
  readonly summary: string;
  readonly isSame: boolean;
  readonly resources: readonly ResourceReport[];
  readonly routes: readonly RouteReport[];
}

/** Tables that change alike. */
export interface RouteReport {
  /** Never empty. */
  readonly tables: readonly TableName[];
  readonly changes: readonly ShiftReport[];
}

/** A table by whom it belongs to. */
export interface TableName {
  readonly kind: "subnet" | "gateway" | "hubTable";
  readonly id: string;
  /** Short name: `network/subnet`, a gateway's name, `hub/table`. */
  readonly name: string;
}

/** Address space whose next hop changes. */
export interface ShiftReport {
  /** The fewest prefixes. */
  readonly prefixes: readonly string[];
  /**
   * The same as people write it: prefixes without what is left out of them. A part that has a change
   * of its own in the list is not named: as in a table of routes, the longer prefix decides.
   */
  readonly covers: readonly CoverReport[];
  /** Null where no route carries packets. */
  readonly before: HopReport | null;
  readonly after: HopReport | null;
}

/** A prefix without the parts of it that are left out. */
export interface CoverReport {
  readonly prefix: string;
  readonly except: readonly string[];
}

/** Tells a difference; `before` and `after` are the sides that were compared. */
export function differenceReport(
  difference: Difference,
  { before, after }: { readonly before: Side; readonly after: Side },
): DifferenceReport {
  const resources = resourceReports(difference.resources);
  const routes = routeReports(difference, { before, after });
  const isSame = resources.length + routes.length === 0;
  return { summary: summaryOf({ resources, routes }), isSame, resources, routes };
}

function routeReports(
  { tables, hubTables }: Difference,
  sides: { readonly before: Side; readonly after: Side },
): readonly RouteReport[] {
  return [
    ...tables.map(({ owners, shifts }): RouteReport => {
      const { network } = owners[0].subnet;
      return { tables: owners.map(tableName), changes: shiftReports(shifts, sides, network) };
    }),
    ...hubTables.map(({ hub, table, shifts }): RouteReport => {
      const name = `${hub.name}/${table.name}`;
      return {
        tables: [{ kind: "hubTable", id: table.id, name }],
        changes: shiftReports(shifts, sides, hub.key),
      };
    }),
  ];
}

function tableName({ gateway, network, subnet }: TableOwner): TableName {
  return gateway === undefined
    ? { kind: "subnet", id: subnet.id, name: `${network}/${subnet.name}` }
    : { kind: "gateway", id: gateway.id, name: gateway.name };
}
