import type { Ip, Prefix } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import type { Candidates, Rules, SeenEndpoints } from "./candidates.ts";
import { type Fate, type Fates, peeringRoutesOff } from "./fate.ts";
import { letsRoutesReach } from "./private-endpoint.ts";
import type { Route } from "./route.ts";
import { lookupRoute } from "./table.ts";
import { inForce, type TableGroup, withFates, withOneFate } from "./table-group.ts";

/** Decides every endpoint route of one network by the tree of PE-4. */
export function selectEndpoints(
  rules: Rules,
  candidates: Candidates,
  seen: SeenEndpoints,
  others: readonly TableGroup[],
): TableGroup {
  const { group } = seen;
  const isHidden =
    !seen.isOwn &&
    !candidates.takesPeeringRoutes &&
    rules.behavior.disablePeeringHidesPe === "true";
  if (isHidden) return withOneFate(group, peeringRoutesOff);
  if (candidates.user.routes.length === 0) return withFates(group, []);
  const fates = new Map<number, Fate>();
  for (const [number, route] of group.routes.entries()) {
    const fate = endpointFate(rules, route, others);
    if (fate !== undefined) fates.set(number, fate);
  }
  return withFates(group, [fates]);
}

const otherNextHop: readonly RuleId[] = ["PE-6"];

function endpointFate(rules: Rules, route: Route, others: readonly TableGroup[]): Fate | undefined {
  const [prefix] = route.prefixes;
  const user = others.find(({ group }) => group.kind === "user");
  if (prefix === undefined || user === undefined || route.nextHop.kind !== "privateEndpoint") {
    return undefined;
  }
  const hasPolicy = letsRoutesReach(rules.model, route.nextHop.endpoint);
  const exact = inForce(user, prefix);
  if (exact !== undefined) {
    return {
      kind: "invalid",
      reason: "userOverPrivateEndpoint",
      rules: ["PE-4", "PE-5"],
      by: exact,
    };
  }
  if (!hasPolicy) return undefined;
  const best = lookupRoute(others, prefix.address as Ip)?.route;
  if (best?.source !== "user") return undefined;
  return {
    kind: "invalid",
    reason: "userCoversPrivateEndpoint",
    // That the kind of next hop does not matter was only seen with appliances.
    rules: ["PE-4", "PE-5", ...(best.nextHop.kind === "appliance" ? [] : otherNextHop), "X-11"],
    by: best,
  };
}

/**
 * A gateway that ignores exact user routes for endpoints: the endpoint wins, the user route is out
 * of force (PE-9, X-2).
 */
export function ignoredUserRoutes(rules: Rules, candidates: Candidates): readonly Fates[] {
  if (!candidates.ignoresExactUserRoutes) return [];
  const fates = new Map<number, Fate>();
  for (const { group } of candidates.endpoints) {
    for (const route of group.routes) {
      const { nextHop } = route;
      if (nextHop.kind !== "privateEndpoint") continue;
      if (letsRoutesReach(rules.model, nextHop.endpoint)) continue;
      for (const number of candidates.user.withPrefix(route.prefixes[0] as Prefix)) {
        fates.set(number, {
          kind: "invalid",
          reason: "privateEndpointOverUser",
          rules: ["PE-9", "X-2", "X-28"],
          by: route,
        });
      }
    }
  }
  return [fates];
}
