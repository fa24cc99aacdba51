import type { Repair } from "../../finding/index.ts";
import type { Model, Subnet } from "../../model/index.ts";
import type { Route } from "../../route/index.ts";

/**
 * Routes for the subnets of private endpoints, to where a shorter route leads already; with the
 * policy where it is off. Absent where a table is that of the endpoints' own subnet: a route for all
 * of it would part machines there from their neighbors.
 */
export function routesToEndpoints(
  model: Model,
  { nextHop }: Route,
  senders: readonly Subnet[],
  subnets: readonly Subnet[],
): Repair | undefined {
  if (nextHop.kind !== "appliance" || senders.some((one) => subnets.includes(one))) {
    return undefined;
  }
  return {
    kind: "addRoutes",
    subnets: senders.map(({ key }) => key),
    destinations: subnets.flatMap((subnet) =>
      subnet.prefixes.map(({ prefix }, at) => {
        const name = [networkOf(model, subnet), subnet.name, ...(at > 0 ? [`${at}`] : [])];
        return { kind: "prefix", name: name.join("-"), prefix } as const;
      }),
    ),
    nextHop,
    endpointSubnets: subnets
      .filter((one) => !one.letsRoutesReachPrivateEndpoints)
      .map(({ key }) => key),
  };
}

function networkOf({ networks }: Model, { network }: Subnet): string {
  return networks.get(network)?.name ?? "endpoints";
}
