import { type Difference, isSame, type Side, type TableOwner } from "../../difference/index.ts";
import { flowAssumptionSentence } from "../assumption-words.ts";
import { type FlowReport, flowReports, unexaminedTexts } from "./flow.ts";
import type { HopReport } from "./hop.ts";
import { type ResourceReport, resourceReports } from "./resource.ts";
import { shiftReports } from "./shift.ts";
import type { CoverReport } from "./space.ts";
import { summaryOf } from "./summary.ts";

/** The difference of two snapshots as stable JSON, with the sentence that sums it up. */
export interface DifferenceReport {
  readonly summary: string;
  readonly isSame: boolean;
  readonly resources: readonly ResourceReport[];
  readonly routes: readonly RouteReport[];
  readonly flows: readonly FlowReport[];
  /** Flows that nobody has looked at, because there are too many. */
  readonly unexamined: readonly string[];
  /** What is taken for granted of the flows that are told. */
  readonly assumptions: readonly string[];
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

/** Tells a difference; `before` and `after` are the sides that were compared. */
export function differenceReport(
  difference: Difference,
  { before, after }: { readonly before: Side; readonly after: Side },
): DifferenceReport {
  const resources = resourceReports(difference.resources);
  const routes = routeReports(difference, { before, after });
  const flows = flowReports(difference);
  const unexamined = unexaminedTexts(difference);
  const parts = { resources, routes, flows, unexamined };
  const assumptions = assumptionsOf(difference);
  return { summary: summaryOf(parts), isSame: isSame(difference), ...parts, assumptions };
}

// They belong to the flow that was followed, and not to the set that it stands for.
const aboutExample: ReadonlySet<string> = new Set([
  "portAssumed",
  "hostInSubnet",
  "hostBehindGateway",
  "hostOfSite",
  "hostOfTag",
  "anyInternetHost",
]);

function assumptionsOf({ flows }: Difference): readonly string[] {
  const all = flows.changes
    .flatMap(({ example }) => [example.before, example.after])
    .flatMap((trace) => trace?.assumptions ?? [])
    .filter(({ code }) => !aboutExample.has(code));
  return [...new Set(all.map(flowAssumptionSentence))];
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
