import type { Key, Model, Nic } from "../model/index.ts";
import type { Ip } from "../net/index.ts";

/** Application security groups by network and address. */
export type GroupMembers = ReadonlyMap<Key, ReadonlyMap<Ip, readonly Key[]>>;

/** Finds who is a member of what (NSG-9). Cost: one pass over interfaces and private endpoints. */
export function groupMembers(model: Model): GroupMembers {
  const byNetwork = new Map<Key, Map<Ip, readonly Key[]>>();
  const add = (subnet: Key | undefined, ip: Ip | undefined, groups: readonly Key[]): void => {
    const network = subnet === undefined ? undefined : model.subnets.get(subnet)?.network;
    if (network === undefined || ip === undefined || groups.length === 0) return;
    const known = byNetwork.get(network) ?? new Map<Ip, readonly Key[]>();
    byNetwork.set(network, known);
    known.set(ip, [...(known.get(ip) ?? []), ...groups]);
  };
  for (const { ipConfigurations } of model.nics.values()) {
    for (const { subnet, address, applicationGroups } of ipConfigurations) {
      add(subnet, address, applicationGroups);
    }
  }
  for (const { subnet, addresses, applicationGroups } of model.privateEndpoints.values()) {
    for (const { address } of addresses) add(subnet, address, applicationGroups);
  }
  return byNetwork;
}

/** Interfaces by network and address. */
export type NicsByAddress = ReadonlyMap<Key, ReadonlyMap<Ip, Nic>>;

/** Finds the interface of every address. Cost: one pass over the interfaces. */
export function nicsByAddress(model: Model): NicsByAddress {
  const byNetwork = new Map<Key, Map<Ip, Nic>>();
  for (const nic of model.nics.values()) {
    for (const { subnet, address } of nic.ipConfigurations) {
      const network = subnet === undefined ? undefined : model.subnets.get(subnet)?.network;
      if (network === undefined || address === undefined) continue;
      const known = byNetwork.get(network) ?? new Map<Ip, Nic>();
      byNetwork.set(network, known);
      known.set(address, nic);
    }
  }
  return byNetwork;
}
