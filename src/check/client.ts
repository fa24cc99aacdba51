import {
  type Key,
  type Model,
  nicsBySubnet,
  type PrivateEndpoint,
  perModel,
} from "../model/index.ts";
import type { SeenTable } from "./rule.ts";
import { isMachine } from "./shown-sender.ts";

/**
 * Whether hosts of a subnet could call others by its routes. Not where only private endpoints stand,
 * which never call (PE-11), where only appliances stand, which are to go straight on, nor in subnets
 * that Azure keeps for its own devices. An empty subnet is taken to be for machines.
 */
export function hasClients(model: Model, { gateway, subnet }: SeenTable): boolean {
  if (gateway !== undefined || subnet.role !== "workload") return false;
  const machines = machinesIn(model, subnet.key);
  if (machines.length === 0) return !endpointsBySubnet(model).has(subnet.key);
  return machines.some(({ forwardsIp }) => !forwardsIp);
}

/** Whether interfaces of machines stand in a subnet. */
export function holdsMachines(model: Model, subnet: Key): boolean {
  return machinesIn(model, subnet).length > 0;
}

function machinesIn(model: Model, subnet: Key) {
  return (nicsBySubnet(model).get(subnet) ?? []).filter(isMachine);
}

/** The private endpoints of each subnet that has any, in the order of their ids. */
export const endpointsBySubnet: (
  model: Model,
) => ReadonlyMap<Key, readonly [PrivateEndpoint, ...PrivateEndpoint[]]> = perModel(
  ({ privateEndpoints }) => {
    const found = new Map<Key, [PrivateEndpoint, ...PrivateEndpoint[]]>();
    for (const endpoint of privateEndpoints.values()) {
      const known = found.get(endpoint.subnet);
      if (known === undefined) found.set(endpoint.subnet, [endpoint]);
      else known.push(endpoint);
    }
    return found;
  },
);
