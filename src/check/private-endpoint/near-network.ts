import {
  endpointsOfNetwork,
  type Key,
  type Model,
  nicsBySubnet,
  type VirtualNetwork,
} from "../../model/index.ts";
import { neighborsOf } from "../../route/index.ts";
import { endpointsBySubnet, holdsMachines } from "../client.ts";
import { isMachine } from "../shown-sender.ts";

/** A network from which private endpoints of another one, or its own, are reached (PE-1). */
export interface NearNetwork {
  /** The network of the callers. */
  readonly network: VirtualNetwork;
  /** Key of the network that holds the endpoints. */
  readonly holder: Key;
}

/**
 * The networks with callers from which the endpoints of networks are reached: their own, where a
 * subnet is there for others than endpoints, and connected ones that have machines. Each pair once,
 * by the key of the callers' network.
 */
export function nearNetworks(model: Model): readonly NearNetwork[] {
  return [...model.networks.values()].flatMap((network) => {
    const own = holdsEndpoints(model, network) && isForOthersToo(model, network);
    const others = neighborsOf(model, network).filter((one) => holdsEndpoints(model, one.network));
    const isCalling = others.length > 0 && hasMachines(model, network);
    const holders = [
      ...(own ? [network.key] : []),
      ...(isCalling ? others.map((one) => one.network.key) : []),
    ];
    return holders.map((holder) => ({ network, holder }));
  });
}

function holdsEndpoints(model: Model, { key }: VirtualNetwork): boolean {
  return endpointsOfNetwork(model, key).length > 0;
}

function isForOthersToo(model: Model, { subnets }: VirtualNetwork): boolean {
  return subnets.some((key) => {
    const isWorkload = model.subnets.get(key)?.role === "workload";
    return isWorkload && (holdsMachines(model, key) || !endpointsBySubnet(model).has(key));
  });
}

// Appliances call nobody of their own accord.
function hasMachines(model: Model, { subnets }: VirtualNetwork): boolean {
  const nics = nicsBySubnet(model);
  return subnets.some((key) =>
    (nics.get(key) ?? []).some((nic) => isMachine(nic) && !nic.forwardsIp),
  );
}
