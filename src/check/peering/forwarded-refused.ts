import type { FindingWalk } from "../../finding/index.ts";
import type { Subnet, VirtualNetwork } from "../../model/index.ts";
import { overlaps } from "../../net/index.ts";
import { applianceName } from "../appliance-at.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { walkBetween } from "./flows.ts";
import { type ForwardingPath, pathsThrough, pathsTo } from "./forwarding-paths.ts";
import { type Pair, pairsOf, peeringName } from "./pair.ts";
import { listSubnets } from "./words.ts";

/** PEER-6, X-7: the flag of the receiving side. */
export const forwardedRefused: CheckRule = {
  code: "TR509",
  family: "peering",
  severity: "warning",
  title: "A peering does not accept forwarded traffic",
  about:
    "What an appliance in the peer hands on has a source outside the peer. Without allowForwardedTraffic on the receiving side it is not let in.",
  rules: ["PEER-6", "X-7"],
  begin: (ground) => ({ finish: () => [...draftsOf(ground)] }),
};

function* draftsOf(ground: Ground): Iterable<Draft> {
  for (const pair of pairsOf(ground.model)) {
    const { peering, remote, network } = pair;
    if (peering.acceptsForwarded || peering.state !== "connected" || remote === undefined) continue;
    const ranges = network.addressSpace.map(({ prefix }) => prefix);
    const paths = pathsTo(pathsThrough(ground.model, remote.key), ranges).flatMap((path) =>
      withoutEnds(path, pair),
    );
    const shown = findRefused(ground, paths, pair);
    if (shown !== undefined) yield draftOf(ground, pair, remote, { paths, ...shown });
  }
}

// Machines of the two networks themselves are no strangers to the peering; what a gateway sends in
// from outside is.
function withoutEnds(path: ForwardingPath, { network, peering }: Pair): readonly ForwardingPath[] {
  const subnets = path.subnets.filter(
    (subnet) =>
      subnet.network !== network.key &&
      (subnet.network !== peering.remote || subnet.role === "gateway"),
  );
  return subnets.length === 0 ? [] : [{ ...path, subnets }];
}

const mostTried = 3;

interface Shown {
  readonly path: ForwardingPath;
  readonly walk: FindingWalk;
}

function findRefused(
  ground: Ground,
  paths: readonly ForwardingPath[],
  pair: Pair,
): Shown | undefined {
  for (const path of paths.slice(0, mostTried)) {
    const [sender] = path.subnets;
    const receiver = receiverOf(ground, pair.network, path);
    const walk = sender && receiver && walkBetween(ground, sender, receiver);
    if (walk !== undefined && isRefusedBy(walk, pair)) return { path, walk };
  }
  return undefined;
}

function receiverOf(
  { model }: Ground,
  { subnets }: VirtualNetwork,
  { prefix }: ForwardingPath,
): Subnet | undefined {
  return subnets
    .flatMap((key) => model.subnets.get(key) ?? [])
    .find(
      ({ role, prefixes }) =>
        role === "workload" && prefixes.some((own) => overlaps(own.prefix, prefix)),
    );
}

function isRefusedBy({ trace }: FindingWalk, { peering }: Pair): boolean {
  return trace.journeys.some(({ forward }) =>
    forward.hops.some(({ steps }) =>
      steps.some(
        (step) =>
          step.kind === "end" &&
          step.disposition === "forwardedTrafficNotAllowed" &&
          step.places.includes(peering.place),
      ),
    ),
  );
}

function draftOf(
  ground: Ground,
  pair: Pair,
  remote: VirtualNetwork,
  { paths, path, walk }: Shown & { readonly paths: readonly ForwardingPath[] },
): Draft {
  const { model } = ground;
  const { network, peering } = pair;
  const senders = [...new Set(paths.flatMap(({ subnets }) => subnets))];
  const names = listSubnets(model, senders);
  const { nextHop } = path.route;
  const addresses = nextHop.kind === "appliance" ? nextHop.addresses : [];
  const hop = applianceName(ground, remote, addresses);
  const receivers = network.subnets.flatMap((key) => model.subnets.get(key) ?? []);
  return {
    message: `Peering ${peeringName(pair)} does not accept forwarded traffic, so what ${names} send to ${network.name} through ${hop} in ${remote.name} is not let in: its source is in neither network.`,
    remedy: `Set allowForwardedTraffic on ${peering.name}.`,
    place: peering.place,
    related: [path.route.place],
    affected: receivers.filter(({ role }) => role === "workload").map(({ id }) => id),
    subject: [peering.name],
    walks: [walk],
    repair: { kind: "setPeering", peering: peering.key, flags: { acceptsForwarded: true } },
  };
}
