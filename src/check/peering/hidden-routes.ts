import type { RouteTable, Subnet } from "../../model/index.ts";
import { type Prefix, parsePrefix, prefixKey } from "../../net/index.ts";
import {
  assumptionsOf,
  type EffectiveTable,
  lookupRoute,
  type TableGroup,
} from "../../route/index.ts";
import type { Ground } from "../ground.ts";
import type { SeenTable } from "../rule.ts";
import { exampleIn } from "./flows.ts";
import { endingOf, hasMachines } from "./loss.ts";

/** What a route table hides from its subnets, and what becomes of it. */
export interface Hidden {
  readonly dropped: Map<number | string, Prefix>;
  readonly astray: Map<number | string, Prefix>;
  /** Subnets that lose some of it. */
  readonly subnets: Subnet[];
  /** Default routes of gateways, and halves of them, that would come in again. */
  readonly defaults: Map<number | string, Prefix>;
  /** Connections that bring nobody knows what. */
  readonly unknown: Set<string>;
  readonly known: Map<EffectiveTable["groups"], boolean>;
  /** Prefixes of some gateways that no user route takes, by the group of their routes. */
  readonly open: Map<TableGroup["group"], readonly Prefix[]>;
}

/**
 * Adds what the table of a subnet hides, where it does not let gateway routes in (GW-14). Which
 * prefixes no user route takes is found out once for the gateways behind a route table, and each
 * network then asks only until one is lost to it.
 */
export function addHidden(
  ground: Ground,
  seen: Map<RouteTable, Hidden>,
  { subnet, gateway, table }: SeenTable,
): void {
  const { routeTable } = table;
  const isHiding = routeTable?.propagatesGatewayRoutes === false;
  if (!isHiding || gateway !== undefined || !hasMachines(subnet)) return;
  const hidden = seen.get(routeTable) ?? nothingHidden();
  seen.set(routeTable, hidden);
  let isHit = hidden.known.get(table.groups);
  if (isHit === undefined) {
    isHit = isLosing(hidden, table) || isLosingUnknown(ground, hidden, table);
    hidden.known.set(table.groups, isHit);
  }
  if (isHit) hidden.subnets.push(subnet);
}

function nothingHidden(): Hidden {
  return {
    dropped: new Map(),
    astray: new Map(),
    subnets: [],
    defaults: new Map(),
    unknown: new Set(),
    known: new Map(),
    open: new Map(),
  };
}

function isLosing(hidden: Hidden, table: EffectiveTable): boolean {
  const gateways = table.groups.find(({ group }) => group.kind === "gateway")?.group;
  if (gateways === undefined) return false;
  const known = hidden.open.get(gateways);
  if (known !== undefined) return known.some((prefix) => endingOf(table, prefix) !== undefined);
  const open = openPrefixes(hidden, table, gateways);
  hidden.open.set(gateways, open);
  const endings = open.map((prefix) => [prefix, endingOf(table, prefix)] as const);
  for (const [prefix, ending] of endings) {
    if (ending !== undefined) hidden[ending].set(prefixKey(prefix), prefix);
  }
  return endings.some(([, ending]) => ending !== undefined);
}

// To be rid of a learned default route is what the switch is for.
function openPrefixes(
  hidden: Hidden,
  table: EffectiveTable,
  { routes }: TableGroup["group"],
): readonly Prefix[] {
  return routes
    .flatMap(({ prefixes }) => prefixes)
    .filter((prefix) => {
      if (prefix.length > 1) return !isTakenByUser(table, prefix);
      hidden.defaults.set(prefixKey(prefix), prefix);
      return false;
    });
}

function isTakenByUser(table: EffectiveTable, prefix: Prefix): boolean {
  const route = lookupRoute(table.groups, exampleIn(prefix))?.route;
  return route?.source === "user" && endingOf(table, prefix) === undefined;
}

// Private ranges where sites are; the far ends, where no network of the estate is likely to be.
const privateEnds: readonly Prefix[] = [
  "10.255.255.4/32",
  "172.31.255.4/32",
  "192.168.255.4/32",
].flatMap((text) => parsePrefix(text) ?? []);

// Nobody has told what a connection brings: it is lost if no private range has a route.
function isLosingUnknown({ model }: Ground, hidden: Hidden, table: EffectiveTable): boolean {
  if (privateEnds.some((prefix) => endingOf(table, prefix) === undefined)) return false;
  const silent = assumptionsOf(model, table).filter(({ code }) => code === "nothingLearned");
  for (const { about } of silent) hidden.unknown.add(about);
  return silent.length > 0;
}
