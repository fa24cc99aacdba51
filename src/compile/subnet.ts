import { type Key, keyOf, type RouteTable, type Subnet } from "../model/index.ts";
import { type Item, mapByKey, resolve, type Sources } from "./sources.ts";

/** Subnets as decoded, by the key of their network. */
export type SubnetItems = ReadonlyMap<Key, readonly Item<"subnet">[]>;

/** Builds the subnets of all networks. */
export function lowerSubnets(
  sources: Sources,
  items: SubnetItems,
  routeTables: ReadonlyMap<Key, RouteTable>,
): ReadonlyMap<Key, Subnet> {
  const subnets: Subnet[] = [];
  for (const [network, family] of items) {
    for (const item of family) subnets.push(lowerSubnet(item, { network, routeTables, sources }));
  }
  return mapByKey(subnets);
}

interface Surroundings {
  readonly network: Key;
  readonly routeTables: ReadonlyMap<Key, RouteTable>;
  readonly sources: Sources;
}

function lowerSubnet(item: Item<"subnet">, around: Surroundings): Subnet {
  const { key, id, name, place, body } = item;
  const at = { property: "routeTable", report: around.sources.report };
  // Written out, because spreading costs more than all the rest of this function.
  return {
    key,
    id,
    name,
    place,
    network: around.network,
    role: body.role,
    prefixes: body.prefixes,
    routeTable: resolve(body.routeTable, around.routeTables, at)?.key,
    serviceEndpoints: body.serviceEndpoints,
    letsRoutesReachPrivateEndpoints: body.letsRoutesReachPrivateEndpoints,
    filtersPrivateEndpoints: body.filtersPrivateEndpoints,
    privateEndpointPolicyPlace: body.privateEndpointPolicyPlace,
    hasDefaultOutbound: body.hasDefaultOutbound,
    networkSecurityGroup: body.networkSecurityGroup && keyOf(body.networkSecurityGroup.id),
    natGateway: body.natGateway && keyOf(body.natGateway.id),
  };
}
