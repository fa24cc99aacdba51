import { createDiagnostic, type Place } from "../diagnostic/index.ts";
import {
  type Firewall,
  type HubBranch,
  type HubConnection,
  type HubRouteTable,
  type HubStaticRoute,
  type Key,
  keyOf,
  type Named,
  type RoutingIntent,
  type VirtualHub,
} from "../model/index.ts";
import type { Ip, Prefix } from "../net/index.ts";
import { lowerHubRouting } from "./hub-routing.ts";
import type { LearnedIndex } from "./learned.ts";
import { type HubItems, lowerPeers } from "./route-server.ts";
import {
  type Item,
  mapByKey,
  namedOf,
  readChildren,
  readItems,
  resolve,
  type Sources,
} from "./sources.ts";

/** Hub route tables by the key of the table, each with the key of its hub. */
export type HubTables = ReadonlyMap<Key, HubRouteTable & { readonly hub: Key }>;

/** What hubs are built from. */
export interface HubParts {
  readonly items: HubItems;
  readonly networks: ReadonlyMap<Key, Item<"virtualNetwork">>;
  readonly firewalls: ReadonlyMap<Key, Firewall>;
  readonly tables: HubTables;
  readonly branches: ReadonlyMap<Key, readonly HubBranch[]>;
  readonly learned: LearnedIndex;
}

/** The hubs of virtual WANs among the hub resources: Route Servers have no virtual WAN. */
export function wanHubs({ hubs }: HubItems): ReadonlyMap<Key, Item<"virtualHub">> {
  return mapByKey(hubs.filter(({ body }) => body.virtualWan !== undefined));
}

/**
 * Builds the route tables of all hubs.
 *
 * Every hub has a default and a none table, also when the export leaves them out (VW-1), so
 * connections can always name them.
 */
export function lowerHubTables(
  sources: Sources,
  hubs: ReadonlyMap<Key, Item<"virtualHub">>,
): HubTables {
  const items = readChildren(sources, "hubRouteTable");
  const tables = [...hubs.values()].flatMap((hub) => {
    const written = (items.get(hub.key) ?? []).map((item) => ({
      ...namedOf(item),
      labels: item.body.labels,
      routes: item.body.routes.map(lowerStaticRoute),
    }));
    const names = new Set(written.map(({ name }) => name.toLowerCase()));
    const builtIn = builtInTables(hub).filter(({ name }) => !names.has(name.toLowerCase()));
    return [...written, ...builtIn].map((table) => ({ ...table, hub: hub.key }));
  });
  return mapByKey(tables);
}

/** Builds the hubs of virtual WANs. */
export function lowerHubs(sources: Sources, parts: HubParts): ReadonlyMap<Key, VirtualHub> {
  const connections = readChildren(sources, "hubConnection");
  const intents = readChildren(sources, "routingIntent");
  const routers = readRouterAddresses(sources, parts);
  const hubs = [...wanHubs(parts.items).values()].map((item): VirtualHub => {
    const { region, virtualWan, addressPrefix, preference } = item.body;
    const own = [...parts.tables.values()].filter(({ hub }) => hub === item.key);
    const routeTables = own.map(withoutHub);
    return {
      ...namedOf(item),
      region,
      virtualWan: keyOf(virtualWan?.id ?? ""),
      addressPrefix,
      preference,
      routerAddress: routers.get(item.key),
      routeTables,
      connections: lowerHubConnections(connections.get(item.key) ?? [], sources, parts),
      branches: parts.branches.get(item.key) ?? [],
      peers: lowerPeers(item.key, parts.items, parts.learned),
      intent: lowerIntent(intents.get(item.key)?.[0], routeTables, { sources, parts }),
    };
  });
  for (const hub of hubs) reportUnknownRouter(hub, sources);
  return mapByKey(hubs);
}

function builtInTables(hub: Item<"virtualHub">): readonly HubRouteTable[] {
  const create = (name: string, label: string): HubRouteTable => {
    const id = `${hub.id}/hubRouteTables/${name}`;
    return { key: keyOf(id), id, name, place: hub.place, labels: [label], routes: [] };
  };
  return [create("defaultRouteTable", "default"), create("noneRouteTable", "none")];
}

function withoutHub({ labels, routes, ...table }: Named & HubRouteTable): HubRouteTable {
  return { ...namedOf(table), labels, routes };
}

type WrittenRoute = Item<"hubRouteTable">["body"]["routes"][number];

function lowerStaticRoute({ name, prefixes, nextHop, place }: WrittenRoute): HubStaticRoute {
  if (nextHop.kind === "address") return { name, prefixes, nextHop, place };
  const { id } = nextHop.reference;
  return { name, prefixes, nextHop: { kind: "resource", key: keyOf(id), id }, place };
}

function lowerHubConnections(
  items: readonly Item<"hubConnection">[],
  sources: Sources,
  { networks, tables }: HubParts,
): readonly HubConnection[] {
  const { report } = sources;
  const connections = items.flatMap((item): HubConnection[] => {
    const { body } = item;
    const at = { property: "remoteVirtualNetwork", report };
    const network = resolve(body.network, networks, at);
    if (network === undefined) return [];
    return [
      {
        ...namedOf(item),
        network: network.key,
        routing: lowerHubRouting(body.routing, tables, report),
        staticRoutes: body.staticRoutes.map(lowerStaticRoute),
        propagatesStaticRoutes: body.propagatesStaticRoutes,
        localOverride: body.localOverride,
        takesDefaultRoute: body.takesDefaultRoute,
      },
    ];
  });
  return [...mapByKey(connections).values()];
}

function readRouterAddresses(sources: Sources, parts: HubParts): ReadonlyMap<Key, Ip> {
  const hubs = wanHubs(parts.items);
  const addresses = new Map<Key, Ip>();
  for (const { body } of readItems(sources, "hubRouter")) {
    const hub = resolve(body.hub, hubs, { property: "virtualHub", report: sources.report });
    if (hub !== undefined && body.address !== undefined) addresses.set(hub.key, body.address);
  }
  return addresses;
}

interface IntentParts {
  readonly sources: Sources;
  readonly parts: HubParts;
}

// VW-9. Azure keeps further private prefixes as a static route of that name in the default table.
function lowerIntent(
  item: Item<"routingIntent"> | undefined,
  tables: readonly HubRouteTable[],
  around: IntentParts,
): RoutingIntent | undefined {
  if (item === undefined) return undefined;
  const routes = tables.flatMap((table) => table.routes);
  const privatePrefixes: readonly Prefix[] = routes
    .filter(({ name }) => name.toLowerCase() === "private_traffic")
    .flatMap(({ prefixes }) => prefixes.map(({ prefix }) => prefix));
  return {
    ...namedOf(item),
    privateNextHop: lowerIntentHop(item.body.privateNextHop, around),
    internetNextHop: lowerIntentHop(item.body.internetNextHop, around),
    privatePrefixes,
  };
}

function lowerIntentHop(
  reference: Item<"routingIntent">["body"]["privateNextHop"],
  { sources, parts }: IntentParts,
): { readonly key: Key; readonly address: Ip | undefined; readonly place: Place } | undefined {
  if (reference === undefined) return undefined;
  const { id, place } = reference;
  // A partner's appliance can be the next hop too, and has no address in its resource.
  const isFirewall = /\/azurefirewalls\//i.test(id);
  const at = { property: "nextHop", report: sources.report };
  const firewall = isFirewall ? resolve(reference, parts.firewalls, at) : undefined;
  return { key: keyOf(id), address: firewall?.address, place };
}

// VW-6: only spokes show the address, so a hub without connections does not need it.
function reportUnknownRouter(hub: VirtualHub, { report }: Sources): void {
  if (hub.routerAddress !== undefined || hub.connections.length === 0) return;
  report(createDiagnostic("hub-router-address-unknown", hub.place, { hub: hub.id }));
}
