import type { Behavior } from "../model/index.ts";
import type { Ip } from "../net/index.ts";
import type { Fate } from "./fate.ts";
import type { RouteGroup } from "./group.ts";
import { type NextHop, nextHopAddresses, type Route } from "./route.ts";
import type { EffectiveTable } from "./table.ts";
import { fateOf, type TableGroup } from "./table-group.ts";

/** One listed row of an effective table. */
export interface EffectiveRoute {
  readonly route: Route;
  readonly state: "active" | "invalid";
  /** What made it Invalid; absent when Active. */
  readonly fate: Fate | undefined;
  /** Next hop of this row; the route's own, but where a rule changes how it is shown (SEL-8). */
  readonly nextHop: NextHop;
  /** Addresses of this row: one of the paths, or all of them (GW-10). */
  readonly addresses: readonly Ip[];
}

/**
 * The rows that Azure lists, in its order: IPv4 first, then IPv6 (CAP-1), each in the blocks of
 * CAP-2. Inside peering and gateway blocks Active rows stand before Invalid ones (ORD-2 says what
 * may be compared).
 */
export function listRoutes(table: EffectiveTable, behavior: Behavior): readonly EffectiveRoute[] {
  return ([4, 6] as const).flatMap((family) =>
    table.groups.flatMap((group) => rowsOfGroup(group, family, behavior)),
  );
}

function rowsOfGroup(
  tableGroup: TableGroup,
  family: 4 | 6,
  behavior: Behavior,
): readonly EffectiveRoute[] {
  const { group, all, fates } = tableGroup;
  if (all?.kind === "hidden") return [];
  const plain = plainRows(group, family, behavior);
  if (all === undefined && fates.length === 0) return plain;
  const active: EffectiveRoute[] = [];
  const invalid: EffectiveRoute[] = [];
  const isOrderedByState = group.kind !== "user";
  for (const row of plain) {
    const fate = fateOf(tableGroup, row.number);
    if (fate?.kind === "hidden") continue;
    const isActive = fate === undefined || !isOrderedByState;
    (isActive ? active : invalid).push(fate === undefined ? row : underFate(row, fate));
  }
  return [...active, ...invalid];
}

function underFate(row: NumberedRow, fate: Fate): EffectiveRoute {
  // A dead load balancer shows as None (SEL-8).
  if (fate.reason === "deadLoadBalancer") {
    return { ...row, state: "invalid", fate, nextHop: { kind: "none" }, addresses: [] };
  }
  return { ...row, state: "invalid", fate };
}

/** A row of a group before its fate, with the number of its route. */
interface NumberedRow extends EffectiveRoute {
  readonly number: number;
}

// Rows that nothing has happened to are the same in every table, so they are made once per group.
const knownRows = new WeakMap<RouteGroup, Map<string, readonly NumberedRow[]>>();

function plainRows(
  group: RouteGroup,
  family: 4 | 6,
  { ecmpRows }: Behavior,
): readonly NumberedRow[] {
  const ofGroup = knownRows.get(group) ?? new Map<string, readonly NumberedRow[]>();
  knownRows.set(group, ofGroup);
  const form = `${family} ${ecmpRows}`;
  const present = ofGroup.get(form);
  if (present !== undefined) return present;
  const rows = group.routes.flatMap((route, number) =>
    (route.prefixes[0]?.family ?? 4) === family ? rowsOfRoute(route, number, ecmpRows) : [],
  );
  ofGroup.set(form, rows);
  return rows;
}

function rowsOfRoute(
  route: Route,
  number: number,
  ecmpRows: Behavior["ecmpRows"],
): readonly NumberedRow[] {
  const { nextHop } = route;
  const row = { route, number, state: "active", fate: undefined, nextHop } as const;
  const addresses = nextHopAddresses(nextHop);
  const isSplit = nextHop.kind === "gateway" && ecmpRows === "split" && addresses.length > 1;
  return isSplit
    ? addresses.map((address) => ({ ...row, addresses: [address] }))
    : [{ ...row, addresses: [...new Set(addresses)] }];
}
