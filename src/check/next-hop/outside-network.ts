import { formatPrefix, overlaps } from "../../net/index.ts";
import type { Route } from "../../route/index.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { routeWords } from "./lead.ts";
import { showRoute } from "./show-route.ts";
import { underneath } from "./underneath.ts";
import { gatherRoutes, type RouteUse, type UsedRoute } from "./used-route.ts";

/** User routes that keep packets in a network which does not have their addresses (UDR-5). */
export const outsideNetwork: CheckRule = {
  code: "TR308",
  family: "nextHop",
  severity: "error",
  title: "A route keeps packets in a network that lacks their addresses",
  about:
    "A user route to VnetLocal delivers inside the network of the subnet and nowhere else. For addresses that this network does not have it drops.",
  rules: ["UDR-5"],
  begin: (ground) => {
    const routes = gatherRoutes(({ nextHop }) => nextHop.kind === "network");
    return {
      visit: routes.visit,
      finish: () => routes.list().flatMap((used) => draftsOf(ground, used)),
    };
  },
};

function draftsOf(ground: Ground, { table, route, uses }: UsedRoute): readonly Draft[] {
  const outside = uses.filter((use) => isOutside(use, route));
  const [first] = outside;
  if (first === undefined) return [];
  const { network, seen } = first;
  const space = listNames(network.addressSpace.map(({ prefix }) => formatPrefix(prefix)));
  const [prefix] = route.prefixes;
  const below = prefix && underneath(seen.table, prefix);
  // The other networks that use the table may need the route.
  const isRemovable = below !== undefined && outside.length === uses.length;
  return [
    {
      message: `Route ${routeWords(route)} of ${table.name} keeps packets in ${network.name}, which has ${space} and none of these addresses. They are dropped.`,
      remedy: isRemovable
        ? `Take the route out of ${table.name}: without it there is a route to these addresses.`
        : `Give the subnets of ${network.name} a table without this route, or let it lead to where the addresses are.`,
      place: route.places[0],
      related: network.addressSpace.map(({ place }) => place),
      affected: outside.flatMap(({ subnets }) => subnets.map(({ id }) => id)),
      subject: [route.name ?? ""],
      walks: showRoute(ground, seen, [route]),
      ...(isRemovable
        ? { repair: { kind: "removeRoutes", table: table.key, routes: [route.name ?? ""] } }
        : {}),
    },
  ];
}

function isOutside({ network }: RouteUse, { prefixes }: Route): boolean {
  return (
    prefixes.length > 0 &&
    prefixes.every((one) => !network.addressSpace.some(({ prefix }) => overlaps(prefix, one)))
  );
}
