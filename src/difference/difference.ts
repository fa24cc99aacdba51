import { findTouched } from "./model/touched.ts";
import { compareResources, type ResourceChange } from "./resources/compare-resources.ts";
import { compareHubs, type HubTableChange } from "./routes/compare-hubs.ts";
import { compareTables, type TableChange } from "./routes/compare-tables.ts";
import type { Side } from "./side.ts";

/** What is not the same in two snapshots. */
export interface Difference {
  /** In the order of ids. */
  readonly resources: readonly ResourceChange[];
  /** Of subnets and gateways that are on both sides, in the order of the first of each. */
  readonly tables: readonly TableChange[];
  /** Of virtual hubs that are on both sides. */
  readonly hubTables: readonly HubTableChange[];
}

/**
 * Compares two snapshots. Cost: a look-up for each resource that the sides share as an object, a
 * comparison of values for each other one; then in proportion to what differs.
 */
export function differenceOf(before: Side, after: Side): Difference {
  const touched = findTouched(before.walker.router.model, after.walker.router.model);
  return {
    resources: compareResources(before.resources, after.resources),
    tables: compareTables(before, after, touched),
    hubTables: compareHubs(before, after, touched),
  };
}

/** Whether two snapshots are the same, as far as anything is compared. */
export function isSame({ resources, tables, hubTables }: Difference): boolean {
  return resources.length + tables.length + hubTables.length === 0;
}
