import type { Key, Model, Subnet } from "../model/index.ts";
import { containsIp, firstIp, type Ip, lastIp, type Prefix } from "../net/index.ts";

/** The subnets of one network, by address. */
export interface SubnetIndex {
  /** The subnet that holds an address, and its prefix; `undefined` when no subnet does. */
  find(address: Ip): SubnetPrefix | undefined;
}

/** A prefix of a subnet. */
export interface SubnetPrefix {
  readonly subnet: Subnet;
  readonly prefix: Prefix;
}

/**
 * Indexes the subnets of a network. Of subnets that overlap, which Azure refuses, the one that
 * begins last is found. Cost of a look-up: O(log n).
 */
export function indexSubnets({ subnets, networks }: Model, network: Key): SubnetIndex {
  const all = (networks.get(network)?.subnets ?? []).flatMap((key): SubnetPrefix[] => {
    const subnet = subnets.get(key);
    return subnet === undefined ? [] : subnet.prefixes.map(({ prefix }) => ({ subnet, prefix }));
  });
  const byFamily = { 4: sortedOf(all, 4), 6: sortedOf(all, 6) };
  return {
    find: (address) => findIn(byFamily[typeof address === "number" ? 4 : 6], address),
  };
}

/** Whether Azure keeps an address of a subnet for itself: the first four and the last (FWD-2). */
export function isReserved(prefix: Prefix, address: Ip): boolean {
  const offset = BigInt(address) - BigInt(firstIp(prefix));
  return offset < 4n || address === lastIp(prefix);
}

function sortedOf(all: readonly SubnetPrefix[], family: 4 | 6): readonly SubnetPrefix[] {
  return all
    .filter(({ prefix }) => prefix.family === family)
    .sort((a, b) => (a.prefix.address < b.prefix.address ? -1 : 1));
}

function findIn(sorted: readonly SubnetPrefix[], address: Ip): SubnetPrefix | undefined {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as SubnetPrefix).prefix.address <= address) low = middle + 1;
    else high = middle;
  }
  const last = sorted[low - 1];
  return last !== undefined && containsIp(last.prefix, address) ? last : undefined;
}
