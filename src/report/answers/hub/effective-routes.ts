import {
  type HubRouteTable,
  type HubRouting,
  type Key,
  keyOf,
  type Model,
  type VirtualHub,
} from "../../../model/index.ts";
import { associatedTable } from "../../../route/index.ts";
import { azureHubRows } from "../../hub-row.ts";
import { peekText } from "../field.ts";
import { answered, type Outcome, refuseBadRequest, refuseUnknown } from "../outcome.ts";
import type { Answer } from "../question.ts";

/** The effective routes of a table of a hub. */
export interface HubRoutes {
  readonly value: readonly HubRouteRow[];
}

/** One prefix, its properties in the order of the API. */
export interface HubRouteRow {
  readonly addressPrefixes: readonly string[];
  /** Ids of what packets go to. */
  readonly nextHops: readonly string[];
  readonly nextHopType: string;
  /** Absent where nothing was learned by BGP (CAP-26). */
  readonly asPath?: string;
  readonly routeOrigin: string;
}

/**
 * `POST virtualHubs/X/effectiveRoutes`: the routes of one of its tables, or of the table that one of
 * its connections reads (VW-2, CAP-26). Without a resource, of the default table.
 */
export const hubRoutes: Answer<HubRoutes> = ({ walker }, { target, body }) => {
  const { model } = walker.world;
  const hub = hubOf(model, target);
  if (hub.kind === "refused") return hub;
  const table = tableOf(hub.body, peekText(body, "resourceId"));
  if (table.kind === "refused") return table;
  const rows = azureHubRows(model, hub.body, table.body);
  return answered({
    value: rows.map(({ addressPrefixes, nextHops, nextHopType, asPath, routeOrigin }) => ({
      addressPrefixes,
      nextHops,
      nextHopType,
      ...(asPath === "" ? {} : { asPath }),
      routeOrigin,
    })),
  });
};

/** Finds the hub of a virtual WAN that is asked. */
export function hubOf({ hubs }: Model, id: string): Outcome<VirtualHub> {
  const hub = hubs.get(keyOf(id));
  return hub === undefined ? refuseUnknown(id) : answered(hub);
}

function tableOf(hub: VirtualHub, id: string | undefined): Outcome<HubRouteTable> {
  const key = id === undefined ? undefined : keyOf(id);
  const named = hub.routeTables.find((one) => one.key === key);
  if (named !== undefined) return answered(named);
  const routing = key === undefined ? byDefault : routingOf(hub, key);
  if (routing === undefined) {
    return refuseBadRequest(`${hub.id} has no route table or connection ${id}.`);
  }
  const table = associatedTable(hub, routing);
  return table === undefined
    ? refuseBadRequest(`${hub.id} has no default route table.`)
    : answered(table);
}

const byDefault: HubRouting = { associated: undefined, propagated: [], labels: [] };

// Branches and the hub's own appliances all read the default table (VW-2).
function routingOf({ connections, branches, peers }: VirtualHub, key: Key): HubRouting | undefined {
  const connection = connections.find((one) => one.key === key);
  if (connection !== undefined) return connection.routing;
  return [...branches, ...peers].some((one) => one.key === key) ? byDefault : undefined;
}
