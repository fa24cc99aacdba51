import type { Candidates, Rules } from "./candidates.ts";
import { peeringRoutesOff } from "./fate.ts";
import type { GroupKind, RouteGroup } from "./group.ts";
import { overlay } from "./overlay.ts";
import { selectDrops, selectInternet } from "./select-default.ts";
import { ignoredUserRoutes, selectEndpoints } from "./select-endpoint.ts";
import { deadLoadBalancerFates, selectGateway } from "./select-gateway.ts";
import { type TableGroup, withFates, withOneFate } from "./table-group.ts";

/**
 * Blocks in the order in which Azure prints them (CAP-2).
 *
 * Private endpoints of networks peered across regions stand behind those peerings, all others
 * before them (CAP-19).
 */
const printOrder: readonly GroupKind[] = [
  "network",
  "peering",
  "connectedGroup",
  "gateway",
  "internet",
  "drop",
  "user",
  "serviceEndpoint",
  "privateEndpoint",
  "globalPeering",
  "globalPrivateEndpoint",
];

/**
 * Decides what becomes of every candidate: the pipeline of section 0.3, in its order. Gives the
 * groups in print order.
 */
export function selectRoutes(rules: Rules, candidates: Candidates): readonly TableGroup[] {
  const user = withFates(candidates.user, [
    rules.serviceEndpointOverUser(candidates.user, candidates.serviceEndpoint),
    ...ignoredUserRoutes(rules, candidates),
    deadLoadBalancerFates(rules, candidates),
  ]);
  const underUser = (group: RouteGroup): TableGroup =>
    withFates(group, [overlay(rules, group, user)]);
  const peering = (group: RouteGroup): TableGroup =>
    candidates.takesPeeringRoutes ? underUser(group) : withOneFate(group, peeringRoutesOff);
  const gateway = selectGateway(rules, candidates, user);
  const others = [
    underUser(candidates.network),
    peering(candidates.peering),
    underUser(candidates.connectedGroup),
    gateway,
    selectInternet(rules, candidates, user, gateway),
    selectDrops(rules, candidates, { user, gateway }),
    user,
    {
      ...withFates(candidates.serviceEndpoint, []),
      beatsLongerUser: rules.behavior.seBeatsLongerUdr === "true",
    },
    peering(candidates.globalPeering),
  ];
  const endpoints = candidates.endpoints.map((seen) =>
    selectEndpoints(rules, candidates, seen, others),
  );
  return [...others, ...endpoints]
    .filter(({ group }) => group.routes.length > 0)
    .sort((a, b) => printOrder.indexOf(a.group.kind) - printOrder.indexOf(b.group.kind));
}
