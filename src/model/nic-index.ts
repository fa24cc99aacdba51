import type { Nic } from "./device.ts";
import type { Key } from "./key.ts";
import type { Model } from "./model.ts";
import { perModel } from "./per-model.ts";

/**
 * The interfaces of a model by the subnets of their IP configurations, in the order of their ids,
 * each once in a subnet. Cost: the first call for a model goes over all interfaces.
 */
export const nicsBySubnet: (model: Model) => ReadonlyMap<Key, readonly Nic[]> = perModel(
  ({ nics }) => {
    const bySubnet = new Map<Key, Nic[]>();
    // Interfaces of one subnet often come one after the other.
    let last: Key | undefined;
    let group: Nic[] = [];
    const add = (nic: Nic, subnet: Key | undefined): void => {
      if (subnet === undefined) return;
      if (subnet !== last) {
        group = groupOf(bySubnet, subnet);
        last = subnet;
      }
      if (group.at(-1) !== nic) group.push(nic);
    };
    // A loop over an iterator allocates for each interface until it is compiled.
    nics.forEach((nic) => {
      // Nearly all have one configuration, whose subnet is theirs: there is no need to visit it.
      if (nic.ipConfigurations.length === 1) add(nic, nic.subnet);
      else for (const { subnet } of nic.ipConfigurations) add(nic, subnet);
    });
    return bySubnet;
  },
);

/**
 * The interfaces of a model with a public address of their own, in the order of their ids. Cost: as
 * above.
 */
export const publishedNics: (model: Model) => readonly Nic[] = perModel(({ nics }) => {
  const found: Nic[] = [];
  for (const nic of nics.values()) {
    if (nic.ipConfigurations.some(({ publicIp }) => publicIp !== undefined)) found.push(nic);
  }
  return found;
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
  const bySubnet = nicsBySubnet(model);
  const found = subnetsOf(model, network).flatMap((subnet) => bySubnet.get(subnet) ?? []);
  return [...new Set(found)].sort((a, b) => (a.key < b.key ? -1 : 1));
}

// A snapshot may hold subnets of a network that it lacks.
function subnetsOf({ networks, subnets }: Model, network: Key): readonly Key[] {
  const known = networks.get(network);
  if (known !== undefined) return known.subnets;
  return [...subnets.values()].filter((one) => one.network === network).map(({ key }) => key);
}
