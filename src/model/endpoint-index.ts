import type { PrivateEndpoint } from "./device.ts";
import type { Key } from "./key.ts";
import type { Model } from "./model.ts";
import { perModel } from "./per-model.ts";

/**
 * The private endpoints of a network, in the order of their ids. Cost: the first call for a model
 * goes over all private endpoints.
 */
export function endpointsOfNetwork(model: Model, network: Key): readonly PrivateEndpoint[] {
  return byNetwork(model).get(network) ?? [];
}

const byNetwork: (model: Model) => ReadonlyMap<Key, readonly PrivateEndpoint[]> = perModel(
  ({ subnets, privateEndpoints }) => {
    const found = new Map<Key, PrivateEndpoint[]>();
    for (const endpoint of privateEndpoints.values()) {
      const network = subnets.get(endpoint.subnet)?.network;
      if (network === undefined) continue;
      const present = found.get(network);
      if (present === undefined) found.set(network, [endpoint]);
      else present.push(endpoint);
    }
    return found;
  },
);
