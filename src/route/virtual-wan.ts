import type {
  HubBranch,
  HubConnection,
  HubRouteTable,
  HubRouting,
  HubStaticRoute,
  Key,
  LearnedRoute,
  Model,
  VirtualHub,
} from "../model/index.ts";
import { type Ip, isDefault } from "../net/index.ts";
import { intentOffers } from "./hub-intent.ts";
import { type HubOffer, hubOffer } from "./hub-offer.ts";
import { type Comparator, rankOfKind } from "./preference.ts";

/** The connection of a network to a hub; absent when it has none. */
export function hubConnectionOf(
  model: Model,
  network: Key,
): { readonly hub: VirtualHub; readonly connection: HubConnection } | undefined {
  for (const hub of model.hubs.values()) {
    const connection = hub.connections.find((one) => one.network === network);
    if (connection !== undefined) return { hub, connection };
  }
  return undefined;
}

/** The table that a connection reads (VW-2); the default table when it does not say (VW-3). */
export function associatedTable(hub: VirtualHub, routing: HubRouting): HubRouteTable | undefined {
  return (
    hub.routeTables.find(({ key }) => key === routing.associated) ??
    hub.routeTables.find(({ name }) => name.toLowerCase() === "defaultroutetable")
  );
}

/**
 * Everything that is written into one table of a hub, before selection (VW-2, VW-3, VW-9, VW-13).
 */
export function hubOffers(
  model: Model,
  hub: VirtualHub,
  table: HubRouteTable,
): readonly HubOffer[] {
  const local = writtenBy(model, hub, hub, table);
  const remote = [...model.hubs.values()]
    .filter((other) => other.virtualWan === hub.virtualWan && other.key !== hub.key)
    .flatMap((other) => writtenBy(model, other, hub, table));
  return [...local, ...remote, ...tableRoutes(model, hub, table), ...intentOffers(hub, table)];
}

/**
 * What a hub's own firewall follows: every connection and branch, whichever tables they write into,
 * and static routes that do not lead back to it. Intent brings packets to the firewall and does not
 * apply again behind it (VW-9).
 */
export function offersToFirewall(
  model: Model,
  hub: VirtualHub,
  { table, firewall }: { readonly table: HubRouteTable; readonly firewall: Key },
): readonly HubOffer[] {
  const writesHere = { routing: { associated: undefined, propagated: [table.key], labels: [] } };
  const opened: VirtualHub = {
    ...hub,
    intent: undefined,
    connections: hub.connections.map((connection) => ({ ...connection, ...writesHere })),
    branches: hub.branches.map((branch) => ({ ...branch, ...writesHere })),
  };
  return hubOffers(model, opened, table).filter(({ target }) => target !== firewall);
}

/** Tie-breaks inside a hub: static first, own hub first, then its preference (VW-4). */
export function hubComparators({ preference }: VirtualHub): readonly Comparator[] {
  const configuredFirst: Comparator = {
    reason: "staticOverLearned",
    rules: ["VW-4"],
    rank: ({ isStatic }) => (isStatic ? 0 : 1),
  };
  const ownHubFirst: Comparator = {
    reason: "localHubOverRemote",
    rules: ["VW-4"],
    rank: (offer) => ((offer as HubOffer).isLocal ? 0 : 1),
  };
  const byKind: Comparator = {
    reason: "routingPreference",
    rules: ["VW-4"],
    rank: ({ kind }) => rankOfKind(kind, preference),
  };
  const shorterAsPath: Comparator = {
    reason: "shorterAsPath",
    rules: ["VW-4"],
    rank: ({ asPath }) => asPath.length,
  };
  return preference === "asPath"
    ? [configuredFirst, shorterAsPath, ownHubFirst]
    : [configuredFirst, ownHubFirst, byKind, shorterAsPath];
}

function writes(routing: HubRouting, table: HubRouteTable): boolean {
  return (
    routing.propagated.includes(table.key) ||
    routing.labels.some((label) => table.labels.includes(label))
  );
}

// What connections and branches of one hub write into a table of this or another hub.
function writtenBy(
  model: Model,
  from: VirtualHub,
  to: VirtualHub,
  table: HubRouteTable,
): readonly HubOffer[] {
  const offers = [
    ...from.connections
      .filter(({ routing }) => writes(routing, table))
      .flatMap((connection) => connectionOffers(model, from, connection)),
    ...from.branches
      .filter(({ routing, isUp }) => isUp && writes(routing, table))
      .flatMap((branch) => branchOffers(branch)),
    ...peerOffers(from, table),
  ];
  if (from.key === to.key) return offers;
  // A default route never travels between hubs (VW-5); the router adds its own number twice
  // (CAP-11).
  return offers
    .filter(({ prefix }) => !isDefault(prefix))
    .map((offer) => ({
      ...offer,
      kind: "hub",
      nextHopKind: "remoteHub",
      target: from.key,
      isLocal: false,
      isStatic: false,
      addresses: [to.routerAddress],
      asPath: [65520, 65520, ...offer.asPath],
      rules: [...offer.rules, "CAP-11"],
    }));
}

function connectionOffers(
  model: Model,
  hub: VirtualHub,
  connection: HubConnection,
): readonly HubOffer[] {
  const network = model.networks.get(connection.network);
  // Address-space changes reach the hub by themselves (VW-11); IPv6 does not (VW-12).
  const own = (network?.addressSpace ?? []).filter(({ prefix }) => prefix.family === 4);
  const base = {
    producer: connection.key,
    target: connection.key,
    addresses: [hub.routerAddress],
    nextHopKind: "network",
  } as const;
  const offers = own.map(({ prefix, place }) =>
    hubOffer(prefix, [connection.place, place], ["VW-6", "VW-11", "VW-12"], base),
  );
  if (!connection.propagatesStaticRoutes) return offers;
  return [
    ...offers,
    ...connection.staticRoutes.flatMap(({ prefixes, place }) =>
      prefixes.map(({ prefix }) => ({
        ...hubOffer(prefix, [place, connection.place], ["VW-13"], base),
        isStatic: true,
      })),
    ),
  ];
}

function branchOffers(branch: HubBranch): readonly HubOffer[] {
  const kind = branch.kind === "expressRoute" ? "expressRoute" : "vpn";
  const base = {
    producer: branch.key,
    target: branch.key,
    nextHopKind: branch.kind,
    kind,
  } as const;
  const configured = branch.prefixes.map(({ prefix, place }) =>
    hubOffer(prefix, [place, branch.place], ["VW-6"], {
      ...base,
      addresses: orUnknown(branch.gatewayAddresses),
    }),
  );
  const learned = (branch.learned?.routes ?? [])
    .filter(({ origin, prefix }) => origin !== "network" && prefix.family === 4)
    .map((route) => ({
      ...hubOffer(route.prefix, [route.place, branch.place], ["VW-6", "CAP-11"], {
        ...base,
        addresses: learnedAddresses(branch, route),
      }),
      asPath: route.asPath,
    }));
  return [...configured, ...learned];
}

// ExpressRoute prefixes show the edge router, VPN prefixes the instances of the hub's gateway
// (VW-6).
function learnedAddresses(branch: HubBranch, route: LearnedRoute): readonly (Ip | undefined)[] {
  return branch.kind === "expressRoute" ? [route.nextHop] : orUnknown(branch.gatewayAddresses);
}

function orUnknown(addresses: readonly Ip[]): readonly (Ip | undefined)[] {
  return addresses.length > 0 ? addresses : [undefined];
}

// Appliances that speak BGP with the hub router write into the default table (VW-2).
function peerOffers(hub: VirtualHub, table: HubRouteTable): readonly HubOffer[] {
  if (!table.labels.includes("default")) return [];
  return hub.peers.flatMap((peer) =>
    (peer.learned?.routes ?? [])
      .filter(({ origin }) => origin !== "network")
      .map((route) => ({
        ...hubOffer(route.prefix, [route.place, peer.place], ["VW-6"], {
          producer: peer.key,
          target: peer.key,
          nextHopKind: "appliance",
          addresses: [hub.routerAddress],
          kind: "appliance",
        }),
        asPath: route.asPath,
      })),
  );
}

function tableRoutes(model: Model, hub: VirtualHub, table: HubRouteTable): readonly HubOffer[] {
  return table.routes.flatMap((route) =>
    route.prefixes.map(({ prefix }) => ({
      ...hubOffer(prefix, [route.place], ["VW-4"], {
        producer: table.key,
        ...staticNextHop(model, hub, route),
      }),
      isStatic: true,
    })),
  );
}

function staticNextHop(model: Model, hub: VirtualHub, { nextHop }: HubStaticRoute) {
  if (nextHop.kind === "address") {
    return { target: hub.key, nextHopKind: "appliance", addresses: [nextHop.address] } as const;
  }
  const firewall = model.firewalls.get(nextHop.key);
  return firewall === undefined
    ? ({ target: nextHop.key, nextHopKind: "network", addresses: [hub.routerAddress] } as const)
    : ({ target: firewall.key, nextHopKind: "firewall", addresses: [firewall.address] } as const);
}
