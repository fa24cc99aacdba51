import { type Key, type Nic, nicsBySubnet, type Subnet } from "../model/index.ts";
import type { Ip } from "../net/index.ts";
import { type FoundSender, findSender, freeAddress, type Sender } from "../walk/index.ts";
import type { Ground } from "./ground.ts";

/** Somebody at one end of a flow that shows a finding. */
export interface Host {
  /** `trueroute trace` takes it. */
  readonly label: string;
  readonly sender: Sender;
  readonly address: Ip;
  /** Subnet in which it is supposed, where nobody is known there. */
  readonly supposedIn: Key | undefined;
}

/**
 * Somebody in a subnet who can send, with an address of the family of `like`: what stands there, or
 * else a host that might. Absent where the subnet is full or has no such prefix.
 */
export function hostIn(ground: Ground, subnet: Subnet, like: Ip): Host | undefined {
  switch (subnet.role) {
    case "firewall":
      return firewallIn(ground, subnet);
    case "gateway":
      return gatewayIn(ground, subnet);
    default:
      return interfaceIn(ground, subnet, like) ?? supposedIn(ground, subnet, like);
  }
}

function firewallIn(ground: Ground, { key }: Subnet): Host | undefined {
  const firewall = [...ground.model.firewalls.values()].find(({ subnet }) => subnet === key);
  return firewall && senderCalled(ground, firewall);
}

// Gateways pass on what the other side sends.
function gatewayIn(ground: Ground, { key }: Subnet): Host | undefined {
  const gateway = [...ground.model.gateways.values()].find(({ subnet }) => subnet === key);
  return gateway && senderCalled(ground, gateway);
}

function senderCalled(
  { walker }: Ground,
  { id, name }: { readonly id: string; readonly name: string },
): Host | undefined {
  const found = findSender(walker.world, id);
  return found.kind === "found" ? toHost(found, name) : undefined;
}

function toHost({ sender, address }: FoundSender, label: string): Host {
  return { label, sender, address, supposedIn: undefined };
}

function interfaceIn({ model }: Ground, { key }: Subnet, like: Ip): Host | undefined {
  for (const nic of nicsBySubnet(model).get(key) ?? []) {
    const address = nic.subnet === key ? addressLike(nic, like) : undefined;
    if (address === undefined || nic.privateEndpoint !== undefined) continue;
    const sender = { kind: "nic", nic: nic.key } as const;
    return { label: nic.name, sender, address, supposedIn: undefined };
  }
  return undefined;
}

function addressLike({ ipConfigurations }: Nic, like: Ip): Ip | undefined {
  return ipConfigurations.find(({ address }) => typeof address === typeof like)?.address;
}

function supposedIn({ model, walker }: Ground, subnet: Subnet, like: Ip): Host | undefined {
  const family = typeof like === "number" ? 4 : 6;
  const prefixes = subnet.prefixes.filter(({ prefix }) => prefix.family === family);
  const address = freeAddress(walker.world, { ...subnet, prefixes });
  if (address === undefined) return undefined;
  const label = `${model.networks.get(subnet.network)?.name ?? "?"}/${subnet.name}`;
  return {
    label,
    sender: { kind: "subnet", subnet: subnet.key },
    address,
    supposedIn: subnet.key,
  };
}
