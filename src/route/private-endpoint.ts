import type { Key, Model, PrivateEndpoint } from "../model/index.ts";
import { hostPrefix } from "../net/index.ts";
import { RouteGroup } from "./group.ts";
import { createRoute, type Route } from "./route.ts";

/**
 * One host route per address of each private endpoint of a network (PE-1, CAP-9).
 *
 * The group of one network is the same for the network itself and for everybody who sees it; only
 * its block differs.
 */
export function privateEndpointGroup(
  endpoints: readonly PrivateEndpoint[],
  isGlobal: boolean,
): RouteGroup {
  return new RouteGroup(
    isGlobal ? "globalPrivateEndpoint" : "privateEndpoint",
    endpoints.flatMap(routesOf),
  );
}

function routesOf(endpoint: PrivateEndpoint): readonly Route[] {
  return endpoint.addresses.map(({ address, place }) =>
    createRoute({
      origin: "privateEndpoint",
      source: "system",
      prefixes: [hostPrefix(address)],
      nextHop: { kind: "privateEndpoint", endpoint: endpoint.key },
      places: [endpoint.place, place],
      rules: ["PE-1", "CAP-9"],
    }),
  );
}

/** Whether user routes reach a private endpoint: the policy of the endpoint's own subnet (PE-3). */
export function letsRoutesReach(model: Model, endpoint: Key): boolean {
  const subnet = model.privateEndpoints.get(endpoint)?.subnet;
  return (
    subnet !== undefined && model.subnets.get(subnet)?.letsRoutesReachPrivateEndpoints === true
  );
}
