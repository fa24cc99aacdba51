import type { RouteTable, Subnet, UserRoute } from "../../model/index.ts";
import { type Prefix, prefixKey } from "../../net/index.ts";
import type { Route } from "../../route/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft, Inspection, SeenTable } from "../rule.ts";
import { exampleIn, walkTo } from "./flows.ts";
import { hopName } from "./hop-name.ts";
import { hasMachines } from "./loss.ts";
import { producerNames } from "./producer-name.ts";
import { destinationOf } from "./repair-destination.ts";
import { learnedHalves, userDefault } from "./split-default.ts";
import { listPrefixes, listSubnets } from "./words.ts";

/** X-1, GW-29: a user default route is shorter than a half. */
export const splitDefaultExemption: CheckRule = {
  code: "TR517",
  family: "peering",
  severity: "error",
  title: "A default route of its own loses to the halves of a gateway",
  about:
    "Where gateways bring 0.0.0.0/1 and 128.0.0.0/1, a user route for 0.0.0.0/0 is never used: both halves are longer. Traffic goes where the route was to keep it from.",
  rules: ["X-1", "GW-29", "SEL-1"],
  begin,
};

/** A default route that never wins, and the halves that beat it. */
interface Beaten {
  readonly table: RouteTable;
  readonly route: UserRoute;
  readonly halves: Map<number | string, { readonly prefix: Prefix; readonly route: Route }>;
  readonly subnets: Subnet[];
}

function begin(ground: Ground): Inspection {
  const found = new Map<UserRoute, Beaten>();
  return {
    visit: (seen) => visit(found, seen),
    finish: () => [...found.values()].map((beaten) => draftOf(ground, beaten)),
  };
}

function visit(found: Map<UserRoute, Beaten>, { subnet, gateway, table }: SeenTable): void {
  const { routeTable } = table;
  if (routeTable === undefined || gateway !== undefined || !hasMachines(subnet)) return;
  const halves = learnedHalves(table);
  const own = halves.length === 0 ? undefined : userDefault(table);
  const route = routeTable.routes.find(({ place }) => place === own?.places[0]);
  // One to the gateway goes the same way as the halves.
  if (route === undefined || route.nextHop.kind === "gateway") return;
  const beaten: Beaten = found.get(route) ?? {
    table: routeTable,
    route,
    halves: new Map(),
    subnets: [],
  };
  found.set(route, beaten);
  for (const half of halves) {
    const [prefix] = half.prefixes;
    if (prefix !== undefined) beaten.halves.set(prefixKey(prefix), { prefix, route: half });
  }
  beaten.subnets.push(subnet);
}

function draftOf(ground: Ground, { table, route, halves, subnets }: Beaten): Draft {
  const { model } = ground;
  const beating = [...halves.values()];
  const prefixes = beating.map(({ prefix }) => prefix);
  const routes = beating.map((half) => half.route);
  const names = listSubnets(model, subnets);
  const list = listPrefixes(prefixes);
  const [first] = prefixes;
  const [sender] = subnets;
  return {
    message: `Route '${route.name}' of ${table.name} is to send 0.0.0.0/0 from ${names} to ${hopName(route.nextHop)} and is never used: ${list} from ${producerNames(model, routes)} are longer, and all Internet traffic goes there${bypassed(route)}.`,
    remedy: `Write routes for ${list} to ${hopName(route.nextHop)} instead.`,
    place: route.place,
    related: routes.map(({ places }) => places[0]),
    affected: subnets.map(({ id }) => id),
    subject: [route.name],
    walks:
      first === undefined || sender === undefined ? [] : walkTo(ground, sender, exampleIn(first)),
    repair: {
      kind: "addRoutes",
      subnets: subnets.map(({ key }) => key),
      destinations: prefixes.map(destinationOf),
      nextHop: route.nextHop,
    },
  };
}

function bypassed({ nextHop }: UserRoute): string {
  return nextHop.kind === "appliance" ? `, past ${hopName(nextHop)}` : "";
}
