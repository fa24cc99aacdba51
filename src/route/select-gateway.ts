import type { Candidates, Rules } from "./candidates.ts";
import { type Fate, type Fates, noFates, propagationOff } from "./fate.ts";
import { overlay } from "./overlay.ts";
import { type TableGroup, withFates, withOneFate } from "./table-group.ts";

/**
 * Gateway routes: kept out by the route table, by system space, or beaten by user routes (GW-14,
 * SEL-4, SEL-2).
 */
export function selectGateway(rules: Rules, candidates: Candidates, user: TableGroup): TableGroup {
  const { gateway } = candidates;
  if (!candidates.takesGatewayRoutes) return withOneFate(gateway, propagationOff);
  const systems = [
    candidates.network,
    candidates.connectedGroup,
    candidates.serviceEndpoint,
    ...(candidates.takesPeeringRoutes ? [candidates.peering, candidates.globalPeering] : []),
  ];
  return withFates(gateway, [
    ...systems.map((system) => rules.gatewayInsideSystem(gateway, system)),
    overlay(rules, gateway, user),
  ]);
}

/**
 * A user route to a load balancer without members yields to a Route Server's equal prefix, where
 * the switch says so (SEL-8, X-12).
 */
export function deadLoadBalancerFates({ behavior, model }: Rules, candidates: Candidates): Fates {
  if (behavior.arsDeadIlbAnomaly === "false" || !candidates.takesGatewayRoutes) return noFates;
  const dead = new Set(
    [...model.loadBalancers.values()]
      .filter(({ backendCount }) => backendCount === 0)
      .flatMap(({ frontends }) => frontends.map(({ address }) => address)),
  );
  const fates = new Map<number, Fate>();
  for (const [number, { nextHop, prefixes }] of candidates.user.routes.entries()) {
    if (nextHop.kind !== "appliance" || !nextHop.addresses.some((one) => dead.has(one))) continue;
    const by = prefixes
      .flatMap((prefix) => candidates.gateway.withPrefix(prefix))
      .map((one) => candidates.gateway.routes[one])
      .find((route) => route?.rules.includes("GW-6"));
    if (by === undefined) continue;
    fates.set(number, {
      kind: "invalid",
      reason: "deadLoadBalancer",
      rules: ["SEL-8", "X-12"],
      by,
    });
  }
  return fates;
}
