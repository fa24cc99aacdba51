import { nameOnlyTypeKeys, typeKeys } from "../../arm/index.ts";

/** One question to Resource Graph, and what its answer holds all of. */
export interface GraphQuery {
  readonly text: string;
  /** Types; none where the query only counts. */
  readonly covers: readonly string[];
  /** Whether no rows may mean that the table does not know: not every cloud fills all of them. */
  readonly mayLack: boolean;
}

const columns =
  "id, name, type, location, kind, sku, plan, identity, zones, tags, managedBy, extendedLocation, properties";

// Tracked resources below others, which stand in the table of all resources.
const tracked: Readonly<Record<string, readonly string[]>> = {
  [typeKeys.virtualMachine]: [typeKeys.machineExtension],
  [typeKeys.privateZone]: [typeKeys.zoneLink],
};

const records: readonly string[] = [typeKeys.zoneRecord4, typeKeys.zoneRecord6, typeKeys.zoneAlias];

/**
 * The questions that give all resources of types. Source: the reference of the tables of Resource
 * Graph.
 */
export function graphQueries(
  types: readonly string[],
  resourceGroups: readonly string[],
): readonly GraphQuery[] {
  const own = [...types, ...types.flatMap((type) => tracked[type] ?? [])];
  const containers = Object.values([nameOnlyTypeKeys.resourceGroup, nameOnlyTypeKeys.subscription]);
  const within = groupFilter(resourceGroups);
  return [
    query("resources", own, within),
    ...(types.includes(typeKeys.privateZone)
      ? [{ ...query("dnsresources", records, within), mayLack: true }]
      : []),
    query("resourcecontainers", containers, containerFilter(resourceGroups)),
  ];
}

/** The question how many resources there are of other types. */
export function otherTypesQuery(
  types: readonly string[],
  resourceGroups: readonly string[],
): GraphQuery {
  const known = [...types, ...types.flatMap((type) => tracked[type] ?? [])];
  const text = [
    `resources | where type !in~ (${known.map(quote).join(", ")})`,
    ...groupFilter(resourceGroups),
    "summarize number = count() by type",
    "order by type asc",
  ].join(" | ");
  return { text, covers: [], mayLack: false };
}

/** The question which networks a policy has put into network groups. */
export function policyMembersQuery(): GraphQuery {
  const text = [
    "networkresources | where type =~ 'microsoft.network/networkgroupmemberships'",
    "project id, properties",
    "order by id asc",
  ].join(" | ");
  return { text, covers: [], mayLack: true };
}

function query(table: string, types: readonly string[], filters: readonly string[]): GraphQuery {
  const text = [
    `${table} | where type in~ (${types.map(quote).join(", ")})`,
    ...filters,
    `project ${columns}`,
    "order by id asc",
  ].join(" | ");
  return { text, covers: types, mayLack: false };
}

function groupFilter(resourceGroups: readonly string[]): readonly string[] {
  if (resourceGroups.length === 0) return [];
  return [`where resourceGroup in~ (${resourceGroups.map(quote).join(", ")})`];
}

// Subscriptions stand in no resource group.
function containerFilter(resourceGroups: readonly string[]): readonly string[] {
  if (resourceGroups.length === 0) return [];
  const names = resourceGroups.map(quote).join(", ");
  return [`where resourceGroup in~ (${names}) or type =~ '${nameOnlyTypeKeys.subscription}'`];
}

function quote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
