import type { Snapshot } from "../arm/index.ts";
import type { Diagnostic } from "../diagnostic/index.ts";
import type { Behavior, Model, ServiceTagPrefixes } from "../model/index.ts";
import { lowerBehavior } from "./behavior.ts";
import { type Coverage, measureCoverage } from "./coverage.ts";
import { lowerNetworks } from "./network.ts";
import { lowerNics, readPublicIps } from "./nic.ts";
import { draftEndpoints, findOwners, lowerPrivateEndpoints } from "./private-endpoint.ts";
import { lowerRouteTables } from "./route-table.ts";
import { createSources, readChildren, readItems, type Sources } from "./sources.ts";
import { lowerSubnets } from "./subnet.ts";

/** What the caller may add to a snapshot. */
export interface CompileOptions {
  /** Switches that win over those in the snapshot. */
  readonly behavior?: Partial<Behavior>;
  readonly serviceTags?: ServiceTagPrefixes;
}

/** A model, what is to be said about its input, and how much of the input it holds. */
export interface Compilation {
  readonly model: Model;
  /** What this stage found; the diagnostics of the snapshot itself are not repeated. */
  readonly diagnostics: readonly Diagnostic[];
  readonly coverage: Coverage;
}

/**
 * Turns a snapshot into the model.
 *
 * Never throws on any snapshot: what is broken is left out and named by a diagnostic. The result depends on the contents
 * only, never on the order of resources or properties. Cost: linear, plus sorting.
 */
export function compileSnapshot(snapshot: Snapshot, options: CompileOptions = {}): Compilation {
  const diagnostics: Diagnostic[] = [];
  const sources = createSources(snapshot, (diagnostic) => diagnostics.push(diagnostic));
  const model = lowerModel(sources, options);
  const coverage = measureCoverage(snapshot, sources);
  return { model, diagnostics, coverage };
}

function lowerModel(sources: Sources, options: CompileOptions): Model {
  const { report } = sources;
  const routeTables = lowerRouteTables(sources);
  const subnetItems = readChildren(sources, "subnet");
  const subnets = lowerSubnets(sources, subnetItems, routeTables);
  const publicIps = readPublicIps(sources);
  const nicItems = readItems(sources, "nic");
  const drafts = draftEndpoints(readItems(sources, "privateEndpoint"), subnets, report);
  const owners = findOwners(drafts, nicItems, report);
  const nics = lowerNics(sources, { items: nicItems, subnets, publicIps, owners });
  const gateways = new Map();
  const routeServers = new Map();
  return {
    networks: lowerNetworks(sources, {
      items: readItems(sources, "virtualNetwork"),
      subnets: subnetItems,
      gateways,
      routeServers,
    }),
    subnets,
    routeTables,
    nics,
    privateEndpoints: lowerPrivateEndpoints(drafts, nics, report),
    gateways,
    connections: new Map(),
    localNetworkGateways: new Map(),
    circuits: new Map(),
    routeServers,
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
