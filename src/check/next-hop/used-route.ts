import type { Key, RouteTable, Subnet, VirtualNetwork } from "../../model/index.ts";
import { type EffectiveTable, fateOf, type Route, type TableGroup } from "../../route/index.ts";
import type { SeenTable } from "../rule.ts";

/** A user route, and where it is in force. */
export interface UsedRoute {
  readonly table: RouteTable;
  readonly route: Route;
  /** One for each network, in the order of their keys. */
  readonly uses: readonly RouteUse[];
}

/** The subnets of a network in which a route is in force. */
export interface RouteUse {
  readonly network: VirtualNetwork;
  readonly subnets: readonly Subnet[];
  /** The table of the first of them. */
  readonly seen: SeenTable;
}

/** Gathers user routes of one kind while tables are visited. */
export interface UsedRoutes {
  readonly visit: (seen: SeenTable) => void;
  /** All of them, once every table has been visited: by table, then in the table's order. */
  readonly list: () => readonly UsedRoute[];
}

type Uses = Map<Key, RouteUse & { readonly subnets: Subnet[] }>;

interface Gathered {
  readonly table: RouteTable;
  readonly uses: Map<Route, Uses>;
}

/**
 * Begins to gather the user routes that are meant, and of these the ones that are meant in the table
 * that is looked at; a gateway's own table is another's concern.
 */
export function gatherRoutes(
  isMeant: (route: Route) => boolean,
  isMeantIn: (table: EffectiveTable, route: Route) => boolean = () => true,
): UsedRoutes {
  const tables = new Map<Key, Gathered>();
  const meant = new WeakMap<TableGroup["group"], readonly number[]>();
  const numbersIn = (group: TableGroup["group"]): readonly number[] => {
    const known = meant.get(group) ?? [...group.routes.keys()].filter((at) => isIn(group, at));
    meant.set(group, known);
    return known;
  };
  const isIn = ({ routes }: TableGroup["group"], at: number): boolean => {
    const route = routes[at];
    return route !== undefined && isMeant(route);
  };
  // Subnets of one network with one table have one list of groups.
  const judged = new WeakMap<EffectiveTable["groups"], readonly Route[]>();
  const meantRoutes = (inTable: EffectiveTable, user: TableGroup): readonly Route[] => {
    const present = judged.get(inTable.groups);
    if (present !== undefined) return present;
    const routes = numbersIn(user.group).flatMap((at) => {
      const route = user.group.routes[at];
      const isLeft = route !== undefined && fateOf(user, at) === undefined;
      return isLeft && isMeantIn(inTable, route) ? [route] : [];
    });
    judged.set(inTable.groups, routes);
    return routes;
  };
  const visit = (seen: SeenTable): void => {
    const { routeTable: table, groups } = seen.table;
    const user = groups.find(({ group }) => group.kind === "user");
    if (table === undefined || user === undefined || seen.gateway !== undefined) return;
    for (const route of meantRoutes(seen.table, user)) {
      const gathered = tables.get(table.key) ?? { table, uses: new Map() };
      tables.set(table.key, gathered);
      const uses: Uses = gathered.uses.get(route) ?? new Map();
      gathered.uses.set(route, uses);
      addUse(uses, seen);
    }
  };
  return { visit, list: () => [...tables.values()].sort(byKey).flatMap(listOf) };
}

function addUse(uses: Uses, seen: SeenTable): void {
  const { network, subnet } = seen;
  const use = uses.get(network.key);
  if (use === undefined) uses.set(network.key, { network, subnets: [subnet], seen });
  else use.subnets.push(subnet);
}

function byKey(a: Gathered, b: Gathered): number {
  return a.table.key < b.table.key ? -1 : 1;
}

function listOf({ table, uses }: Gathered): readonly UsedRoute[] {
  return [...uses].map(([route, byNetwork]) => ({
    table,
    route,
    uses: [...byNetwork.values()].sort((a, b) => (a.network.key < b.network.key ? -1 : 1)),
  }));
}
