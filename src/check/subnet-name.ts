import type { Model, Subnet } from "../model/index.ts";

/** What people call a subnet: `hub/GatewaySubnet`; `trueroute` takes it too. */
export function subnetName({ networks }: Model, { network, name }: Subnet): string {
  return `${networks.get(network)?.name ?? "?"}/${name}`;
}
