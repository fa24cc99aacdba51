import type { Model, Subnet } from "../../model/index.ts";
import { formatPrefix, type Prefix } from "../../net/index.ts";
import { listNames } from "../list-names.ts";

/** What people call a subnet: `hub/GatewaySubnet`. */
export function subnetName({ networks }: Model, { network, name }: Subnet): string {
  return `${networks.get(network)?.name ?? "?"}/${name}`;
}

/** Prefixes in a sentence, at most three of them by name. */
export function listPrefixes(prefixes: readonly Prefix[]): string {
  return listNames(prefixes.map(formatPrefix));
}

/** Subnets in a sentence, at most three of them by name. */
export function listSubnets(model: Model, subnets: readonly Subnet[]): string {
  return listNames(subnets.map((subnet) => subnetName(model, subnet)));
}
