import type { FindingWalk } from "../../finding/index.ts";
import { isSuccess } from "../../flow/index.ts";
import type { Key, Peering, Subnet, VirtualNetwork } from "../../model/index.ts";
import { reversePeering } from "../../route/index.ts";
import type { Trace } from "../../walk/index.ts";
import type { Ground } from "../ground.ts";
import { hostIn } from "../host.ts";
import { listNames } from "../list-names.ts";
import { probe } from "../probe.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { type Cause, causesOf, peeringOf } from "./cause.ts";
import { landscapeOf } from "./gather.ts";
import { returnRoutes } from "./repair.ts";
import { draftOf, type Parts } from "./told.ts";
import { endNames, routesFor } from "./words.ts";

/** Peerings of subnets that carry one direction only, or past the firewall (PEER-10, X-18). */
export const subnetPeering: CheckRule = {
  code: "TR404",
  family: "symmetry",
  severity: "error",
  title: "A subnet peering carries one direction of a flow",
  about:
    "A peering of subnets brings routes to the listed remote subnets to every subnet, longer than most routes to a firewall, and only listed subnets have a way back.",
  rules: ["PEER-10", "X-18"],
  begin: (ground) => ({
    visit: landscapeOf(ground).visit,
    finish: () => [
      ...causesOf(ground, "TR404").flatMap((cause) => bypassDrafts(ground, cause)),
      ...[...ground.model.networks.values()].flatMap((network) => unlistedIn(ground, network)),
    ],
  }),
};

// The rows of the peering are longer than the route to the firewall, and the other side has the route.
function bypassDrafts(ground: Ground, cause: Cause): readonly Draft[] {
  return draftOf(ground, cause, ({ sources, targets, back }): Parts => {
    const nextHop = back.first?.route.nextHop;
    const peering = nextHop?.kind === "peering" ? peeringOf(targets[0], nextHop.remote) : undefined;
    const missing = returnRoutes(ground, cause);
    const to = endNames(targets);
    const rules = ["FWD-26"] as const;
    const place = peering === undefined ? {} : { place: peering.place };
    if (missing === undefined) {
      return {
        ...place,
        remedy: `Give ${to} routes to ${endNames(sources)} as long as those of the peering, by the same device.`,
        rules,
      };
    }
    return {
      ...place,
      remedy: `Give ${to} ${routesFor(missing.prefixes)} to the device: those of the peering are longer than a summary.`,
      repair: missing.repair,
      rules,
    };
  });
}

// A subnet that takes part on its own side, and that the other side does not list.
function unlistedIn(ground: Ground, network: VirtualNetwork): readonly Draft[] {
  return network.peerings.flatMap((peering) => {
    const back = reversePeering(ground.model, peering);
    const remote = ground.model.networks.get(peering.remote);
    const isSubnets = peering.scope === "subnets" && back?.scope === "subnets";
    const isUp = peering.state === "connected" && back?.state === "connected";
    if (!isSubnets || !isUp || remote === undefined) return [];
    const listed = new Set(back.remoteSubnets.map((name) => name.toLowerCase()));
    const unlisted = subnetsCalled(ground, network, peering.localSubnets).filter(
      ({ name }) => !listed.has(name.toLowerCase()),
    );
    return unlisted.length === 0
      ? []
      : unlistedDrafts(ground, { network, remote, peering, back, unlisted });
  });
}

interface Unlisted {
  readonly network: VirtualNetwork;
  readonly remote: VirtualNetwork;
  readonly peering: Peering;
  readonly back: Peering;
  readonly unlisted: readonly Subnet[];
}

function unlistedDrafts(ground: Ground, parts: Unlisted): readonly Draft[] {
  const { network, remote, peering, back, unlisted } = parts;
  const there = subnetsCalled(ground, remote, peering.remoteSubnets);
  const walk = firstLostReply(ground, unlisted, there);
  if (walk === undefined) return [];
  const names = listNames(unlisted.map(({ name }) => `${network.name}/${name}`));
  return [
    {
      message: `Peering ${peering.name} lets ${names} take part, and ${back.name} of ${remote.name} does not list ${unlisted.length === 1 ? "it" : "them"} as remote. What is sent from there arrives in ${remote.name}, and the replies have no route.`,
      remedy: `List ${listNames(unlisted.map(({ name }) => name))} among the remote subnets of ${back.name}, too.`,
      place: back.place,
      related: [peering.place],
      affected: unlisted.map(({ id }) => id),
      subject: [network.id, "unlisted"],
      walks: [walk],
    },
  ];
}

function subnetsCalled(
  { model }: Ground,
  { subnets }: VirtualNetwork,
  names: readonly string[],
): readonly Subnet[] {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return subnets.flatMap((key: Key) => {
    const subnet = model.subnets.get(key);
    return subnet !== undefined && wanted.has(subnet.name.toLowerCase()) ? [subnet] : [];
  });
}

// One pair shows it; some may be shut off from each other for other reasons.
function firstLostReply(
  ground: Ground,
  from: readonly Subnet[],
  to: readonly Subnet[],
): FindingWalk | undefined {
  for (const sender of from) {
    for (const receiver of to) {
      const walk = lostReply(ground, sender, receiver);
      if (walk !== undefined) return walk;
    }
  }
  return undefined;
}

function lostReply(ground: Ground, from: Subnet, to: Subnet): FindingWalk | undefined {
  const like = to.prefixes[0]?.prefix.address;
  const sender = like === undefined ? undefined : hostIn(ground, from, like);
  const receiver = like === undefined ? undefined : hostIn(ground, to, like);
  if (sender === undefined || receiver === undefined) return undefined;
  const flow = {
    from: sender.label,
    sender: sender.sender,
    source: sender.address,
    destination: receiver.address,
    supposedIn: receiver.supposedIn,
    to: receiver.supposedIn === undefined ? undefined : receiver.label,
  };
  return probe(ground, flow, { firewalls: [], subnet: to.key }, isReplyLost).shown;
}

function isReplyLost({ journeys }: Trace): boolean {
  return journeys.some(
    ({ forward, reply }) =>
      isSuccess(forward.disposition) && reply !== undefined && !isSuccess(reply.disposition),
  );
}
