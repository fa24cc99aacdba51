import type { UserNextHop } from "../../model/index.ts";
import {
  covers,
  coversPrefix,
  formatPrefix,
  isDefault,
  type Prefix,
  prefixKey,
  prefixSet,
} from "../../net/index.ts";
import {
  type EffectiveTable,
  fateOf,
  type Match,
  type Route,
  type TableGroup,
} from "../../route/index.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import { destinationOf } from "../repair-destination.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { routeWords } from "./lead.ts";
import { showRoute } from "./show-route.ts";
import { gatherRoutes, type RouteUse, type UsedRoute } from "./used-route.ts";

/** User routes all of whose addresses longer routes of others carry (SEL-1, X-1). */
export const neverUsed: CheckRule = {
  code: "TR310",
  family: "nextHop",
  severity: "warning",
  title: "A user route never carries a packet",
  about:
    "Routes of peerings or gateways that together cover the prefix of a user route are longer, and the longest prefix wins: what the route was written for does not happen.",
  rules: ["SEL-1"],
  begin: (ground) => {
    const routes = gatherRoutes(
      // Of default routes under the halves of a gateway TR517 speaks.
      ({ prefixes, serviceTag }) =>
        serviceTag === undefined && prefixes.length === 1 && !prefixes.some(isDefault),
      mayBeCovered,
    );
    return {
      visit: routes.visit,
      finish: () => routes.list().flatMap((used) => draftsOf(ground, used)),
    };
  },
};

function draftsOf(ground: Ground, { table, route, uses }: UsedRoute): readonly Draft[] {
  const unused = uses.flatMap((use) => {
    const by = shadowsOf(use, route);
    return by.length === 0 ? [] : [{ use, by }];
  });
  const [first] = unused;
  const nextHop = toUserNextHop(route);
  if (first === undefined || nextHop === undefined) return [];
  const { by } = first;
  const prefixes = by.map(({ prefix }) => prefix);
  const names = listNames(prefixes.map(formatPrefix));
  const subnets = unused.flatMap(({ use }) => use.subnets);
  return [
    {
      message: `Route ${routeWords(route)} of ${table.name} never carries a packet: ${names} ${ownerWords(ground, by)} cover all of it and are longer.`,
      remedy: `Write a route for each of ${names} with the same next hop, or take the route out of ${table.name}.`,
      place: route.places[0],
      related: by.map((one) => one.route.places[0]),
      affected: subnets.map(({ id }) => id),
      subject: [route.name ?? ""],
      walks: showRoute(
        ground,
        first.use.seen,
        by.map((one) => one.route),
      ),
      repair: {
        kind: "addRoutes",
        subnets: subnets.map(({ key }) => key),
        destinations: prefixes.map(destinationOf),
        nextHop,
      },
    },
  ];
}

function ownerWords({ model }: Ground, by: readonly Match[]): string {
  const owners = by.map(({ route: { nextHop } }) => {
    switch (nextHop.kind) {
      case "peering":
        return `of the peering with ${model.networks.get(nextHop.remote)?.name ?? "a hub"}`;
      case "gateway":
        return "from the gateway";
      case "connectedGroup":
        return "of the connected group";
      default:
        return "of the network itself";
    }
  });
  return listNames([...new Set(owners)]);
}

function toUserNextHop({ nextHop }: Route): UserNextHop | undefined {
  switch (nextHop.kind) {
    case "appliance":
    case "internet":
    case "none":
    case "network":
      return nextHop;
    case "gateway":
      return { kind: "gateway" };
    default:
      return undefined;
  }
}

// The widest routes that together are longer than the user route everywhere; empty where it is the
// longest somewhere, or where they do just what it would do.
function shadowsOf({ seen }: RouteUse, { prefixes, nextHop }: Route): readonly Match[] {
  const [prefix] = prefixes;
  if (prefix === undefined) return [];
  const inside = seen.table.groups.flatMap((group) => longerInside(group, prefix));
  const widest = inside.filter(
    (one) => !inside.some((other) => other !== one && isWider(other.prefix, one.prefix)),
  );
  const isCovered = coversPrefix(prefixSet(widest.map((one) => one.prefix)), prefix);
  const isSame = widest.every(({ route }) => route.nextHop.kind === nextHop.kind);
  return isCovered && !isSame ? widest : [];
}

function longerInside(tableGroup: TableGroup, prefix: Prefix): readonly Match[] {
  const { group, all } = tableGroup;
  if (all !== undefined || !kinds.includes(group.kind)) return [];
  return group.inside(prefix).flatMap((entry): readonly Match[] => {
    const route = group.routes[entry.route];
    const isBeaten = route === undefined || fateOf(tableGroup, entry.route) !== undefined;
    return isBeaten || entry.prefix.length <= prefix.length
      ? []
      : [{ route, prefix: entry.prefix }];
  });
}

function isWider(one: Prefix, other: Prefix): boolean {
  return one.length < other.length && covers(one, other);
}

const kinds: readonly string[] = [
  "network",
  "peering",
  "globalPeering",
  "connectedGroup",
  "gateway",
];

// Cheap, and true wherever the exact answer is: whether longer routes hold enough addresses, counted
// twice where they overlap.
function mayBeCovered({ groups }: EffectiveTable, { prefixes }: Route): boolean {
  const [prefix] = prefixes;
  if (prefix === undefined) return false;
  let share = 0;
  for (const { group, all } of groups) {
    if (all === undefined && kinds.includes(group.kind)) share += shareInside(group, prefix);
  }
  return share >= 1;
}

const knownShares = new WeakMap<TableGroup["group"], Map<string | number, number>>();

// Most groups have a handful of entries, which are gone over faster than remembered.
const handful = 8;

function shareInside(group: TableGroup["group"], prefix: Prefix): number {
  if (group.sorted.length <= handful) return shareOf(group.sorted, prefix);
  const known = knownShares.get(group) ?? new Map<string | number, number>();
  knownShares.set(group, known);
  const key = prefixKey(prefix);
  const share = known.get(key) ?? shareOf(group.inside(prefix), prefix);
  known.set(key, share);
  return share;
}

// The part of a prefix that longer entries hold: half of it for each bit that they are longer by.
function shareOf(entries: readonly { readonly prefix: Prefix }[], prefix: Prefix): number {
  let share = 0;
  for (const entry of entries) {
    if (isWider(prefix, entry.prefix)) share += 2 ** (prefix.length - entry.prefix.length);
  }
  return share;
}
