import {
  type Key,
  keyOf,
  type Model,
  type Peering,
  type VirtualNetwork,
} from "../../model/index.ts";
import { reversePeering } from "../../route/index.ts";

/** A peering with what it joins. */
export interface Pair {
  readonly peering: Peering;
  readonly network: VirtualNetwork;
  /** Absent where the model lacks the remote network. */
  readonly remote: VirtualNetwork | undefined;
  /** The peering back; absent where the model lacks it. */
  readonly back: Peering | undefined;
}

/** Every peering of a model with what it joins, network by network. */
export function* pairsOf(model: Model): Iterable<Pair> {
  for (const network of model.networks.values()) {
    for (const peering of network.peerings) yield pairOf(model, network, peering);
  }
}

/** The peering with an id in any casing; absent when the model lacks it. */
export function findPair(model: Model, id: string): Pair | undefined {
  const key = keyOf(id);
  const network = networkOfChild(model, key);
  const peering = network?.peerings.find((one) => one.key === key);
  return network && peering && pairOf(model, network, peering);
}

/** The network that an id of one of its peerings is below; absent when the model lacks it. */
export function networkOfChild({ networks }: Model, id: string): VirtualNetwork | undefined {
  const key = keyOf(id);
  const end = key.lastIndexOf("/virtualnetworkpeerings/");
  return end < 0 ? undefined : networks.get(key.slice(0, end) as Key);
}

/** What people call the remote network of a pair. */
export function remoteName({ remote, peering }: Pair): string {
  return remote?.name ?? peering.remoteId.split("/").at(-1) ?? peering.remoteId;
}

/** What people call a peering: `spoke/to-hub`. */
export function peeringName({ network, peering }: Pick<Pair, "network" | "peering">): string {
  return `${network.name}/${peering.name}`;
}

function pairOf(model: Model, network: VirtualNetwork, peering: Peering): Pair {
  const remote = model.networks.get(peering.remote);
  return { peering, network, remote, back: reversePeering(model, peering) };
}
