import { type Key, keyOf, type RouteTable, type Subnet } from "../model/index.ts";
import { type Item, mapByKey, resolve, type Sources } from "./sources.ts";

/** Subnets as decoded, by the key of their network. */
export type SubnetItems = ReadonlyMap<Key, readonly Item<"subnet">[]>;

/** Builds the subnets of all networks. */
export function lowerSubnets(
  sources: Sources,
  items: SubnetItems,
  parts: SubnetParts,
): ReadonlyMap<Key, Subnet> {
  const subnets: Subnet[] = [];
  for (const [network, family] of items) {
    const around = { network, parts, report: sources.report };
    for (const item of family) subnets.push(lowerSubnet(item, around));
  }
  return mapByKey(subnets);
}

/** What subnets are built from. */
export interface SubnetParts {
  readonly routeTables: ReadonlyMap<Key, RouteTable>;
  /** NAT gateways that name subnets, by the key of the subnet. */
  readonly natGateways: ReadonlyMap<Key, Key>;
}

interface Surroundings {
  readonly network: Key;
  readonly parts: SubnetParts;
  readonly report: Sources["report"];
}

function lowerSubnet(item: Item<"subnet">, around: Surroundings): Subnet {
  const { key, id, name, place, body } = item;
  const { routeTables, natGateways } = around.parts;
  const at = { property: "routeTable", report: around.report };
  // Written out, because spreading costs more than all the rest of this function.
  return {
    key,
    id,
    name,
    place,
    network: around.network,
    role: body.role,
    prefixes: body.prefixes,
    routeTable: resolve(body.routeTable, routeTables, at)?.key,
    serviceEndpoints: body.serviceEndpoints,
    letsRoutesReachPrivateEndpoints: body.letsRoutesReachPrivateEndpoints,
    filtersPrivateEndpoints: body.filtersPrivateEndpoints,
    privateEndpointPolicyPlace: body.privateEndpointPolicyPlace,
    hasDefaultOutbound: body.hasDefaultOutbound,
    delegations: body.delegations,
    networkSecurityGroup: body.networkSecurityGroup && keyOf(body.networkSecurityGroup.id),
    natGateway: body.natGateway ? keyOf(body.natGateway.id) : natGateways.get(key),
  };
}
