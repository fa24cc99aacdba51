import type { Reference } from "../arm/index.ts";
import { type HostedKind, type HostedService, type Key, keyOf } from "../model/index.ts";
import { type Item, itemsByParent, mapByKey, namedOf, readItems, type Sources } from "./sources.ts";
import { agentsOf } from "./virtual-machine.ts";

/**
 * Builds the services that run in subnets of the customer. Those in networks of Azure's own are left
 * out; a subnet that the snapshot lacks is kept by its key, since it may be in another subscription.
 */
export function lowerHostedServices(sources: Sources): ReadonlyMap<Key, HostedService> {
  const found = [
    ...hosted(readItems(sources, "scaleSet"), ({ system, extensions }) => ({
      kind: "scaleSet",
      system,
      agents: agentsOf(extensions),
    })),
    ...hosted(readItems(sources, "apiManagement"), ({ mode, isClassic }) =>
      mode === undefined ? undefined : { kind: "apiManagement", mode, isClassic },
    ),
    ...hosted(readItems(sources, "appServiceEnvironment"), ({ version }) => ({
      kind: "appServiceEnvironment",
      version,
    })),
    ...hosted(readItems(sources, "managedInstance"), () => ({ kind: "managedInstance" })),
    ...lowerClusters(sources),
    ...hosted(readItems(sources, "databricks"), ({ usesPrivateLink }) => ({
      kind: "databricks",
      usesPrivateLink,
    })),
    ...hosted(readItems(sources, "applicationGateway"), ({ version, isIsolated }) => ({
      kind: "applicationGateway",
      version,
      isIsolated,
    })),
    ...hosted(readItems(sources, "bastion"), ({ isPrivateOnly }) => ({
      kind: "bastion",
      isPrivateOnly,
    })),
  ];
  return mapByKey(found.filter(({ subnets }) => subnets.length > 0));
}

// Node pools stand in their cluster, or alone below it.
function lowerClusters(sources: Sources): readonly HostedService[] {
  const pools = itemsByParent(readItems(sources, "agentPool"));
  return readItems(sources, "kubernetesCluster").map((item): HostedService => {
    const alone = pools.get(item.key) ?? [];
    const references = [item, ...alone].flatMap(({ body }) => body.subnets);
    const { outbound } = item.body;
    return {
      ...namedOf(item),
      subnets: keysOf(references),
      kind: "kubernetesCluster",
      outbound,
    };
  });
}

type HostedItem = Item<
  | "scaleSet"
  | "apiManagement"
  | "appServiceEnvironment"
  | "managedInstance"
  | "databricks"
  | "applicationGateway"
  | "bastion"
>;

function hosted<I extends HostedItem>(
  items: readonly I[],
  describe: (body: I["body"]) => HostedKind | undefined,
): readonly HostedService[] {
  return items.flatMap((item): readonly HostedService[] => {
    const kind = describe(item.body);
    if (kind === undefined) return [];
    return [{ ...namedOf(item), subnets: keysOf(item.body.subnets), ...kind }];
  });
}

function keysOf(references: readonly Reference[]): readonly Key[] {
  return [...new Set(references.map(({ id }) => keyOf(id)))];
}
