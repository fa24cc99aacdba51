import { createDiagnostic } from "../diagnostic/index.ts";
import { type AddressMatch, type AdminRule, type Key, keyOf } from "../model/index.ts";
import type { GroupMembers } from "./network-group.ts";
import { lowerMatch } from "./security-group.ts";
import { type Item, mapByKey, namedOf, readItems, type Sources } from "./sources.ts";
import type { SubnetItems } from "./subnet.ts";

/** What security-admin rules are built from. */
export interface AdminParts {
  readonly members: GroupMembers;
  readonly networks: ReadonlyMap<Key, Item<"virtualNetwork">>;
  readonly subnets: SubnetItems;
}

/**
 * Builds the security-admin rules, each with the networks that it reaches.
 *
 * No resource says what is deployed (NSG-15). Where the input holds a list of deployed rules, only those of
 * the list count; otherwise every rule does.
 * Diagnostics: `reference-missing` for a rule whose collection is not there.
 */
export function lowerAdminRules(sources: Sources, parts: AdminParts): ReadonlyMap<Key, AdminRule> {
  const items = readItems(sources, "adminRule");
  const listed = new Set(items.filter(({ body }) => body.isDeployed).map(configurationOf));
  const collections = mapByKey(readItems(sources, "adminRuleCollection"));
  const configurations = mapByKey(readItems(sources, "adminConfiguration"));
  const guarded = guardedNetworks(parts.subnets);
  return mapByKey(
    items.flatMap((item): AdminRule[] => {
      const configuration = configurationOf(item);
      if (listed.has(configuration) && !item.body.isDeployed) return [];
      const groups = groupsOf(item, collections, sources);
      if (groups === undefined) return [];
      const reach = configurations.get(configuration)?.body.onIntentPolicy ?? "none";
      const reachesAll =
        reach === "all" || (reach === "allowRules" && item.body.access === "allow");
      const members = membersOf(groups, parts.members);
      const networks = reachesAll ? members : members.filter((key) => !guarded.has(key));
      const rule = lowerRule(item, networks, parts);
      // A network group without members leaves nothing to compare with.
      return rule.sources.length === 0 || rule.destinations.length === 0 ? [] : [rule];
    }),
  );
}

function groupsOf(
  { id, place, body }: Item<"adminRule">,
  collections: ReadonlyMap<Key, Item<"adminRuleCollection">>,
  { report }: Sources,
): readonly Key[] | undefined {
  const collection = parentOf(id);
  const found = collections.get(keyOf(collection));
  const groups = [...body.groups, ...(found?.body.groups ?? [])];
  if (found === undefined && groups.length === 0) {
    const parameters = { property: id, target: collection };
    report(createDiagnostic("reference-missing", place, parameters));
    return undefined;
  }
  return groups.map((group) => keyOf(group.id));
}

function configurationOf({ id }: Item<"adminRule">): Key {
  return keyOf(parentOf(parentOf(id)));
}

function parentOf(id: string): string {
  return id.split("/").slice(0, -2).join("/");
}

function membersOf(groups: readonly Key[], members: GroupMembers): readonly Key[] {
  return [...new Set(groups.flatMap((group) => members.get(group) ?? []))].sort();
}

function lowerRule(
  item: Item<"adminRule">,
  networks: readonly Key[],
  parts: AdminParts,
): AdminRule {
  const { direction, access, priority, protocol, sourcePorts, destinationPorts } = item.body;
  return {
    ...namedOf(item),
    direction,
    access,
    priority,
    protocol,
    sources: item.body.sources.flatMap((match) => lowerAdminMatch(match, parts)),
    sourcePorts,
    destinations: item.body.destinations.flatMap((match) => lowerAdminMatch(match, parts)),
    destinationPorts,
    networks,
    isDeploymentKnown: item.body.isDeployed,
  };
}

function lowerAdminMatch(
  match: Item<"adminRule">["body"]["sources"][number],
  { members, networks }: AdminParts,
): readonly AddressMatch[] {
  if (match.kind !== "networkGroup") return [lowerMatch(match)];
  return (members.get(keyOf(match.group.id)) ?? []).flatMap((key) =>
    (networks.get(key)?.body.addressSpace ?? []).map(
      ({ prefix }) => ({ kind: "prefix", prefix }) as const,
    ),
  );
}

const guardedServices: ReadonlySet<string> = new Set([
  "microsoft.sql/managedinstances",
  "microsoft.databricks/workspaces",
]);

// NSG-14: services with a network intent policy keep security-admin rules off their whole network.
function guardedNetworks(subnets: SubnetItems): ReadonlySet<Key> {
  const guarded = [...subnets].filter(([, family]) =>
    family.some(({ body }) =>
      body.delegations.some((service) => guardedServices.has(service.toLowerCase())),
    ),
  );
  return new Set(guarded.map(([network]) => network));
}
