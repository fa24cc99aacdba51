import {
  childKinds,
  embeddedChildren,
  type Kind,
  listedChildrenOf,
  nameOnlyTypeKeys,
  peekProperty,
  type Resource,
  typeKeys,
} from "../../arm/index.ts";

/** A list of children that may be asked for below a resource. */
export interface ChildList {
  readonly childKey: string;
  /** The last segment of the address: `hubRouteTables`. */
  readonly segment: string;
}

interface Rule extends ChildList {
  readonly parentKey: string;
  /** Whether a parent may have some that its own answer does not hold; absent: any may. */
  readonly isNeeded?: (parent: Resource) => boolean;
}

// A virtual hub without a virtual WAN is a Route Server.
const isRouteServer = (hub: Resource): boolean =>
  peekProperty(hub.body, "virtualWan") === undefined;
const isHub = (hub: Resource): boolean => !isRouteServer(hub);

/** Children that stand in no answer about their parents, or may stand there by their ids alone. */
const rules: readonly Rule[] = [
  below("hubIpConfiguration", isRouteServer),
  below("bgpConnection"),
  below("hubRouteTable", isHub),
  below("hubConnection", isHub),
  below("routingIntent", isHub),
  below("vpnConnection"),
  below("expressRouteConnection"),
  below("ruleCollectionGroup"),
  below("zoneRecord4"),
  below("zoneRecord6"),
  below("zoneAlias"),
  below("zoneLink"),
  below("zoneGroup"),
  below("sqlFirewallRule"),
  below("sqlNetworkRule"),
  inside(nameOnlyTypeKeys.networkManager, nameOnlyTypeKeys.networkGroup, "networkGroups"),
  inside(nameOnlyTypeKeys.networkGroup, typeKeys.staticMember, "staticMembers"),
  inside(
    nameOnlyTypeKeys.networkManager,
    typeKeys.connectivityConfiguration,
    "connectivityConfigurations",
  ),
  inside(
    nameOnlyTypeKeys.networkManager,
    typeKeys.adminConfiguration,
    "securityAdminConfigurations",
  ),
  inside(typeKeys.adminConfiguration, typeKeys.adminRuleCollection, "ruleCollections"),
  inside(typeKeys.adminRuleCollection, typeKeys.adminRule, "rules"),
  inside(typeKeys.kubernetesCluster, typeKeys.agentPool, "agentPools"),
  {
    ...inside(typeKeys.virtualMachine, typeKeys.machineExtension, "extensions"),
    isNeeded: namesExtensions,
  },
];

function below(kind: Kind, isNeeded?: (parent: Resource) => boolean): Rule {
  const rule = childKinds[kind];
  if (rule === undefined) throw new Error(`${kind} is no kind of child`);
  const { parent, segment } = rule;
  const list = { parentKey: typeKeys[parent], childKey: typeKeys[kind], segment };
  return isNeeded === undefined ? list : { ...list, isNeeded };
}

function inside(parentKey: string, childKey: string, segment: string): Rule {
  return { parentKey, childKey, segment };
}

// Lists of machines name the extensions of each and say nothing more.
function namesExtensions(machine: Resource): boolean {
  const named = machine.body["resources"];
  return Array.isArray(named) && named.some((one: unknown) => !hasProperties(one));
}

function hasProperties(value: unknown): boolean {
  return typeof value === "object" && value !== null && "properties" in value;
}

const rulesByParent: ReadonlyMap<string, readonly Rule[]> = new Map(
  rules.map(({ parentKey }) => [parentKey, rules.filter((rule) => rule.parentKey === parentKey)]),
);

/**
 * The lists to ask for below a resource: those that its answer never holds, and those that it
 * only names its children in. `covered` are types of which everything is there already.
 */
export function childListsOf(parent: Resource, covered: ReadonlySet<string>): readonly ChildList[] {
  const fixed = rulesByParent.get(parent.typeKey) ?? [];
  const needed = fixed.filter(
    ({ childKey, isNeeded }) => !covered.has(childKey) && (isNeeded?.(parent) ?? true),
  );
  const known = new Set(fixed.map(({ childKey }) => childKey));
  const named = listedChildrenOf(parent.typeKey).filter(
    (rule) =>
      !known.has(typeKeys[rule.kind]) &&
      embeddedChildren(parent, rule, ignore).some(({ isBare }) => isBare),
  );
  return [...needed, ...named.map(({ kind, segment }) => ({ childKey: typeKeys[kind], segment }))];
}

function ignore(): void {}

/** Every type that is asked for below another one. */
export const childTypeKeys: readonly string[] = rules.map(({ childKey }) => childKey);
