import type { VirtualNetwork } from "../model/index.ts";
import { containsIp, formatIp, type Ip } from "../net/index.ts";
import { neighborsOf } from "../route/index.ts";
import type { Owner } from "../translate/index.ts";
import type { Ground } from "./ground.ts";

/** What stands at the next hop of a user route. */
export interface ApplianceAt {
  readonly network: VirtualNetwork;
  readonly owner: Owner;
}

/**
 * Finds who has a next hop's address, in the network of the table or in one that is connected to it
 * directly (UDR-3). Absent where no network holds the address.
 */
export function applianceAt(
  { model, walker }: Ground,
  from: VirtualNetwork,
  address: Ip,
): ApplianceAt | undefined {
  const near = [from, ...neighborsOf(model, from).map(({ network }) => network)];
  const network = near.find(({ addressSpace }) =>
    addressSpace.some(({ prefix }) => containsIp(prefix, address)),
  );
  const owner = network && walker.world.owners.ownerOf(network.key, address);
  return network === undefined || owner === undefined ? undefined : { network, owner };
}

/** What people call the next hop of a user route: `azfw (10.0.1.4)`, or the address alone. */
export function applianceName(
  ground: Ground,
  from: VirtualNetwork,
  addresses: readonly Ip[],
): string {
  const [first, ...others] = addresses;
  if (first === undefined) return "an appliance whose address only Azure knows";
  if (others.length > 0) return addresses.map(formatIp).join(", ");
  const name = ownerName(applianceAt(ground, from, first)?.owner);
  return name === undefined ? formatIp(first) : `${name} (${formatIp(first)})`;
}

function ownerName(owner: Owner | undefined): string | undefined {
  switch (owner?.kind) {
    case "firewall":
      return owner.firewall.name;
    case "loadBalancer":
      return owner.balancer.name;
    case "nic":
      return owner.nic.name;
    case "gateway":
      return owner.gateway.name;
    case "routingAppliance":
      return owner.appliance.name;
    case "privateEndpoint":
    case "routeServer":
    case "reserved":
    case "subnet":
    case undefined:
      return undefined;
  }
}
