import {
  type EndpointService,
  findEndpointService,
  type Model,
  type ServiceEndpoint,
  type Subnet,
} from "../model/index.ts";
import type { Prefix } from "../net/index.ts";
import { RouteGroup } from "./group.ts";
import { pairedRegion } from "./region-pair.ts";
import { createRoute, type Route } from "./route.ts";

/** One route per service and location, each with all prefixes of the service there (SE-1, SE-2). */
export function serviceEndpointGroup(model: Model, subnet: Subnet): RouteGroup {
  return new RouteGroup(
    "serviceEndpoint",
    subnet.serviceEndpoints.flatMap((endpoint) =>
      routesOf(model, endpoint, regionsReached(model, subnet, endpoint)),
    ),
  );
}

/**
 * The places of a route as one subnet sees it.
 *
 * Subnets with equal service endpoints share the routes, so that the place in the route may be
 * another subnet's.
 */
export function placesOf(route: Route, subnet: Subnet): Route["places"] {
  const { nextHop } = route;
  if (nextHop.kind !== "serviceEndpoint") return route.places;
  const own = subnet.serviceEndpoints.find(({ service }) => service === nextHop.service);
  return own === undefined ? route.places : [own.place];
}

/** Text that two subnets share exactly when their service endpoints give the same routes. */
export function serviceEndpointSignature(model: Model, subnet: Subnet): string {
  if (subnet.serviceEndpoints.length === 0) return "";
  const region = regionOf(model, subnet) ?? "";
  return subnet.serviceEndpoints
    .map(({ service, locations }) => `${service}@${locations.join("+") || region}`)
    .join(";");
}

function regionOf(model: Model, subnet: Subnet): string | undefined {
  return model.networks.get(subnet.network)?.region;
}

/**
 * The regions whose services a subnet reaches through one of its service endpoints; `*` stands for
 * all (SE-3).
 */
export function regionsReached(
  model: Model,
  subnet: Subnet,
  { service, locations }: ServiceEndpoint,
): readonly string[] {
  if (locations.length > 0) return locations;
  return reachOf(findEndpointService(service), regionOf(model, subnet));
}

function routesOf(
  model: Model,
  endpoint: ServiceEndpoint,
  locations: readonly string[],
): readonly Route[] {
  const service = findEndpointService(endpoint.service);
  const isOneRow = model.behavior.seRowsPerLocation === "false" || locations.includes("*");
  const rows = isOneRow ? [locations] : locations.map((location) => [location]);
  return rows.flatMap((row) => {
    const tags = (service?.tags ?? [endpoint.service]).flatMap((tag) =>
      row.map((location) => (location === "*" ? tag : `${tag}.${location}`)),
    );
    return serviceRoutes(model, endpoint, tags);
  });
}

function reachOf(
  service: EndpointService | undefined,
  region: string | undefined,
): readonly string[] {
  if (service === undefined || service.reach === "everywhere" || region === undefined) return ["*"];
  const pair = service.reach === "regionAndPair" ? pairedRegion(region) : undefined;
  return pair === undefined ? [region] : [region, pair];
}

function serviceRoutes(
  model: Model,
  endpoint: ServiceEndpoint,
  tags: readonly string[],
): readonly Route[] {
  const known = tags.map((tag) => ({ tag, prefixes: model.serviceTags?.prefixesOf(tag) ?? [] }));
  const prefixes = known.flatMap((one) => one.prefixes);
  const unexpanded = known.flatMap((one) => (one.prefixes.length === 0 ? [one.tag] : []));
  const byFamily = ([4, 6] as const).map((family) =>
    prefixes.filter((prefix) => prefix.family === family),
  );
  return byFamily.flatMap((ofFamily, at) => {
    // What nobody could expand is shown once, in the IPv4 row.
    const names = at === 0 ? unexpanded : [];
    return ofFamily.length + names.length === 0 ? [] : [serviceRoute(endpoint, ofFamily, names)];
  });
}

function serviceRoute(
  endpoint: ServiceEndpoint,
  prefixes: readonly Prefix[],
  unexpanded: readonly string[],
): Route {
  return createRoute({
    origin: "serviceEndpoint",
    source: "system",
    prefixes,
    unexpanded,
    nextHop: { kind: "serviceEndpoint", service: endpoint.service },
    places: [endpoint.place],
    rules: ["SE-1", "SE-2", "SE-3"],
  });
}
