import type { Gateway, Key, RouteServer, VirtualNetwork } from "../model/index.ts";
import { type GatewayOwners, lowerPeerings, type PeeringItems } from "./peering.ts";
import { type Item, mapByKey, namedOf, readChildren, type Sources } from "./sources.ts";
import type { SubnetItems } from "./subnet.ts";

/** What networks are built from. */
export interface NetworkParts {
  readonly items: ReadonlyMap<Key, Item<"virtualNetwork">>;
  readonly subnets: SubnetItems;
  readonly gateways: ReadonlyMap<Key, Gateway>;
  readonly routeServers: ReadonlyMap<Key, RouteServer>;
}

/** Builds the networks and their peerings. */
export function lowerNetworks(
  sources: Sources,
  parts: NetworkParts,
): ReadonlyMap<Key, VirtualNetwork> {
  const peerings: PeeringItems = readChildren(sources, "peering");
  const owners = findGatewayOwners(parts);
  const networks = [...parts.items.values()].map((item): VirtualNetwork => {
    const { region, addressSpace, summarizedGatewayPrefixes, dnsServers } = item.body;
    return {
      ...namedOf(item),
      region,
      addressSpace,
      subnets: (parts.subnets.get(item.key) ?? []).map(({ key }) => key),
      peerings: lowerPeerings(item.key, {
        known: parts.items,
        peerings,
        owners,
        report: sources.report,
      }),
      summarizedGatewayPrefixes,
      dnsServers,
    };
  });
  return mapByKey(networks);
}

// A Route Server counts as a gateway for transit (section 10.1 of the rules, last paragraph).
function findGatewayOwners({ gateways, routeServers }: NetworkParts): GatewayOwners {
  const owners = new Map<Key, string>();
  for (const { network, id } of [...gateways.values(), ...routeServers.values()]) {
    if (!owners.has(network)) owners.set(network, id);
  }
  return owners;
}
