import type { Subnet } from "../../model/index.ts";
import type { Ip } from "../../net/index.ts";
import { addressAt } from "../../walk/index.ts";
import { addressFromEnd } from "../address-from-end.ts";
import type { Ground } from "../ground.ts";

// The last address is Azure's own (FWD-2).
const offsets = [2, 3, 4];

/**
 * An IPv4 address that stands for the hosts of a subnet: one that nobody has, as far as can be told
 * quickly, since private endpoints have routes of their own. Absent in a subnet without IPv4.
 */
export function quietAddress({ walker }: Ground, { network, prefixes }: Subnet): Ip | undefined {
  const prefix = prefixes.find((one) => one.prefix.family === 4)?.prefix;
  if (prefix === undefined) return undefined;
  const free = offsets
    .map((offset) => addressFromEnd(prefix, offset))
    .find((ip) => walker.world.owners.ownerOf(network, ip)?.kind === "subnet");
  return free ?? addressAt(prefix, 0);
}
