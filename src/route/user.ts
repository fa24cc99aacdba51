import type {
  Model,
  RouteTable,
  ServiceTagPrefixes,
  UserNextHop,
  UserRoute,
} from "../model/index.ts";
import type { RuleId } from "../rule/index.ts";
import { RouteGroup } from "./group.ts";
import { createRoute, type NextHop, type Route } from "./route.ts";

/**
 * The routes of a route table, in its order (UDR-2). A service tag stands for all its prefixes
 * (UDR-9, CAP-24).
 */
export function userGroup(model: Model, table: RouteTable): RouteGroup {
  return new RouteGroup(
    "user",
    table.routes.flatMap((route) => userRoutes(model, route)),
  );
}

function userRoutes({ serviceTags }: Model, route: UserRoute): readonly Route[] {
  const { destination } = route;
  if (destination.kind === "prefix") return [userRoute(route, { prefixes: [destination.prefix] })];
  const { tag } = destination;
  const serviceTag = { name: tag, preference: tagPreference(tag, serviceTags) };
  const prefixes = serviceTags?.prefixesOf(tag) ?? [];
  if (prefixes.length === 0) {
    return [userRoute(route, { prefixes: [], unexpanded: [tag], serviceTag })];
  }
  // One row per family, because Azure prints IPv6 rows as a block of their own (CAP-1).
  return ([4, 6] as const)
    .map((family) => prefixes.filter((prefix) => prefix.family === family))
    .filter((ofFamily) => ofFamily.length > 0)
    .map((ofFamily) => userRoute(route, { prefixes: ofFamily, serviceTag }));
}

function userRoute(
  route: UserRoute,
  reach: Pick<Route, "prefixes"> & Partial<Pick<Route, "unexpanded" | "serviceTag">>,
): Route {
  return createRoute({
    origin: "userRoute",
    source: "user",
    ...reach,
    nextHop: toNextHop(route.nextHop),
    name: route.name,
    places: [route.place],
    rules: rulesOf(route),
  });
}

function toNextHop(nextHop: UserNextHop): NextHop {
  // The row of a user route to the gateway shows no address (UDR-4).
  return nextHop.kind === "gateway" ? { kind: "gateway", paths: [] } : nextHop;
}

function rulesOf({ destination, nextHop }: UserRoute): readonly RuleId[] {
  const byNextHop: Readonly<Record<UserNextHop["kind"], RuleId>> = {
    appliance: "UDR-3",
    gateway: "UDR-4",
    network: "UDR-5",
    internet: "UDR-6",
    none: "UDR-7",
  };
  const rules: RuleId[] = ["UDR-2", byNextHop[nextHop.kind]];
  return destination.kind === "serviceTag" ? [...rules, "UDR-9"] : rules;
}

/**
 * How specific a tag is, for equal prefixes: a regional tag beats a top-level one, that AzureCloud
 * of a region, that AzureCloud (UDR-9). Whether a tag is regional is in the file; without one, a
 * dot in the name is taken for it.
 */
export function tagPreference(tag: string, tags: ServiceTagPrefixes | undefined): number {
  const isRegional = tags?.isRegional?.(tag) ?? tag.includes(".");
  const isWholeCloud = tag.toLowerCase().split(".")[0] === "azurecloud";
  return (isWholeCloud ? 0 : 2) + (isRegional ? 1 : 0);
}
