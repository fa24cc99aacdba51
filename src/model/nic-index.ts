import type { Nic } from "./device.ts";
import type { Key } from "./key.ts";
import type { Model } from "./model.ts";
import { perModel } from "./per-model.ts";

/** What one pass over all interfaces finds: all that a walk needs which no key leads to. */
export interface NicIndex {
  /** By the subnets of their IP configurations, in the order of their ids, each once in a subnet. */
  readonly bySubnet: ReadonlyMap<Key, readonly Nic[]>;
  /** Those with a public address of their own, in the order of their ids. */
  readonly published: readonly Nic[];
}

/** The index of the interfaces of a model, built when first asked for. */
export const nicIndex: (model: Model) => NicIndex = perModel(({ nics }) => {
  const bySubnet = new Map<Key, Nic[]>();
  const published: Nic[] = [];
  // Interfaces of one subnet often come one after the other.
  let last: Key | undefined;
  let group: Nic[] = [];
  for (const nic of nics.values()) {
    for (const { subnet, publicIp } of nic.ipConfigurations) {
      if (publicIp !== undefined && published.at(-1) !== nic) published.push(nic);
      if (subnet === undefined) continue;
      if (subnet !== last) {
        group = groupOf(bySubnet, subnet);
        last = subnet;
      }
      // An interface in several subnets is in several groups.
      if (group.at(-1) !== nic) group.push(nic);
    }
  }
  return { bySubnet, published };
});

function groupOf(bySubnet: Map<Key, Nic[]>, subnet: Key): Nic[] {
  const known = bySubnet.get(subnet);
  if (known !== undefined) return known;
  const fresh: Nic[] = [];
  bySubnet.set(subnet, fresh);
  return fresh;
}

/** The interfaces of a network, in the order of their ids, each once. */
export function nicsOfNetwork(model: Model, network: Key): readonly Nic[] {
  const { bySubnet } = nicIndex(model);
  const found = subnetsOf(model, network).flatMap((subnet) => bySubnet.get(subnet) ?? []);
  return [...new Set(found)].sort((a, b) => (a.key < b.key ? -1 : 1));
}

// A snapshot may hold subnets of a network that it lacks.
function subnetsOf({ networks, subnets }: Model, network: Key): readonly Key[] {
  const known = networks.get(network);
  if (known !== undefined) return known.subnets;
  return [...subnets.values()].filter((one) => one.network === network).map(({ key }) => key);
}
