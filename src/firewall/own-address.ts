import type { Firewall } from "../model/index.ts";
import type { Ip } from "../net/index.ts";

/**
 * What a destination is to a firewall: its address inside the network, one of its public ones, one
 * that may be, because the snapshot does not tell them all, or somebody else's.
 */
export type OwnAddress = "private" | "public" | "maybe" | "other";

/** Tells what a destination is to a firewall. Instances count as its private address. */
export function ownAddress(firewall: Firewall, destination: Ip): OwnAddress {
  const { address, instances, publicIps, virtualHub } = firewall;
  if (address === destination) return "private";
  if (instances.some((instance) => instance.address === destination)) return "private";
  if (publicIps.some((publicIp) => publicIp.address === destination)) return "public";
  const isUntold = publicIps.some((publicIp) => publicIp.address === undefined);
  const isHubUntold = virtualHub !== undefined && publicIps.length === 0;
  return isUntold || isHubUntold ? "maybe" : "other";
}

/**
 * Whether a firewall has a management interface, with which forced tunneling leaves DNAT alone
 * (FWD-25). Basic ones and those in hubs always have one.
 */
export function hasManagementInterface(firewall: Firewall): boolean {
  const { managementSubnet, tier, virtualHub } = firewall;
  return managementSubnet !== undefined || tier === "basic" || virtualHub !== undefined;
}
