import type {
  Behavior,
  Circuit,
  Connection,
  Gateway,
  Key,
  LocalNetworkGateway,
  Model,
  Nic,
  PrivateEndpoint,
  RouteServer,
  ServiceTagPrefixes,
  Subnet,
} from "../model/index.ts";
import { lowerBehavior } from "./behavior.ts";
import { lowerCircuits, lowerConnections } from "./connection.ts";
import { lowerGateways, lowerLocalNetworkGateways } from "./gateway.ts";
import { type LearnedIndex, readLearned, reportStrayLearned } from "./learned.ts";
import { lowerNetworks } from "./network.ts";
import { lowerNics, type PublicIps, readPublicIps } from "./nic.ts";
import { draftEndpoints, findOwners, lowerPrivateEndpoints } from "./private-endpoint.ts";
import { type HubItems, lowerRouteServers } from "./route-server.ts";
import { lowerRouteTables } from "./route-table.ts";
import { readChildren, readItems, type Sources } from "./sources.ts";
import { lowerSubnets } from "./subnet.ts";

/** Settings that are not in the resources. */
export interface LowerOptions {
  readonly behavior?: Partial<Behavior>;
  readonly serviceTags?: ServiceTagPrefixes;
}

/**
 * Builds the model, part by part: each part sees only parts that are finished, so a reference resolves to something that
 * is really in the model, and nothing is patched.
 */
export function lowerModel(sources: Sources, options: LowerOptions): Model {
  const routeTables = lowerRouteTables(sources);
  const subnetItems = readChildren(sources, "subnet");
  const subnets = lowerSubnets(sources, subnetItems, routeTables);
  const publicIps = readPublicIps(sources);
  const devices = lowerDevices(sources, subnets, publicIps);
  const learned = readLearned(sources);
  const edges = lowerEdges(sources, { subnets, publicIps, learned });
  const { gateways, routeServers } = edges;
  const items = readItems(sources, "virtualNetwork");
  const networks = lowerNetworks(sources, { items, subnets: subnetItems, gateways, routeServers });
  reportStrayLearned(learned, learnableKeys(edges), sources);
  return {
    networks,
    subnets,
    routeTables,
    ...devices,
    ...edges,
    hubs: new Map(),
    firewalls: new Map(),
    loadBalancers: new Map(),
    connectedGroups: new Map(),
    sites: new Map(),
    guests: new Map(),
    publicHosts: new Map(),
    behavior: lowerBehavior(sources, options.behavior),
    serviceTags: options.serviceTags,
  };
}

interface Devices {
  readonly nics: ReadonlyMap<Key, Nic>;
  readonly privateEndpoints: ReadonlyMap<Key, PrivateEndpoint>;
}

function lowerDevices(
  sources: Sources,
  subnets: ReadonlyMap<Key, Subnet>,
  publicIps: PublicIps,
): Devices {
  const { report } = sources;
  const items = readItems(sources, "nic");
  const drafts = draftEndpoints(readItems(sources, "privateEndpoint"), subnets, report);
  const owners = findOwners(drafts, items, report);
  const nics = lowerNics(sources, { items, subnets, publicIps, owners });
  return { nics, privateEndpoints: lowerPrivateEndpoints(drafts, nics, report) };
}

interface Edges {
  readonly gateways: ReadonlyMap<Key, Gateway>;
  readonly connections: ReadonlyMap<Key, Connection>;
  readonly localNetworkGateways: ReadonlyMap<Key, LocalNetworkGateway>;
  readonly circuits: ReadonlyMap<Key, Circuit>;
  readonly routeServers: ReadonlyMap<Key, RouteServer>;
}

interface EdgeParts {
  readonly subnets: ReadonlyMap<Key, Subnet>;
  readonly publicIps: PublicIps;
  readonly learned: LearnedIndex;
}

function lowerEdges(sources: Sources, parts: EdgeParts): Edges {
  const { learned, subnets } = parts;
  const localNetworkGateways = lowerLocalNetworkGateways(sources);
  const gateways = lowerGateways(sources, { ...parts, sites: localNetworkGateways });
  const circuits = lowerCircuits(sources, learned);
  const items: HubItems = {
    hubs: readItems(sources, "virtualHub"),
    bgpConnections: readChildren(sources, "bgpConnection"),
    ipConfigurations: readChildren(sources, "hubIpConfiguration"),
  };
  return {
    gateways,
    localNetworkGateways,
    circuits,
    connections: lowerConnections(sources, { gateways, localNetworkGateways, circuits, learned }),
    routeServers: lowerRouteServers(sources, { items, subnets, learned }),
  };
}

function learnableKeys({ gateways, connections, circuits, routeServers }: Edges): Set<Key> {
  const peers = [...routeServers.values()].flatMap((server) => server.peers.map(({ key }) => key));
  return new Set([...gateways.keys(), ...connections.keys(), ...circuits.keys(), ...peers]);
}
