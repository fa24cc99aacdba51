import { createDiagnostic } from "../diagnostic/index.ts";
import type { Key, RouteServer, RouteServerPeer, Subnet } from "../model/index.ts";
import type { LearnedIndex } from "./learned.ts";
import { type Item, mapByKey, namedOf, resolve, type Sources } from "./sources.ts";

/** Hub resources as decoded: both Route Servers and hubs of a virtual WAN. */
export interface HubItems {
  readonly hubs: readonly Item<"virtualHub">[];
  readonly bgpConnections: ReadonlyMap<Key, readonly Item<"bgpConnection">[]>;
  readonly ipConfigurations: ReadonlyMap<Key, readonly Item<"hubIpConfiguration">[]>;
}

/** What Route Servers are built from. */
export interface RouteServerParts {
  readonly items: HubItems;
  readonly subnets: ReadonlyMap<Key, Subnet>;
  readonly learned: LearnedIndex;
}

/**
 * Builds the Route Servers: hubs without a virtual WAN. One whose network is unknown is left out.
 */
export function lowerRouteServers(
  sources: Sources,
  parts: RouteServerParts,
): ReadonlyMap<Key, RouteServer> {
  const servers = parts.items.hubs.filter(({ body }) => body.virtualWan === undefined);
  return mapByKey(servers.flatMap((item) => lowerRouteServer(item, sources, parts) ?? []));
}

/** Builds the BGP peers of a Route Server or hub, in the order of their ids. */
export function lowerPeers(
  hub: Key,
  { bgpConnections }: HubItems,
  learned: LearnedIndex,
): readonly RouteServerPeer[] {
  const peers = (bgpConnections.get(hub) ?? []).map((item): RouteServerPeer => {
    const { address, asn } = item.body;
    return { ...namedOf(item), address, asn, learned: learned.find(item.key) };
  });
  return [...mapByKey(peers).values()];
}

function lowerRouteServer(
  item: Item<"virtualHub">,
  sources: Sources,
  { items, subnets, learned }: RouteServerParts,
): RouteServer | undefined {
  const subnet = findSubnet(item, items, { subnets, sources });
  if (subnet === undefined) return undefined;
  const { preference, joinsBranches, asn, addresses } = item.body;
  return {
    ...namedOf(item),
    network: subnet.network,
    preference,
    joinsBranches,
    asn,
    addresses: addresses.map(({ address }) => address),
    peers: lowerPeers(item.key, items, learned),
  };
}

function findSubnet(
  { key, id, place }: Item<"virtualHub">,
  { ipConfigurations }: HubItems,
  { subnets, sources }: { readonly subnets: ReadonlyMap<Key, Subnet>; readonly sources: Sources },
): Subnet | undefined {
  const { report } = sources;
  const configurations = ipConfigurations.get(key) ?? [];
  const reference = configurations.find(({ body }) => body.subnet !== undefined)?.body.subnet;
  if (reference !== undefined) return resolve(reference, subnets, { property: "subnet", report });
  const advice = "Add the ipConfigurations child with the subnet, or virtualWan if it is a hub.";
  const parameters = { gateway: id, subnet: "its RouteServerSubnet", advice };
  report(createDiagnostic("gateway-subnet-missing", place, parameters));
  return undefined;
}
