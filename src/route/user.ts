import type { Model, RouteTable, UserNextHop, UserRoute } from "../model/index.ts";
import type { RuleId } from "../rule/index.ts";
import { RouteGroup } from "./group.ts";
import { createRoute, type NextHop, type Route } from "./route.ts";

/** The routes of a route table, in its order (UDR-2). A service tag stands for all its prefixes (UDR-9, CAP-24). */
export function userGroup(model: Model, table: RouteTable): RouteGroup {
  return new RouteGroup(
    "user",
    table.routes.flatMap((route) => userRoutes(model, route)),
  );
}

function userRoutes(model: Model, route: UserRoute): readonly Route[] {
  const { destination } = route;
  if (destination.kind === "prefix") return [userRoute(route, { prefixes: [destination.prefix] })];
  const prefixes = model.serviceTags?.prefixesOf(destination.tag) ?? [];
  if (prefixes.length === 0) {
    return [userRoute(route, { prefixes: [], unexpanded: [destination.tag] })];
  }
  // One row per family, because Azure prints IPv6 rows as a block of their own (CAP-1).
  return ([4, 6] as const)
    .map((family) => prefixes.filter((prefix) => prefix.family === family))
    .filter((ofFamily) => ofFamily.length > 0)
    .map((ofFamily) => userRoute(route, { prefixes: ofFamily }));
}

function userRoute(
  route: UserRoute,
  reach: Pick<Route, "prefixes"> & Partial<Pick<Route, "unexpanded">>,
): Route {
  return createRoute({
    origin: "userRoute",
    source: "user",
    ...reach,
    nextHop: toNextHop(route.nextHop),
    name: route.name,
    ...(route.destination.kind === "serviceTag" ? { serviceTag: route.destination.tag } : {}),
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
 * How specific the source of a user route is, for equal prefixes: higher wins.
 * An explicit prefix beats a regional tag, that a top-level tag, that AzureCloud of a region, that AzureCloud (UDR-9).
 */
export function tagPreference(tag: string | undefined): number {
  if (tag === undefined) return 4;
  const [service, region] = tag.toLowerCase().split(".");
  if (service === "azurecloud") return region === undefined ? 0 : 1;
  return region === undefined ? 2 : 3;
}
