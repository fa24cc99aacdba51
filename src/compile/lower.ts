import type { Behavior, Key, Model, ServiceTagPrefixes } from "../model/index.ts";
import { lowerFirewalls, lowerLoadBalancers } from "./appliance.ts";
import { lowerBehavior } from "./behavior.ts";
import { lowerCircuits } from "./circuit.ts";
import { lowerConnectedGroups } from "./connected-group.ts";
import { lowerConnections } from "./connection.ts";
import { lowerGuests, lowerPublicHosts, lowerSites } from "./fact.ts";
import { lowerGateways, lowerLocalNetworkGateways } from "./gateway.ts";
import { lowerHubs, lowerHubTables, wanHubs } from "./hub.ts";
import { lowerBranches } from "./hub-branch.ts";
import { type LearnedIndex, readLearned, reportStrayLearned } from "./learned.ts";
import { lowerNetworks } from "./network.ts";
import { lowerNics, type PublicIps, readPublicIps } from "./nic.ts";
import { draftEndpoints, findOwners, lowerPrivateEndpoints } from "./private-endpoint.ts";
import { type HubItems, lowerRouteServers } from "./route-server.ts";
import { lowerRouteTables } from "./route-table.ts";
import { type Item, mapByKey, readChildren, readItems, type Sources } from "./sources.ts";
import { lowerSubnets } from "./subnet.ts";

/** Settings that are not in the resources. */
export interface LowerOptions {
  readonly behavior?: Partial<Behavior>;
  readonly serviceTags?: ServiceTagPrefixes;
}

/**
 * Builds the model, part by part: each part sees only parts that are finished, so a reference
 * resolves to something that is really in the model, and nothing is patched.
 */
export function lowerModel(sources: Sources, options: LowerOptions): Model {
  const routeTables = lowerRouteTables(sources);
  const subnetItems = readChildren(sources, "subnet");
  const subnets = lowerSubnets(sources, subnetItems, routeTables);
  const networkItems = mapByKey(readItems(sources, "virtualNetwork"));
  const publicIps = readPublicIps(sources);
  const learned = readLearned(sources);
  const shared: Shared = { subnets, networkItems, publicIps, learned, hubItems: readHubs(sources) };
  const edges = lowerEdges(sources, shared);
  const wan = lowerWan(sources, shared, edges.circuits);
  const learnable = learnableKeys({ ...edges, ...wan });
  reportStrayLearned(learned, learnable, sources);
  const devices = lowerDevices(sources, shared);
  return {
    networks: lowerNetworks(sources, { ...edges, items: networkItems, subnets: subnetItems }),
    subnets,
    routeTables,
    ...devices,
    virtualMachines: new Map(),
    securityGroups: new Map(),
    adminRules: new Map(),
    natGateways: new Map(),
    firewallPolicies: new Map(),
    cloudServices: new Map(),
    privateZones: new Map(),
    ...edges,
    ...wan,
    connectedGroups: lowerConnectedGroups(sources, networkItems),
    sites: lowerSites(sources, learnable),
    guests: lowerGuests(sources, devices.nics),
    publicHosts: lowerPublicHosts(sources),
    behavior: lowerBehavior(sources, options.behavior),
    serviceTags: options.serviceTags,
  };
}

/** Finished parts that many later ones need. */
interface Shared {
  readonly subnets: Model["subnets"];
  readonly networkItems: ReadonlyMap<Key, Item<"virtualNetwork">>;
  readonly publicIps: PublicIps;
  readonly learned: LearnedIndex;
  readonly hubItems: HubItems;
}

type Devices = Pick<Model, "nics" | "privateEndpoints" | "loadBalancers">;

function lowerDevices(sources: Sources, { subnets, publicIps }: Shared): Devices {
  const { report } = sources;
  const items = readItems(sources, "nic");
  const drafts = draftEndpoints(readItems(sources, "privateEndpoint"), subnets, report);
  const owners = findOwners(drafts, items, report);
  const nics = lowerNics(sources, { items, subnets, publicIps, owners });
  return {
    nics,
    privateEndpoints: lowerPrivateEndpoints(drafts, nics, report),
    loadBalancers: lowerLoadBalancers(sources, subnets, items),
  };
}

type Edges = Pick<
  Model,
  "gateways" | "connections" | "localNetworkGateways" | "circuits" | "routeServers"
>;

function lowerEdges(sources: Sources, shared: Shared): Edges {
  const { learned, subnets, hubItems, networkItems: networks } = shared;
  const localNetworkGateways = lowerLocalNetworkGateways(sources);
  const gateways = lowerGateways(sources, { ...shared, sites: localNetworkGateways });
  const circuits = lowerCircuits(sources, learned);
  const ends = { gateways, localNetworkGateways, circuits, learned, networks };
  return {
    gateways,
    localNetworkGateways,
    circuits,
    connections: lowerConnections(sources, ends),
    routeServers: lowerRouteServers(sources, { items: hubItems, subnets, learned }),
  };
}

type Wan = Pick<Model, "hubs" | "firewalls">;

function lowerWan(sources: Sources, shared: Shared, circuits: Model["circuits"]): Wan {
  const { hubItems: items, subnets, networkItems: networks, learned } = shared;
  const hubs = wanHubs(items);
  const firewalls = lowerFirewalls(sources, subnets, hubs);
  const tables = lowerHubTables(sources, hubs);
  const branches = lowerBranches(sources, { hubs, tables, circuits, learned });
  const parts = { items, networks, firewalls, tables, branches, learned };
  return { firewalls, hubs: lowerHubs(sources, parts) };
}

function readHubs(sources: Sources): HubItems {
  return {
    hubs: readItems(sources, "virtualHub"),
    bgpConnections: readChildren(sources, "bgpConnection"),
    ipConfigurations: readChildren(sources, "hubIpConfiguration"),
  };
}

/**
 * Everything that can learn routes, which is also everything that a place outside Azure can be
 * connected to.
 */
function learnableKeys(model: Edges & Wan): ReadonlySet<Key> {
  const hubs = [...model.hubs.values()];
  const servers = [...model.routeServers.values()];
  const speakers = [...servers, ...hubs].flatMap(({ peers }) => peers);
  const branches = hubs.flatMap((hub) => hub.branches);
  return new Set([
    ...model.gateways.keys(),
    ...model.connections.keys(),
    ...model.circuits.keys(),
    ...[...speakers, ...branches].map(({ key }) => key),
  ]);
}
