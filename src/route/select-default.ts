import type { Behavior } from "../model/index.ts";
import { type Prefix, parsePrefix } from "../net/index.ts";
import type { Candidates, Rules } from "./candidates.ts";
import { type Fate, type Fates, noFates } from "./fate.ts";
import type { RouteGroup } from "./group.ts";
import { overlay } from "./overlay.ts";
import type { Route } from "./route.ts";
import { fateOf, inForce, type TableGroup, withFates, withOneFate } from "./table-group.ts";

const ipv4Default = parsePrefix("0.0.0.0/0") as Prefix;
const halfDefaults = ["0.0.0.0/1", "128.0.0.0/1"].map((text) => parsePrefix(text) as Prefix);

/**
 * A gateway default takes the place of the system default; a user default makes it Invalid
 * (SEL-5).
 */
export function selectInternet(
  rules: Rules,
  candidates: Candidates,
  user: TableGroup,
  gateway: TableGroup,
): TableGroup {
  const { internet } = candidates;
  const byGateway = new Map<number, Fate>();
  for (const [number, { prefixes }] of internet.routes.entries()) {
    const by = listed(gateway, prefixes[0] as Prefix);
    if (by !== undefined) byGateway.set(number, gatewayDefaultFate(rules.behavior, by));
  }
  const split = splitDefaultFates(rules.behavior, internet, [user, gateway]);
  return withFates(internet, [byGateway, overlay(rules, internet, user), split]);
}

function gatewayDefaultFate(behavior: Behavior, by: Route): Fate {
  const isHidden = behavior.bgpDefaultHidesSystemDefault === "true";
  return {
    kind: isHidden ? "hidden" : "invalid",
    reason: "gatewayDefaultOverSystem",
    rules: ["SEL-5", "X-8", "GW-30"],
    by,
  };
}

// The first route with this prefix that is in force or Invalid under a user route: it has taken its
// place in the list.
function listed({ group, all, fates }: TableGroup, prefix: Prefix): Route | undefined {
  if (all !== undefined) return undefined;
  const number = group
    .withPrefix(prefix)
    .find((one) => fateOf({ group, all, fates }, one)?.reason !== "systemOverGateway");
  return number === undefined ? undefined : group.routes[number];
}

// One article calls the default Invalid under its two halves; no prefix is equal, so by default it
// stays.
function splitDefaultFates(
  behavior: Behavior,
  internet: RouteGroup,
  groups: readonly TableGroup[],
): Fates {
  if (behavior.splitDefaultInvalidatesDefault === "false") return noFates;
  const halves = halfDefaults.map((prefix) =>
    groups.map((group) => inForce(group, prefix)).find((route) => route !== undefined),
  );
  const [number] = internet.withPrefix(ipv4Default);
  const by = halves[0];
  if (number === undefined || by === undefined || halves.includes(undefined)) return noFates;
  return new Map([
    [number, { kind: "invalid", reason: "splitDefaultOverSystem", rules: ["X-1", "GW-29"], by }],
  ]);
}

interface Defaults {
  readonly user: TableGroup;
  readonly gateway: TableGroup;
}

/**
 * The drop rows go when the default route in force leads to an appliance or a gateway (SYS-5,
 *
 */
export function selectDrops(rules: Rules, candidates: Candidates, defaults: Defaults): TableGroup {
  const { drop } = candidates;
  const { user, gateway } = defaults;
  const by = inForce(user, ipv4Default) ?? inForce(gateway, ipv4Default);
  if (by !== undefined && takesDropsAway(rules.behavior, by)) {
    return withOneFate(drop, {
      kind: "hidden",
      reason: "defaultTakesDropsAway",
      rules: ["SYS-5"],
      by,
    });
  }
  const others = [
    candidates.user,
    candidates.connectedGroup,
    ...(candidates.takesPeeringRoutes ? [candidates.peering, candidates.globalPeering] : []),
    ...(candidates.takesGatewayRoutes ? [candidates.gateway] : []),
  ];
  return withFates(drop, [
    rules.dropInsideNetwork(drop, candidates.network),
    ...others.map((group) => rules.samePrefixAsDrop(drop, group)),
  ]);
}

function takesDropsAway(behavior: Behavior, { nextHop, source }: Route): boolean {
  if (nextHop.kind === "internet" && source === "user") {
    return behavior.noneKeptForUserInternetDefault === "false";
  }
  return nextHop.kind === "appliance" || nextHop.kind === "gateway";
}
