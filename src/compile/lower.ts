import type { Reference } from "../arm/index.ts";
import type { Behavior, Key, Model, ServiceTagPrefixes } from "../model/index.ts";
import { lowerAdminRules } from "./admin-rule.ts";
import { lowerBehavior } from "./behavior.ts";
import { lowerCircuits } from "./circuit.ts";
import { lowerCloudServices } from "./cloud-service.ts";
import { lowerConnectedGroups } from "./connected-group.ts";
import { lowerConnections } from "./connection.ts";
import { lowerGuests, lowerPublicHosts, lowerSites } from "./fact.ts";
import { lowerFirewalls } from "./firewall.ts";
import { lowerFirewallPolicies, readIpGroups } from "./firewall-policy.ts";
import { lowerGateways, lowerLocalNetworkGateways } from "./gateway.ts";
import { lowerHostedServices } from "./hosted-service.ts";
import { lowerHubs, lowerHubTables, wanHubs } from "./hub.ts";
import { lowerBranches } from "./hub-branch.ts";
import { type LearnedIndex, readLearned, reportStrayLearned } from "./learned.ts";
import { lowerLoadBalancers, poolsByKey, readLoadBalancers } from "./load-balancer.ts";
import { lowerNetworks } from "./network.ts";
import { readGroupMembers } from "./network-group.ts";
import { lowerNics } from "./nic.ts";
import { draftEndpoints, findOwners, lowerPrivateEndpoints } from "./private-endpoint.ts";
import { lowerPrivateZones } from "./private-zone.ts";
import {
  lowerNatGateways,
  lowerPublicIps,
  lowerPublicNames,
  natGatewaysBySubnet,
  type PublicIps,
  type PublicPrefixes,
  readPublicPrefixes,
} from "./public-ip.ts";
import { type HubItems, lowerRouteServers } from "./route-server.ts";
import { lowerRouteTables } from "./route-table.ts";
import { lowerRoutingAppliances } from "./routing-appliance.ts";
import { lowerSecurityGroups, reportMissingGroups } from "./security-group.ts";
import { type Item, mapByKey, readChildren, readItems, type Sources } from "./sources.ts";
import { lowerSubnets, type SubnetItems } from "./subnet.ts";
import { lowerVirtualMachines, machinesByNic } from "./virtual-machine.ts";

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
  const natItems = readItems(sources, "natGateway");
  const natGateways = natGatewaysBySubnet(natItems);
  const subnets = lowerSubnets(sources, subnetItems, { routeTables, natGateways });
  const networkItems = mapByKey(readItems(sources, "virtualNetwork"));
  const publicIps = lowerPublicIps(sources);
  const publicPrefixes = readPublicPrefixes(sources);
  const learned = readLearned(sources);
  const hubItems = readHubs(sources);
  const shared: Shared = {
    subnets,
    subnetItems,
    networkItems,
    publicIps,
    publicPrefixes,
    learned,
    hubItems,
  };
  const edges = lowerEdges(sources, shared);
  const devices = lowerDevices(sources, shared);
  const wan = lowerWan(sources, { ...shared, nics: devices.nics }, edges.circuits);
  const learnable = learnableKeys({ ...edges, ...wan });
  reportStrayLearned(learned, learnable, sources);
  const members = readGroupMembers(sources, networkItems);
  return {
    networks: lowerNetworks(sources, { ...edges, items: networkItems, subnets: subnetItems }),
    subnets,
    routeTables,
    ...devices,
    adminRules: lowerAdminRules(sources, { members, networks: networkItems, subnets: subnetItems }),
    publicIps,
    publicNames: lowerPublicNames(publicIps),
    natGateways: lowerNatGateways(natItems, shared, sources.report),
    cloudServices: lowerCloudServices(sources, subnets),
    hostedServices: lowerHostedServices(sources),
    privateZones: lowerPrivateZones(sources, {
      networks: networkItems,
      endpoints: devices.privateEndpoints,
    }),
    ...edges,
    ...wan,
    connectedGroups: lowerConnectedGroups(sources, members),
    sites: lowerSites(sources, { linkable: learnable, networks: networkItems }),
    guests: lowerGuests(sources, devices.nics),
    publicHosts: lowerPublicHosts(sources),
    behavior: lowerBehavior(sources, options.behavior),
    serviceTags: options.serviceTags,
  };
}

/** Finished parts that many later ones need. */
interface Shared {
  readonly subnets: Model["subnets"];
  readonly subnetItems: SubnetItems;
  readonly networkItems: ReadonlyMap<Key, Item<"virtualNetwork">>;
  readonly publicIps: PublicIps;
  readonly publicPrefixes: PublicPrefixes;
  readonly learned: LearnedIndex;
  readonly hubItems: HubItems;
}

type Devices = Pick<
  Model,
  | "nics"
  | "virtualMachines"
  | "privateEndpoints"
  | "loadBalancers"
  | "routingAppliances"
  | "securityGroups"
>;

function lowerDevices(sources: Sources, shared: Shared): Devices {
  const { report } = sources;
  const { subnets, publicIps } = shared;
  const items = readItems(sources, "nic");
  const machineItems = readItems(sources, "virtualMachine");
  const balancers = readLoadBalancers(sources);
  const securityGroups = lowerSecurityGroups(sources);
  reportMissingGroups(groupReferences(shared.subnetItems, items), securityGroups, sources);
  const drafts = draftEndpoints(readItems(sources, "privateEndpoint"), subnets, report);
  const owners = findOwners(drafts, items, report);
  const machines = machinesByNic(machineItems);
  const pools = poolsByKey(balancers);
  const nics = lowerNics(sources, { items, subnets, publicIps, owners, machines, pools });
  const parts = { items: balancers, nics: items, subnets, space: shared };
  return {
    nics,
    securityGroups,
    virtualMachines: lowerVirtualMachines(machineItems, readItems(sources, "machineExtension")),
    privateEndpoints: lowerPrivateEndpoints(drafts, nics, report),
    loadBalancers: lowerLoadBalancers(sources, parts),
    routingAppliances: lowerRoutingAppliances(sources, subnets),
  };
}

function* groupReferences(
  subnets: SubnetItems,
  nics: readonly Item<"nic">[],
): Iterable<Reference | undefined> {
  for (const family of subnets.values()) {
    for (const { body } of family) yield body.networkSecurityGroup;
  }
  for (const { body } of nics) yield body.networkSecurityGroup;
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

type Wan = Pick<Model, "hubs" | "firewalls" | "firewallPolicies">;

function lowerWan(
  sources: Sources,
  shared: Shared & Pick<Model, "nics">,
  circuits: Model["circuits"],
): Wan {
  const { hubItems: items, networkItems: networks, learned } = shared;
  const hubs = wanHubs(items);
  const ipGroups = readIpGroups(sources);
  const firewallPolicies = lowerFirewallPolicies(sources, ipGroups);
  const firewalls = lowerFirewalls(sources, {
    ...shared,
    hubs,
    policies: firewallPolicies,
    ipGroups,
  });
  const tables = lowerHubTables(sources, hubs);
  const branches = lowerBranches(sources, { hubs, tables, circuits, learned });
  const parts = { items, networks, firewalls, tables, branches, learned };
  return { firewallPolicies, firewalls, hubs: lowerHubs(sources, parts) };
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
function learnableKeys(model: Edges & Pick<Model, "hubs">): ReadonlySet<Key> {
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
