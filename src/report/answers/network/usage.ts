import { type Key, keyOf, nicsBySubnet } from "../../../model/index.ts";
import { addressCount, type Ip } from "../../../net/index.ts";
import type { World } from "../../../walk/index.ts";
import { answered, refuseUnknown } from "../outcome.ts";
import type { Answer } from "../question.ts";

/** How many addresses of each subnet of a network are taken. */
export interface NetworkUsages {
  readonly value: readonly SubnetUsage[];
}

/** One subnet. */
export interface SubnetUsage {
  readonly currentValue: number;
  readonly id: string;
  /** Addresses that can be given out: without the five that Azure keeps (SYS-9). */
  readonly limit: number;
  readonly name: { readonly localizedValue: string; readonly value: string };
  readonly unit: "Count";
}

/** `GET virtualNetworks/X/usages`: subnets in the order in which they are written; IPv4 counts. */
export const networkUsages: Answer<NetworkUsages> = ({ walker }, { target }) => {
  const { world } = walker;
  const network = world.model.networks.get(keyOf(target));
  if (network === undefined) return refuseUnknown(target);
  const taken = takenBySubnet(world, network.key, network.subnets);
  return answered({
    value: network.subnets.flatMap((key) => {
      const subnet = world.model.subnets.get(key);
      if (subnet === undefined) return [];
      const sizes = subnet.prefixes.flatMap(({ prefix }) =>
        prefix.family === 4 ? Number(addressCount(prefix)) - kept : [],
      );
      return {
        currentValue: taken.get(key)?.size ?? 0,
        id: subnet.id,
        limit: sizes.reduce((sum, size) => sum + Math.max(size, 0), 0),
        name: { localizedValue: "Subnet size and usage", value: "SubnetSpace" },
        unit: "Count",
      };
    }),
  });
};

const kept = 5;

function takenBySubnet(
  { model, owners }: World,
  network: Key,
  subnets: readonly Key[],
): ReadonlyMap<Key, ReadonlySet<Ip>> {
  const taken = new Map<Key, Set<Ip>>(subnets.map((key) => [key, new Set()]));
  const note = (subnet: Key | undefined, address: Ip | undefined): void => {
    if (subnet !== undefined && typeof address === "number") taken.get(subnet)?.add(address);
  };
  for (const subnet of subnets) {
    for (const { ipConfigurations } of nicsBySubnet(model).get(subnet) ?? []) {
      for (const one of ipConfigurations) {
        if (one.subnet === subnet) note(subnet, one.address);
      }
    }
  }
  for (const address of owners.devicesOf(network).keys()) {
    note(owners.subnetAt(network, address)?.subnet.key, address);
  }
  return taken;
}
