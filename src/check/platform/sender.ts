import type { Flow } from "../../flow/index.ts";
import type { Key, Nic, Subnet, VirtualNetwork } from "../../model/index.ts";
import { addressCount, type Ip } from "../../net/index.ts";
import type { Sender, World } from "../../walk/index.ts";
import type { Ground } from "../ground.ts";
import type { Aim } from "./aim.ts";

/** Who sends in place of all machines of a subnet. */
export interface SubnetSender {
  /** What `trueroute trace` takes. */
  readonly from: string;
  readonly sender: Sender;
  readonly source: Ip;
  readonly nic: Key | undefined;
}

/**
 * A sender for a subnet: the interface where it has a known IPv4 address there, else any host.
 * Absent for a subnet without IPv4, or without a free address.
 */
export function senderIn(
  { walker }: Ground,
  network: VirtualNetwork,
  subnet: Subnet,
  nic: Nic | undefined,
): SubnetSender | undefined {
  const own = nic === undefined ? undefined : addressIn(nic, subnet);
  if (nic !== undefined && own !== undefined) {
    const sender = { kind: "nic", nic: nic.key } as const;
    return { from: nic.name, sender, source: own, nic: nic.key };
  }
  const source = freeAddress(walker.world.owners, subnet);
  if (source === undefined) return undefined;
  const sender = { kind: "subnet", subnet: subnet.key } as const;
  return { from: `${network.name}/${subnet.name}`, sender, source, nic: undefined };
}

/** The flow from a sender to what it needs. */
export function flowTo({ source }: Pick<SubnetSender, "source">, aim: Aim): Flow {
  return {
    protocol: "tcp",
    source,
    sourcePort: undefined,
    destination: aim.address,
    destinationPort: aim.port,
    name: aim.name,
  };
}

function addressIn({ ipConfigurations }: Nic, { key }: Subnet): Ip | undefined {
  return ipConfigurations.find(
    ({ subnet, address }) => subnet === key && typeof address === "number",
  )?.address;
}

// Azure keeps the first four addresses of a subnet (FWD-2) and the last one.
const firstUsable = 4;
const mostTried = 256;

function freeAddress(owners: World["owners"], subnet: Subnet): Ip | undefined {
  for (const { prefix } of subnet.prefixes) {
    const { address } = prefix;
    if (typeof address !== "number") continue;
    const count = Math.min(Number(addressCount(prefix)) - 1, mostTried);
    for (let at = firstUsable; at < count; at += 1) {
      const host = (address + at) as Ip;
      if (owners.ownerOf(subnet.network, host)?.kind === "subnet") return host;
    }
  }
  return undefined;
}
