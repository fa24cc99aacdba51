import type { Behavior, Model } from "../model/index.ts";
import { type Ip, isDefault, parsePrefix, type Prefix } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import type { Fate, Fates } from "./fate.ts";
import { noFates } from "./fate.ts";
import type { RouteGroup } from "./group.ts";
import {
  dropInsideNetwork,
  gatewayInsideSystem,
  type PairRule,
  remember,
  samePrefixAsDrop,
  serviceEndpointOverLongerUser,
  serviceEndpointOverUser,
  userOverOthers,
} from "./pair-fates.ts";
import { letsRoutesReach } from "./private-endpoint.ts";
import type { Route } from "./route.ts";
import { fateOf, lookupRoute, type TableGroup } from "./table.ts";

/** The groups of candidates of one table, before selection. Empty groups may be left in. */
export interface Candidates {
  readonly network: RouteGroup;
  readonly peering: RouteGroup;
  readonly globalPeering: RouteGroup;
  readonly connectedGroup: RouteGroup;
  readonly gateway: RouteGroup;
  readonly internet: RouteGroup;
  readonly drop: RouteGroup;
  readonly user: RouteGroup;
  readonly serviceEndpoint: RouteGroup;
  /** Of the own network first; one group per network. */
  readonly endpoints: readonly SeenEndpoints[];
  /** Route table: does it let gateway routes in (GW-14)? */
  readonly takesGatewayRoutes: boolean;
  /** Route table: does it let peering routes in (PEER-12)? */
  readonly takesPeeringRoutes: boolean;
  /** Whether a user route for exactly an endpoint's address is ignored, as some gateways do (PE-9). */
  readonly ignoresExactUserRoutes: boolean;
}

/** Private endpoints of one network, as seen from the table's network. */
export interface SeenEndpoints {
  readonly group: RouteGroup;
  readonly isOwn: boolean;
}

/** The rules of one model, with what they remember about pairs of groups. */
export interface Rules {
  readonly behavior: Behavior;
  readonly model: Model;
  readonly gatewayInsideSystem: PairRule;
  readonly userOverOthers: PairRule;
  readonly serviceEndpointOverUser: PairRule;
  readonly samePrefixAsDrop: PairRule;
  readonly dropInsideNetwork: PairRule;
}

/** The rules as a model's switches set them. */
export function createRules(model: Model): Rules {
  const { behavior } = model;
  const overUser =
    behavior.seBeatsLongerUdr === "true" ? serviceEndpointOverLongerUser : serviceEndpointOverUser;
  return {
    behavior,
    model,
    gatewayInsideSystem: remember(gatewayInsideSystem(behavior)),
    userOverOthers: remember(userOverOthers),
    serviceEndpointOverUser: remember(overUser),
    samePrefixAsDrop: remember(samePrefixAsDrop),
    dropInsideNetwork: remember(dropInsideNetwork),
  };
}

/**
 * Decides what becomes of every candidate: the pipeline of section 0.3, in its order.
 *
 * Gives the groups in print order (CAP-2). Private endpoints of networks peered across regions stand behind those peerings, as
 * the captures of one article show; CAP-2 has seen the others before them.
 */
export function selectRoutes(rules: Rules, candidates: Candidates): readonly TableGroup[] {
  const peerings = peeringGroupsOf(candidates);
  const user = plain(candidates.user, [
    rules.serviceEndpointOverUser(candidates.user, candidates.serviceEndpoint),
    ...ignoredUserRoutes(rules, candidates),
  ]);
  const gateway = selectGateway(rules, candidates, user);
  const overUser = (group: RouteGroup): TableGroup =>
    plain(group, [overlay(rules, group, user)]);
  const internet = selectInternet(rules, candidates, user, gateway);
  const connectedGroup = overUser(candidates.connectedGroup);
  const network = overUser(candidates.network);
  const [peering, globalPeering] = peerings.map(({ group, all }) =>
    all === undefined ? overUser(group) : whole(group, all),
  ) as [TableGroup, TableGroup];
  const drop = selectDrops(rules, candidates, { user, gateway, internet });
  const serviceEndpoint = plain(candidates.serviceEndpoint, []);
  const others = [
    network,
    peering,
    connectedGroup,
    gateway,
    internet,
    drop,
    user,
    serviceEndpoint,
    globalPeering,
  ];
  const endpoints = candidates.endpoints.map((seen) =>
    selectEndpoints(rules, candidates, seen, others),
  );
  const ofKind = (kind: RouteGroup["kind"]) => endpoints.filter(({ group }) => group.kind === kind);
  return [
    ...others.slice(0, -1),
    ...ofKind("privateEndpoint"),
    globalPeering,
    ...ofKind("globalPrivateEndpoint"),
  ].filter(({ group }) => group.routes.length > 0);
}

function plain(group: RouteGroup, fates: readonly Fates[]): TableGroup {
  return { group, all: undefined, fates: fates.filter(({ size }) => size > 0) };
}

function whole(group: RouteGroup, all: Fate): TableGroup {
  return { group, all, fates: [] };
}

const peeringRoutesOff: Fate = {
  kind: "hidden",
  reason: "peeringRoutesOff",
  rules: ["PEER-12"],
  by: undefined,
};

const propagationOff: Fate = {
  kind: "hidden",
  reason: "propagationOff",
  rules: ["GW-14", "X-31"],
  by: undefined,
};

function peeringGroupsOf({ peering, globalPeering, takesPeeringRoutes }: Candidates) {
  const all = takesPeeringRoutes ? undefined : peeringRoutesOff;
  return [
    { group: peering, all },
    { group: globalPeering, all },
  ];
}

// User routes against one group. A user route that has itself lost to a service endpoint beats nobody.
function overlay(rules: Rules, group: RouteGroup, user: TableGroup): Fates {
  const fates = rules.userOverOthers(group, user.group);
  if (user.fates.length === 0 || fates.size === 0) return fates;
  const lost = new Set(
    user.group.routes.filter((_, number) => fateOf(user, number) !== undefined),
  );
  return new Map([...fates].filter(([, { by }]) => by === undefined || !lost.has(by)));
}

function selectGateway(rules: Rules, candidates: Candidates, user: TableGroup): TableGroup {
  const { gateway } = candidates;
  if (!candidates.takesGatewayRoutes) return whole(gateway, propagationOff);
  const systems = [
    candidates.network,
    candidates.connectedGroup,
    candidates.serviceEndpoint,
    ...(candidates.takesPeeringRoutes ? [candidates.peering, candidates.globalPeering] : []),
  ];
  return plain(gateway, [
    ...systems.map((system) => rules.gatewayInsideSystem(gateway, system)),
    overlay(rules, gateway, user),
  ]);
}

const ipv4Default = parsePrefix("0.0.0.0/0") as Prefix;
const ipv6Default = parsePrefix("::/0") as Prefix;
const halfDefaults = ["0.0.0.0/1", "128.0.0.0/1"].map((text) => parsePrefix(text) as Prefix);

// A gateway default takes the place of the system default; a user default makes it Invalid (SEL-5).
function selectInternet(
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
  return plain(internet, [byGateway, overlay(rules, internet, user), split]);
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

// The first route with this prefix that is in force or Invalid under a user route: it has taken its place in the list.
function listed({ group, all, fates }: TableGroup, prefix: Prefix): Route | undefined {
  if (all !== undefined) return undefined;
  const number = group
    .withPrefix(prefix)
    .find((one) => fateOf({ group, all, fates }, one)?.reason !== "systemOverGateway");
  return number === undefined ? undefined : group.routes[number];
}

function inForce(tableGroup: TableGroup, prefix: Prefix): Route | undefined {
  const number = tableGroup.group
    .withPrefix(prefix)
    .find((one) => fateOf(tableGroup, one) === undefined);
  return number === undefined ? undefined : tableGroup.group.routes[number];
}

// One article calls the default Invalid under its two halves; no prefix is equal, so by default it stays.
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
  readonly internet: TableGroup;
}

// The drop rows go when the default route in force leads to an appliance or a gateway (SYS-5, X-19).
function selectDrops(rules: Rules, candidates: Candidates, defaults: Defaults): TableGroup {
  const { drop } = candidates;
  const { user, gateway } = defaults;
  const by = inForce(user, ipv4Default) ?? inForce(gateway, ipv4Default);
  if (by !== undefined && takesDropsAway(rules.behavior, by)) {
    return whole(drop, { kind: "hidden", reason: "defaultTakesDropsAway", rules: ["SYS-5"], by });
  }
  const others = [
    candidates.user,
    candidates.connectedGroup,
    ...(candidates.takesPeeringRoutes ? [candidates.peering, candidates.globalPeering] : []),
    ...(candidates.takesGatewayRoutes ? [candidates.gateway] : []),
  ];
  return plain(drop, [
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

// PE-4 for every endpoint route of one network.
function selectEndpoints(
  rules: Rules,
  candidates: Candidates,
  seen: SeenEndpoints,
  others: readonly TableGroup[],
): TableGroup {
  const { group } = seen;
  const isHidden =
    !seen.isOwn && !candidates.takesPeeringRoutes && rules.behavior.disablePeeringHidesPe === "true";
  if (isHidden) return whole(group, peeringRoutesOff);
  if (candidates.user.routes.length === 0) return plain(group, []);
  const fates = new Map<number, Fate>();
  for (const [number, route] of group.routes.entries()) {
    const fate = endpointFate(rules, candidates, route, others);
    if (fate !== undefined) fates.set(number, fate);
  }
  return plain(group, [fates]);
}

function endpointFate(
  rules: Rules,
  candidates: Candidates,
  route: Route,
  others: readonly TableGroup[],
): Fate | undefined {
  const [prefix] = route.prefixes;
  const user = others.find(({ group }) => group.kind === "user");
  if (prefix === undefined || user === undefined || route.nextHop.kind !== "privateEndpoint") {
    return undefined;
  }
  const hasPolicy = letsRoutesReach(rules.model, route.nextHop.endpoint);
  const exact = inForce(user, prefix);
  if (exact !== undefined) {
    return { kind: "invalid", reason: "userOverPrivateEndpoint", rules: ["PE-4", "PE-5"], by: exact };
  }
  if (!hasPolicy) return undefined;
  const best = lookupRoute(others, prefix.address as Ip)?.route;
  if (best?.source !== "user") return undefined;
  return {
    kind: "invalid",
    reason: "userCoversPrivateEndpoint",
    rules: ["PE-4", "PE-5", "PE-6", "X-11"],
    by: best,
  };
}

// A gateway that ignores exact user routes for endpoints: the endpoint wins and the user route is out of force (PE-9, X-2).
function ignoredUserRoutes(rules: Rules, candidates: Candidates): readonly Fates[] {
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
          rules: ["PE-9", "X-2", "X-28"] satisfies RuleId[],
          by: route,
        });
      }
    }
  }
  return [fates];
}

/** Whether a route is a default route of either family. */
export function isDefaultRoute({ prefixes }: Route): boolean {
  return prefixes.some(isDefault);
}

/** The default prefixes of both families. */
export const defaultPrefixes: readonly Prefix[] = [ipv4Default, ipv6Default];
