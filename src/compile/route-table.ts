import { createDiagnostic } from "../diagnostic/index.ts";
import type { Key, RouteTable, UserDestination, UserRoute } from "../model/index.ts";
import { prefixKey } from "../net/index.ts";
import { type Item, mapByKey, namedOf, readChildren, readItems, type Sources } from "./sources.ts";

/**
 * Builds the route tables. Of two routes with one destination the first one counts (UDR-10,
 * CAP-12).
 */
export function lowerRouteTables(sources: Sources): ReadonlyMap<Key, RouteTable> {
  const routes = readChildren(sources, "route");
  return mapByKey(
    readItems(sources, "routeTable").map((item): RouteTable => {
      const { region, propagatesGatewayRoutes, propagationPlace } = item.body;
      const { showsPeeringRoutes, peeringRoutesPlace } = item.body;
      return {
        ...namedOf(item),
        region,
        propagatesGatewayRoutes,
        propagationPlace,
        showsPeeringRoutes,
        peeringRoutesPlace,
        routes: lowerRoutes(routes.get(item.key) ?? [], sources),
      };
    }),
  );
}

function lowerRoutes(items: readonly Item<"route">[], sources: Sources): readonly UserRoute[] {
  const first = new Map<string | number, Item<"route">>();
  const routes: UserRoute[] = [];
  for (const item of items) {
    const key = destinationKey(item.body.destination);
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, item);
      const { destination, nextHop } = item.body;
      routes.push({ name: item.name, destination, nextHop, place: item.place });
    } else {
      const parameters = { first: earlier.name, second: item.name };
      const related = [earlier.place];
      sources.report(
        createDiagnostic("route-prefix-duplicate", item.place, parameters, { related }),
      );
    }
  }
  return routes;
}

function destinationKey(destination: UserDestination): string | number {
  if (destination.kind === "prefix") return prefixKey(destination.prefix);
  return `tag ${destination.tag.toLowerCase()}`;
}
