import type { Key, RouteTable, Subnet, VirtualNetwork } from "../../model/index.ts";
import type { Ip } from "../../net/index.ts";
import { fateOf, type Route, type TableGroup } from "../../route/index.ts";
import type { NextHopFound } from "../../walk/index.ts";
import type { Ground } from "../ground.ts";
import { nextHopAt } from "../next-hop-at.ts";
import type { SeenTable } from "../rule.ts";

/** An address that routes of a route table name as their next hop, wherever the table is used. */
export interface UsedHop {
  readonly table: RouteTable;
  readonly address: Ip;
  /** Routes that name it and are in force somewhere, in the order of the table. */
  readonly routes: readonly Route[];
  /** One for each network in which the table is used, in the order of their keys. */
  readonly uses: readonly HopUse[];
}

/** How a next hop looks from one network. */
export interface HopUse {
  readonly network: VirtualNetwork;
  readonly subnets: readonly Subnet[];
  readonly found: NextHopFound;
  /** The table of the first of the subnets. */
  readonly seen: SeenTable;
}

/** Gathers the next hops of an estate while its tables are visited. */
export interface UsedHops {
  readonly visit: (seen: SeenTable) => void;
  /** All of them, once every table has been visited. */
  readonly list: () => readonly UsedHop[];
}

const gathered = new WeakMap<Ground, UsedHops>();

/** The next hops of an estate; rules that ask for them share what one of them has gathered. */
export function usedHops(ground: Ground): UsedHops {
  const present = gathered.get(ground) ?? gatherHops(ground);
  gathered.set(ground, present);
  return present;
}

interface Gathered {
  readonly table: RouteTable;
  readonly address: Ip;
  readonly routes: Set<Route>;
  readonly uses: Map<Key, HopUse & { readonly subnets: Subnet[] }>;
}

function gatherHops(ground: Ground): UsedHops {
  const hops = new Map<string, Gathered>();
  let last: SeenTable | undefined;
  const visit = (seen: SeenTable): void => {
    // Every rule hands on the same tables; and what a gateway does with its subnet's routes is
    // no other question for their next hops.
    if (seen === last || seen.gateway !== undefined) return;
    last = seen;
    const { network, subnet, table } = seen;
    if (table.routeTable === undefined) return;
    for (const [address, routes] of hopsInForce(table.groups)) {
      const key = `${table.routeTable.key}|${address}`;
      const hop: Gathered = hops.get(key) ?? {
        table: table.routeTable,
        address,
        routes: new Set(),
        uses: new Map(),
      };
      hops.set(key, hop);
      for (const route of routes) hop.routes.add(route);
      const use = hop.uses.get(network.key);
      if (use !== undefined) use.subnets.push(subnet);
      else {
        const found = nextHopAt(ground, network, address);
        hop.uses.set(network.key, { network, subnets: [subnet], found, seen });
      }
    }
  };
  return { visit, list: () => [...hops.values()].map(finish).sort(byTable) };
}

function finish({ table, address, routes, uses }: Gathered): UsedHop {
  const ordered = [...uses.values()].sort((a, b) => compare(a.network.key, b.network.key));
  return { table, address, routes: [...routes], uses: ordered };
}

function byTable(a: UsedHop, b: UsedHop): number {
  return compare(a.table.key, b.table.key) || compare(`${a.address}`, `${b.address}`);
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function hopsInForce(groups: readonly TableGroup[]): ReadonlyMap<Ip, readonly Route[]> {
  const user = groups.find(({ group }) => group.kind === "user");
  if (user === undefined) return new Map();
  const all = hopsOf(user.group);
  if (user.all === undefined && user.fates.length === 0) return all;
  const isInForce = (route: Route): boolean =>
    fateOf(user, user.group.routes.indexOf(route)) === undefined;
  const left = [...all].map(([address, routes]) => [address, routes.filter(isInForce)] as const);
  return new Map(left.filter(([, routes]) => routes.length > 0));
}

// The routes of a table are one list, however many subnets share it.
const knownHops = new WeakMap<TableGroup["group"], ReadonlyMap<Ip, readonly Route[]>>();

function hopsOf(group: TableGroup["group"]): ReadonlyMap<Ip, readonly Route[]> {
  const present = knownHops.get(group);
  if (present !== undefined) return present;
  const hops = new Map<Ip, Route[]>();
  for (const route of group.routes) {
    const addresses = route.nextHop.kind === "appliance" ? route.nextHop.addresses : [];
    for (const address of new Set(addresses)) {
      const routes = hops.get(address);
      if (routes === undefined) hops.set(address, [route]);
      else routes.push(route);
    }
  }
  knownHops.set(group, hops);
  return hops;
}
