import type { Report } from "../arm/index.ts";
import {
  type CloudService,
  type Key,
  keyOf,
  type ServiceSubnetRule,
  type Subnet,
} from "../model/index.ts";
import {
  type Item,
  mapByKey,
  namedOf,
  readChildren,
  readItems,
  reportAbsent,
  reportMissing,
  type Sources,
} from "./sources.ts";

type Subnets = ReadonlyMap<Key, Subnet>;

/**
 * Builds the storage accounts, key vaults and SQL servers. A rule for a subnet that the snapshot
 * lacks is kept: whether it lets somebody in depends on its id alone.
 * Diagnostics: `reference-missing`.
 */
export function lowerCloudServices(
  sources: Sources,
  subnets: Subnets,
): ReadonlyMap<Key, CloudService> {
  const accounts = readItems(sources, "storageAccount").map((item) =>
    lowerWithRules(item, "storage", { subnets, report: sources.report }),
  );
  const vaults = readItems(sources, "keyVault").map((item) =>
    lowerWithRules(item, "keyVault", { subnets, report: sources.report }),
  );
  return mapByKey([...accounts, ...vaults, ...lowerSqlServers(sources, subnets)]);
}

interface Context {
  readonly subnets: Subnets;
  readonly report: Report;
}

function lowerWithRules(
  item: Item<"storageAccount"> | Item<"keyVault">,
  kind: "storage" | "keyVault",
  { subnets, report }: Context,
): CloudService {
  const { body } = item;
  const subnetRules = body.subnets.map((reference): ServiceSubnetRule => {
    const subnet = keyOf(reference.id);
    if (!subnets.has(subnet)) reportMissing(reference, "virtualNetworkRules", report);
    return { subnet, subnetId: reference.id, place: reference.place };
  });
  return {
    ...namedOf(item),
    kind,
    ...commonOf(body),
    defaultAction: body.defaultAction,
    defaultActionPlace: body.defaultActionPlace,
    ipRules: body.ipRules,
    subnetRules,
    admitsAzureServices: body.admitsAzureServices,
  };
}

function lowerSqlServers(sources: Sources, subnets: Subnets): readonly CloudService[] {
  const ranges = readChildren(sources, "sqlFirewallRule");
  const networks = readChildren(sources, "sqlNetworkRule");
  return readItems(sources, "sqlServer").map((item): CloudService => {
    const ipRules = (ranges.get(item.key) ?? []).map(({ body }) => body);
    return {
      ...namedOf(item),
      kind: "sql",
      ...commonOf(item.body),
      // A SQL server has no such setting: whom no rule names is refused.
      defaultAction: "deny",
      defaultActionPlace: item.place,
      ipRules,
      subnetRules: (networks.get(item.key) ?? []).flatMap((rule) =>
        lowerSqlNetworkRule(rule, { subnets, report: sources.report }),
      ),
      admitsAzureServices: ipRules.some(({ first, last }) => first === 0 && last === 0),
    };
  });
}

function lowerSqlNetworkRule(
  rule: Item<"sqlNetworkRule">,
  { subnets, report }: Context,
): readonly ServiceSubnetRule[] {
  const reference = rule.body.subnet;
  if (reference === undefined) {
    reportAbsent(rule, "virtualNetworkSubnetId", report);
    return [];
  }
  const subnet = keyOf(reference.id);
  if (!subnets.has(subnet)) reportMissing(reference, "virtualNetworkSubnetId", report);
  return [{ subnet, subnetId: reference.id, place: rule.place }];
}

type Common = Pick<
  CloudService,
  "region" | "fqdns" | "publicAccess" | "publicAccessPlace" | "endpointConnections"
>;

function commonOf(body: Item<"sqlServer">["body"]): Common {
  const { region, fqdns, publicAccess, publicAccessPlace } = body;
  // The endpoint may be in another subscription or tenant, so that nothing is missing without it.
  const endpointConnections = body.endpointConnections.map(({ endpoint, isApproved }) => ({
    endpoint: keyOf(endpoint.id),
    isApproved,
  }));
  return { region, fqdns, publicAccess, publicAccessPlace, endpointConnections };
}
