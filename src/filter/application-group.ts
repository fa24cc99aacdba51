import {
  endpointsOfNetwork,
  type Key,
  type Model,
  type Nic,
  nicsOfNetwork,
} from "../model/index.ts";
import type { Ip } from "../net/index.ts";

/** Application security groups of one network by address. */
export type GroupMembers = ReadonlyMap<Ip, readonly Key[]>;

/**
 * Finds who in a network is a member of what (NSG-9). Cost: one pass over the interfaces and
 * private endpoints of the network.
 */
export function groupMembers(model: Model, network: Key): GroupMembers {
  const members = new Map<Ip, readonly Key[]>();
  const add = (ip: Ip | undefined, groups: readonly Key[]): void => {
    if (ip === undefined || groups.length === 0) return;
    const known = members.get(ip);
    members.set(ip, known === undefined ? groups : [...known, ...groups]);
  };
  for (const { ipConfigurations } of nicsOfNetwork(model, network)) {
    for (const { subnet, address, applicationGroups } of ipConfigurations) {
      if (networkOf(model, subnet) === network) add(address, applicationGroups);
    }
  }
  for (const { addresses, applicationGroups } of endpointsOfNetwork(model, network)) {
    for (const { address } of addresses) add(address, applicationGroups);
  }
  return members;
}

/** Interfaces of one network by address. */
export type NicsByAddress = ReadonlyMap<Ip, Nic>;

/** Finds the interface of every address of a network. Cost: one pass over its interfaces. */
export function nicsByAddress(model: Model, network: Key): NicsByAddress {
  const found = new Map<Ip, Nic>();
  for (const nic of nicsOfNetwork(model, network)) {
    for (const { subnet, address } of nic.ipConfigurations) {
      if (address !== undefined && networkOf(model, subnet) === network) found.set(address, nic);
    }
  }
  return found;
}

function networkOf({ subnets }: Model, subnet: Key | undefined): Key | undefined {
  return subnet === undefined ? undefined : subnets.get(subnet)?.network;
}
