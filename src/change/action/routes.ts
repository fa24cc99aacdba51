import type { Resource } from "../../arm/index.ts";
import type { RouteSpec } from "../change.ts";
import type { Estate } from "../estate/estate.ts";
import { addChild, childrenOf, newResource } from "../estate/family.ts";
import type { Obstacle } from "../failure.ts";
import {
  destinationKey,
  destinationKeyOf,
  destinationText,
  isSameRoute,
  routeProperties,
} from "./route-body.ts";

/**
 * Adds routes to a table that is there. A route that is there as it is wanted stays; another one
 * with its name, or with its destination (UDR-10), is in the way.
 */
export function addRoutesTo(
  estate: Estate,
  table: string,
  specs: readonly RouteSpec[],
): Obstacle | undefined {
  const present = childrenOf(estate, table, "route");
  const byName = new Map(present.map((route) => [route.id.name.toLowerCase(), route]));
  const byDestination = new Map(present.map((route) => [destinationKeyOf(route), route]));
  const added: Resource[] = [];
  for (const spec of specs) {
    const named = byName.get(spec.name.toLowerCase());
    if (named !== undefined && isSameRoute(named, spec)) continue;
    const key = destinationKey(destinationText(spec.destination));
    const other = named ?? byDestination.get(key);
    if (other !== undefined) return { kind: "taken", id: other.id.text };
    const route = newRoute(table, spec);
    if (route === undefined) return { kind: "unsuitable", id: table, reason: "has no valid id" };
    byName.set(spec.name.toLowerCase(), route);
    byDestination.set(key, route);
    added.push(route);
  }
  for (const route of added) addChild(estate, route);
  return undefined;
}

function newRoute(table: string, spec: RouteSpec): Resource | undefined {
  return newResource(`${table}/routes/${spec.name}`, { properties: routeProperties(spec) });
}
