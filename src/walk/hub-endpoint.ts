import type { HubConnection, Key, Model, VirtualHub } from "../model/index.ts";
import type { Ip } from "../net/index.ts";

/**
 * The connection that leads a branch's packet straight to a private endpoint: the gateways of a hub
 * have the /32 of every endpoint in a network that is connected to the hub (VW-10), and so do not
 * hand the packet to the hub's firewall while the endpoint's subnet has no policy for route tables
 * (PE-13). `undefined` for what does not come in over a branch of this hub, and for any other
 * destination.
 */
export function connectionPastFirewall(
  model: Model,
  hub: VirtualHub,
  entry: Key | undefined,
  destination: Ip,
): HubConnection | undefined {
  if (!hub.branches.some(({ key }) => key === entry)) return undefined;
  const endpoint = [...model.privateEndpoints.values()].find(({ addresses }) =>
    addresses.some(({ address }) => address === destination),
  );
  const subnet = endpoint && model.subnets.get(endpoint.subnet);
  if (subnet === undefined || subnet.letsRoutesReachPrivateEndpoints) return undefined;
  return hub.connections.find(({ network }) => network === subnet.network);
}
