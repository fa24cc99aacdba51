import type { Place } from "../../diagnostic/index.ts";
import type { FindingWalk } from "../../finding/index.ts";
import type { Subnet, UserRoute, VirtualNetwork } from "../../model/index.ts";
import { containsIp, formatPrefix } from "../../net/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { exampleIn, walkBetween, walkTo } from "./flows.ts";
import { hopName } from "./hop-name.ts";
import { namesPrefixes } from "./named-prefix.ts";
import { type Pair, pairsOf, peeringName, remoteName } from "./pair.ts";
import { machinesIn } from "./subnet-index.ts";
import { listSubnets } from "./words.ts";

/** PEER-5, X-6, X-22: `az` creates peerings without access unless it is told otherwise (PEER-15). */
export const accessOff: CheckRule = {
  code: "TR508",
  family: "peering",
  severity: "error",
  title: "A peering gives no access",
  about:
    "With allowVirtualNetworkAccess off, the peer's addresses are no part of the tag VirtualNetwork, and the default security rules deny what comes from and goes to them. The route is there all the same.",
  rules: ["PEER-5", "PEER-15", "X-6"],
  begin: (ground) => ({ finish: () => [...draftsOf(ground)] }),
};

function* draftsOf(ground: Ground): Iterable<Draft> {
  for (const pair of pairsOf(ground.model)) {
    const { peering, remote } = pair;
    if (peering.allowsAccess || peering.state !== "connected" || remote === undefined) continue;
    const draft = usedDraft(ground, pair, remote) ?? uselessDraft(ground, pair, remote);
    if (draft !== undefined) yield draft;
  }
}

interface Use {
  readonly subnet: Subnet;
  readonly route: UserRoute;
  /** Network of the next hop. */
  readonly hop: VirtualNetwork;
}

// Somebody has written a route whose next hop is on the other side.
function usedDraft(ground: Ground, pair: Pair, remote: VirtualNetwork): Draft | undefined {
  const uses = [...usesOf(ground, pair.network, remote), ...usesOf(ground, remote, pair.network)];
  let draft: Draft | undefined;
  for (const use of firstOfEachRoute(uses).slice(0, mostTried)) {
    const walk = walkAlong(ground, use);
    if (walk === undefined) continue;
    const told = { ...tellUse(ground, pair, use, uses), walks: [walk] };
    if (isClosedBy(walk, pair.peering.place)) return told;
    // The appliance is not in the snapshot, so nobody can tell what its own filters would do.
    if (walk.trace.disposition === "nextHopUnreachable") draft ??= { ...told, severity: "warning" };
  }
  return draft;
}

function walkAlong(ground: Ground, { subnet, route }: Use): FindingWalk | undefined {
  const { destination } = route;
  if (destination.kind !== "prefix") return undefined;
  const { prefix } = destination;
  const isToAll = prefix.length === 0;
  const receiver = isToAll ? undefined : machinesIn(ground.model, prefix, subnet.network);
  if (receiver !== undefined) return walkBetween(ground, subnet, receiver);
  return walkTo(ground, subnet, exampleIn(prefix))[0];
}

function tellUse({ model }: Ground, pair: Pair, use: Use, uses: readonly Use[]): Draft {
  const { route, hop } = use;
  const subnets = uses.filter((one) => one.route === route).map(({ subnet }) => subnet);
  const names = listSubnets(model, subnets);
  const { destination, nextHop } = route;
  const to = destination.kind === "prefix" ? formatPrefix(destination.prefix) : destination.tag;
  return {
    ...common(pair, subnets),
    message: `Peering ${peeringName(pair)} gives no access, and route '${route.name}' sends packets from ${names} to ${to} over it, to ${hopName(nextHop)} in ${hop.name}: for ${pair.network.name} the tag VirtualNetwork lacks ${remoteName(pair)}, and the default security rules deny what comes from there and goes there.`,
    related: [route.place],
  };
}

function firstOfEachRoute(uses: readonly Use[]): readonly Use[] {
  return [...new Map([...uses].reverse().map((use) => [use.route, use])).values()].reverse();
}

function usesOf(
  { model }: Ground,
  network: VirtualNetwork,
  remote: VirtualNetwork,
): readonly Use[] {
  return network.subnets.flatMap((key) => {
    const subnet = model.subnets.get(key);
    const table = subnet?.routeTable && model.routeTables.get(subnet.routeTable);
    if (subnet === undefined || table === undefined) return [];
    return table.routes
      .filter(
        ({ nextHop }) =>
          nextHop.kind === "appliance" &&
          nextHop.addresses.some((ip) =>
            remote.addressSpace.some(({ prefix }) => containsIp(prefix, ip)),
          ),
      )
      .map((route) => ({ subnet, route, hop: remote }));
  });
}

// A peering may be there for its gateways alone, and a rule that names the peer's prefixes lets
// them in without the tag: both may be meant.
function uselessDraft(ground: Ground, pair: Pair, remote: VirtualNetwork): Draft | undefined {
  const { network, peering, back } = pair;
  const isForGateways = peering.usesRemoteGateway || back?.usesRemoteGateway === true;
  const space = remote.addressSpace.map(({ prefix }) => prefix);
  if (isForGateways || namesPrefixes(ground.model, network, space)) return undefined;
  const senders = machineSubnets(ground, network);
  const receivers = machineSubnets(ground, remote);
  for (const sender of senders.slice(0, mostTried)) {
    for (const receiver of receivers.slice(0, mostTried)) {
      const walk = walkBetween(ground, sender, receiver);
      if (walk === undefined || !isClosedBy(walk, peering.place)) continue;
      return {
        ...common(pair, senders),
        severity: "warning",
        message: `Peering ${peeringName(pair)} gives no access, no gateway is used over it, and no security rule of ${network.name} names ${remote.name}'s addresses: packets between ${network.name} and ${remoteName(pair)} are denied by the default rules, whatever the routes say.`,
        walks: [walk],
      };
    }
  }
  return undefined;
}

// Walks cost more than look-ups, and the first ones tell.
const mostTried = 2;

function common(
  { peering }: Pair,
  subnets: readonly Subnet[],
): Pick<Draft, "remedy" | "place" | "affected" | "subject" | "repair"> {
  return {
    remedy: `Set allowVirtualNetworkAccess on ${peering.name}, or delete the peering; az network vnet peering create needs --allow-vnet-access.`,
    place: peering.place,
    affected: subnets.map(({ id }) => id),
    subject: [peering.name],
    repair: { kind: "setPeering", peering: peering.key, flags: { allowsAccess: true } },
  };
}

function machineSubnets({ model }: Ground, { subnets }: VirtualNetwork): readonly Subnet[] {
  return subnets
    .flatMap((key) => model.subnets.get(key) ?? [])
    .filter(({ role }) => role === "workload");
}

// Numbers from here on are those of Azure's own rules (NSG-2).
const firstDefaultPriority = 65_000;

/** Whether a flow dies of the tag that a closed peering has made smaller, and of nothing else. */
function isClosedBy({ trace }: FindingWalk, place: Place): boolean {
  const steps = trace.journeys[0].forward.hops.flatMap((hop) => hop.steps);
  return steps.some((step) => {
    if (step.kind !== "filter" || step.verdict.verdict !== "denied") return false;
    const { reason, rule, places } = step.verdict;
    const isDefault = rule !== undefined && rule.priority >= firstDefaultPriority;
    return places.includes(place) && (reason === "accessOff" || isDefault);
  });
}
