import type { Key, Model, VirtualNetwork } from "../../model/index.ts";
import type { Prefix } from "../../net/index.ts";
import { hubConnectionOf } from "../../route/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { gatewayNames, gatewayPrefixes, hasGateway } from "./gateways.ts";
import { isNothing, lossOf, takesGatewayRoutes, tellLoss, walksOf } from "./loss.ts";
import { namesPrefixes } from "./named-prefix.ts";
import { type Pair, pairsOf, peeringName } from "./pair.ts";

/** PEER-7: gateways that are offered and not used, where others use them. */
export const halfTransit: CheckRule = {
  code: "TR510",
  family: "peering",
  severity: "info",
  title: "A gateway is offered and not used",
  about:
    "Gateway transit needs both flags. A network whose peer offers its gateways, and which has no other way to what is behind them, does not reach it.",
  rules: ["PEER-7"],
  begin: (ground) => ({ finish: () => [...draftsOf(ground)] }),
};

function* draftsOf(ground: Ground): Iterable<Draft> {
  const hubs = new Map<Key, Hub>();
  for (const pair of pairsOf(ground.model)) {
    const { network, remote } = pair;
    if (remote === undefined || !isHalf(ground.model, pair)) continue;
    const hub = hubs.get(remote.key) ?? hubOf(ground, remote);
    hubs.set(remote.key, hub);
    const { prefixes } = hub;
    if (prefixes.length === 0) continue;
    const isNeeded = namesPrefixes(ground.model, network, prefixes);
    if (!isNeeded && !hub.isUsed) continue;
    const draft = draftOf(ground, pair, remote, { prefixes, isNeeded });
    if (draft !== undefined) yield draft;
  }
}

/** A network whose gateways are offered. */
interface Hub {
  /** What they bring, default routes left out. */
  readonly prefixes: readonly Prefix[];
  /** Whether some peer uses them. */
  readonly isUsed: boolean;
}

function hubOf(ground: Ground, network: VirtualNetwork): Hub {
  const users = network.peerings.filter(({ remote }) =>
    ground.model.networks
      .get(remote)
      ?.peerings.some((one) => one.remote === network.key && one.usesRemoteGateway),
  );
  const prefixes = gatewayPrefixes(ground, network).filter(isPlaceOfItsOwn);
  return { prefixes, isUsed: users.length > 0 };
}

// Default routes and their halves name nobody in particular.
function isPlaceOfItsOwn({ length }: Prefix): boolean {
  return length > 1;
}

function isHalf(model: Model, { peering, back, network, remote }: Pair): boolean {
  return (
    peering.state === "connected" &&
    back?.state === "connected" &&
    back.offersGateway &&
    !network.peerings.some(({ usesRemoteGateway }) => usesRemoteGateway) &&
    !hasGateway(model, network.key) &&
    remote !== undefined &&
    hasGateway(model, remote.key) &&
    hubConnectionOf(model, network.key) === undefined
  );
}

interface Offer {
  readonly prefixes: readonly Prefix[];
  readonly isNeeded: boolean;
}

function draftOf(
  ground: Ground,
  pair: Pair,
  remote: VirtualNetwork,
  { prefixes, isNeeded }: Offer,
): Draft | undefined {
  const { peering, back, network } = pair;
  const loss = lossOf(ground, network, prefixes, takesGatewayRoutes);
  if (isNothing(loss) || back === undefined) return undefined;
  const evidence = isNeeded
    ? `security rules of ${network.name} let that traffic in or out`
    : `other networks of ${remote.name} use them`;
  return {
    severity: isNeeded ? "warning" : "info",
    message: `Peering ${peeringName(pair)} does not use the gateways that ${remote.name} offers over it (${gatewayNames(ground.model, remote)}), and ${evidence}: ${tellLoss(ground, loss)}, and nothing behind the gateways knows the way to ${network.name}.`,
    remedy: `Set useRemoteGateways on ${peering.name}, or take allowGatewayTransit off ${remote.name}/${back.name} if ${network.name} is to stay apart.`,
    place: peering.place,
    related: [back.place],
    affected: loss.subnets.map(({ id }) => id),
    subject: [peering.name],
    walks: walksOf(ground, loss),
    repair: { kind: "setPeering", peering: peering.key, flags: { usesRemoteGateway: true } },
  };
}
