import type { Bodies, Reference } from "../arm/index.ts";
import type { Circuit, HubBranch, Key } from "../model/index.ts";
import { keyOf } from "../model/index.ts";
import type { Ip } from "../net/index.ts";
import { isPublic } from "./gateway.ts";
import type { HubTables } from "./hub.ts";
import { lowerHubRouting } from "./hub-routing.ts";
import { type LearnedIndex, learnedKey } from "./learned.ts";
import {
  type Item,
  mapByKey,
  namedOf,
  readChildren,
  readItems,
  resolve,
  type Sources,
} from "./sources.ts";

/** What branches are built from. */
export interface BranchParts {
  readonly hubs: ReadonlyMap<Key, Item<"virtualHub">>;
  readonly tables: HubTables;
  readonly circuits: ReadonlyMap<Key, Circuit>;
  readonly learned: LearnedIndex;
}

/** Branches by the key of their hub, each list in the order of the keys. */
export function lowerBranches(
  sources: Sources,
  parts: BranchParts,
): ReadonlyMap<Key, readonly HubBranch[]> {
  const placed = [
    ...lowerVpnBranches(sources, parts),
    ...lowerExpressRouteBranches(sources, parts),
    ...lowerPointToSiteBranches(sources, parts),
  ];
  const byHub = new Map<Key, HubBranch[]>();
  for (const { hub, branch } of placed) {
    const group = byHub.get(hub);
    if (group === undefined) byHub.set(hub, [branch]);
    else group.push(branch);
  }
  return new Map([...byHub].map(([hub, group]) => [hub, [...mapByKey(group).values()]]));
}

interface PlacedBranch {
  readonly hub: Key;
  readonly branch: HubBranch;
}

function lowerVpnBranches(sources: Sources, parts: BranchParts): readonly PlacedBranch[] {
  const { report } = sources;
  const connections = readChildren(sources, "vpnConnection");
  const sites = mapByKey(readItems(sources, "vpnSite"));
  return readItems(sources, "vpnGateway").flatMap((gateway) => {
    const hub = findHub(gateway.body.hub, sources, parts);
    if (hub === undefined) return [];
    const gatewayAddresses = instanceAddresses(gateway.body.bgpAddresses);
    return (connections.get(gateway.key) ?? []).map((item): PlacedBranch => {
      const site = resolve(item.body.site, sites, { property: "remoteVpnSite", report });
      const branch: HubBranch = {
        ...namedOf(item),
        kind: "vpn",
        routing: lowerHubRouting(item.body.routing, parts.tables, report),
        takesDefaultRoute: item.body.takesDefaultRoute,
        isUp: item.body.isUp,
        usesBgp: item.body.usesBgp,
        circuit: undefined,
        gatewayAddresses,
        prefixes: site?.body.prefixes ?? [],
        learned: parts.learned.find(item.key),
      };
      return { hub, branch };
    });
  });
}

// CAP-11: spokes show the private addresses of the instances. Tunnel addresses hold them too,
// beside the public ones.
function instanceAddresses({ instances, joined }: Bodies["vpnGateway"]["bgpAddresses"]): Ip[] {
  const found = instances.flatMap(
    ({ peerings, tunnels }) => peerings[0] ?? tunnels.find((address) => !isPublic(address)) ?? [],
  );
  return found.length > 0 ? found : [...joined];
}

function lowerExpressRouteBranches(sources: Sources, parts: BranchParts): readonly PlacedBranch[] {
  const { report } = sources;
  const connections = readChildren(sources, "expressRouteConnection");
  return readItems(sources, "expressRouteGateway").flatMap((gateway) => {
    const hub = findHub(gateway.body.hub, sources, parts);
    if (hub === undefined) return [];
    return (connections.get(gateway.key) ?? []).map((item): PlacedBranch => {
      const peering = item.body.circuitPeering;
      const circuit = peering && parts.circuits.get(learnedKey(peering.id));
      const branch: HubBranch = {
        ...namedOf(item),
        kind: "expressRoute",
        routing: lowerHubRouting(item.body.routing, parts.tables, report),
        takesDefaultRoute: item.body.takesDefaultRoute,
        isUp: true,
        usesBgp: true,
        circuit: circuit?.key,
        gatewayAddresses: [],
        prefixes: [],
        learned: parts.learned.find(item.key) ?? circuit?.learned,
      };
      return { hub, branch };
    });
  });
}

function lowerPointToSiteBranches(sources: Sources, parts: BranchParts): readonly PlacedBranch[] {
  return readItems(sources, "pointToSiteGateway").flatMap((gateway) => {
    const hub = findHub(gateway.body.hub, sources, parts);
    if (hub === undefined) return [];
    return gateway.body.configurations.map(({ name, pools, routing, takesDefaultRoute }) => {
      const id = `${gateway.id}/p2SConnectionConfigurations/${name}`;
      const branch: HubBranch = {
        key: keyOf(id),
        id,
        name,
        place: gateway.place,
        kind: "pointToSite",
        routing: lowerHubRouting(routing, parts.tables, sources.report),
        takesDefaultRoute,
        isUp: true,
        usesBgp: false,
        circuit: undefined,
        gatewayAddresses: [],
        prefixes: pools,
        learned: undefined,
      };
      return { hub, branch };
    });
  });
}

function findHub(
  reference: Reference | undefined,
  { report }: Sources,
  { hubs }: BranchParts,
): Key | undefined {
  return resolve(reference, hubs, { property: "virtualHub", report })?.key;
}
