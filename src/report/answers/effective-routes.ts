import type { Behavior } from "../../model/index.ts";
import { type EffectiveRoute, type EffectiveTable, listRoutes } from "../../route/index.ts";
import { type AzureRow, toAzureRow } from "../azure-row.ts";
import { answered, refuseBadRequest } from "./outcome.ts";
import { placeOf, refuseStopped } from "./place.ts";
import type { Answer } from "./question.ts";

/** One row as the REST API answers it, its properties in that order. */
export interface EffectiveRouteRow extends AzureRow {
  /** The service tag of a user route. */
  readonly destinationServiceTags: readonly string[];
  readonly tagMap: Readonly<Record<string, never>>;
}

/** Effective routes of an interface. */
export interface EffectiveRoutes {
  readonly value: readonly EffectiveRouteRow[];
}

/**
 * `POST networkInterfaces/X/effectiveRouteTable`: the rows of an interface (CAP-14). Beside Azure it
 * answers for subnets, gateways and firewalls, and without a running machine unless asked strictly.
 */
export const effectiveRoutes: Answer<EffectiveRoutes> = (asked, { target }) => {
  const { router } = asked.walker;
  const { model } = router;
  const placed = placeOf(model, target);
  if (placed.kind === "refused") return placed;
  const stopped = asked.isStrict ? refuseStopped(model, placed.place, "Routes") : undefined;
  if (stopped !== undefined) return stopped;
  const table = router.tableOf(placed.place.view);
  if (table === undefined) {
    return refuseBadRequest(`${target} stands in a subnet whose virtual network is not there.`);
  }
  const rows = listRoutes(table, model.behavior);
  return answered({ value: rows.map((row) => toRow(row, table, model.behavior)) });
};

// Only the rows of people have a name, which comes first (CAP-14).
function toRow(row: EffectiveRoute, table: EffectiveTable, behavior: Behavior): EffectiveRouteRow {
  const { name, ...azure } = toAzureRow(row, table, behavior);
  const { serviceTag } = row.route;
  return {
    ...(name === undefined ? {} : { name }),
    disableBgpRoutePropagation: azure.disableBgpRoutePropagation,
    source: azure.source,
    state: azure.state,
    hasBgpOverride: azure.hasBgpOverride,
    addressPrefix: azure.addressPrefix,
    nextHopType: azure.nextHopType,
    nextHopIpAddress: azure.nextHopIpAddress,
    destinationServiceTags: serviceTag === undefined ? [] : [serviceTag.name],
    tagMap: {},
  };
}
