import type { Behavior } from "../model/index.ts";
import type { Ip } from "../net/index.ts";
import type { Fate } from "./fate.ts";
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
 * The rows that Azure lists, in its order: IPv4 first, then IPv6 (CAP-1), each in the blocks of CAP-2.
 * Inside peering and gateway blocks Active rows stand before Invalid ones (ORD-2 says what may be compared).
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
  const { group, all } = tableGroup;
  if (all?.kind === "hidden") return [];
  const active: EffectiveRoute[] = [];
  const invalid: EffectiveRoute[] = [];
  const isOrderedByState = group.kind !== "user";
  for (const [number, route] of group.routes.entries()) {
    if ((route.prefixes[0]?.family ?? 4) !== family) continue;
    const fate = fateOf(tableGroup, number);
    if (fate?.kind === "hidden") continue;
    const rows = rowsOfRoute(route, fate, behavior);
    (fate === undefined || !isOrderedByState ? active : invalid).push(...rows);
  }
  return [...active, ...invalid];
}

function rowsOfRoute(
  route: Route,
  fate: Fate | undefined,
  behavior: Behavior,
): readonly EffectiveRoute[] {
  const nextHop: NextHop = fate?.reason === "deadLoadBalancer" ? { kind: "none" } : route.nextHop;
  const row = { route, state: fate === undefined ? "active" : "invalid", fate, nextHop } as const;
  const addresses = nextHopAddresses(nextHop);
  const isSplit = nextHop.kind === "gateway" && behavior.ecmpRows === "split";
  if (!isSplit || addresses.length <= 1) return [{ ...row, addresses: [...new Set(addresses)] }];
  return addresses.map((address) => ({ ...row, addresses: [address] }));
}
