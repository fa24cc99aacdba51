import { Reach } from "../reach/index.ts";
import { type ComparedFlows, compareFlows } from "./flows/compare-flows.ts";
import { flowsFrom } from "./flows/suspect.ts";
import { findTouched } from "./model/touched.ts";
import { compareResources, type ResourceChange } from "./resources/compare-resources.ts";
import { affectedSubnets } from "./routes/affected-subnets.ts";
import { compareHubs, type HubTableChange } from "./routes/compare-hubs.ts";
import { compareTables, type TableChange } from "./routes/compare-tables.ts";
import type { Side } from "./side.ts";
import { everywhere } from "./suspects/area.ts";
import { suspectFlows } from "./suspects/suspects.ts";

/** What is not the same in two snapshots. */
export interface Difference {
  /** In the order of ids. */
  readonly resources: readonly ResourceChange[];
  /** Of subnets and gateways that are on both sides, in the order of the first of each. */
  readonly tables: readonly TableChange[];
  /** Of virtual hubs that are on both sides. */
  readonly hubTables: readonly HubTableChange[];
  readonly flows: ComparedFlows;
  /** By which names of senders and receivers can be found. */
  readonly reaches: { readonly before: Reach; readonly after: Reach };
}

/** How far to look. */
export interface DifferenceOptions {
  /** How many sets of flows are followed at most; what is left is said. */
  readonly mostFlows?: number;
  /**
   * Which flows are followed: those that what has changed may concern, or all. Without it all where
   * there are few subnets.
   */
  readonly flows?: "suspected" | "all";
}

const usualFlows = 20_000;
const fewSubnets = 24;

/**
 * Compares two snapshots. Cost: a look-up for each resource that the sides share as an object, a
 * comparison of values for each other one; then in proportion to what differs.
 */
export function differenceOf(
  before: Side,
  after: Side,
  options: DifferenceOptions = {},
): Difference {
  const reaches = { before: new Reach(before.walker), after: new Reach(after.walker) };
  const models = [reaches.before.model, reaches.after.model] as const;
  const touched = findTouched(...models);
  const resources = compareResources(before.resources, after.resources);
  const retabled = affectedSubnets(...models, touched);
  const tables = compareTables(before, after, retabled);
  const hubTables = compareHubs(before, after, touched);
  const both = [reaches.before, reaches.after] as const;
  const isSmall = models.every(({ subnets }) => subnets.size <= fewSubnets);
  const { mostFlows = usualFlows, flows = isSmall ? "all" : "suspected" } = options;
  const suspects =
    resources.length === 0
      ? []
      : flows === "all"
        ? flowsFrom(both, everywhere)
        : suspectFlows(both, { touched, retabled, tables, hubTables });
  return {
    resources,
    tables,
    hubTables,
    flows: compareFlows(reaches.before, reaches.after, suspects, mostFlows),
    reaches,
  };
}

/** Whether two snapshots are the same, as far as anything is compared. */
export function isSame({ resources, tables, hubTables, flows }: Difference): boolean {
  return resources.length + tables.length + hubTables.length + flows.changes.length === 0;
}
