import {
  type Key,
  keyOf,
  type Model,
  type Named,
  type Nic,
  nicsBySubnet,
  type VirtualNetwork,
} from "../../../model/index.ts";
import { peek, peekText } from "../field.ts";
import { answered, type Outcome, refuseBadRequest, refuseUnknown } from "../outcome.ts";
import type { Answer, Asked } from "../question.ts";

/** What stands in a group, network or subnet, and what belongs to what. */
export interface Topology {
  readonly id: string;
  readonly createdDateTime: string;
  readonly lastModified: string;
  readonly resources: readonly TopologyResource[];
}

/** One resource of a topology. */
export interface TopologyResource {
  readonly name: string;
  readonly id: string;
  readonly location?: string;
  readonly associations: readonly TopologyAssociation[];
}

/** What a resource has to do with another one. */
export interface TopologyAssociation {
  readonly name: string;
  readonly resourceId: string;
  readonly associationType: "Associated" | "Contains";
}

/**
 * `POST networkWatchers/X/topology`: machines, interfaces, security groups, public addresses,
 * networks and subnets, in that order, each by id. Only what is told to be in the group, network or
 * subnet that is asked about.
 */
export const topology: Answer<Topology> = (asked, { target, body }) => {
  const { model } = asked.walker.world;
  const scope = scopeOf(model, target, body);
  if (scope.kind === "refused") return scope;
  const now = asked.now();
  return answered({
    id: asked.newId(),
    createdDateTime: now,
    lastModified: now,
    resources: resourcesIn(asked, scope.body),
  });
};

/** What is asked about: whether something with an id is part of it. */
interface Scope {
  readonly nics: readonly Nic[];
  readonly networks: readonly VirtualNetwork[];
  hasSubnet(key: Key): boolean;
  /** Whether things that stand outside networks count by their group. */
  hasOther(key: Key): boolean;
}

function scopeOf(model: Model, target: string, body: unknown): Outcome<Scope> {
  const subnet = peekText(peek(body, "targetSubnet"), "id");
  if (subnet !== undefined) return subnetScope(model, subnet);
  const network = peekText(peek(body, "targetVirtualNetwork"), "id");
  if (network !== undefined) return networkScope(model, network);
  const group = peekText(body, "targetResourceGroupName");
  return group === undefined
    ? refuseBadRequest(
        "The request names nothing. Write targetResourceGroupName, targetVirtualNetwork or targetSubnet.",
      )
    : answered(groupScope(model, target, group));
}

function groupScope(model: Model, target: string, group: string): Scope {
  const [, subscription = ""] = /^\/subscriptions\/([^/]+)\//i.exec(target) ?? [];
  const start = keyOf(`/subscriptions/${subscription}/resourceGroups/${group}/`);
  const isIn = (key: Key): boolean => key.startsWith(start);
  return {
    nics: [...model.nics.values()].filter(({ key }) => isIn(key)),
    networks: [...model.networks.values()].filter(({ key }) => isIn(key)),
    hasSubnet: isIn,
    hasOther: isIn,
  };
}

function networkScope(model: Model, id: string): Outcome<Scope> {
  const network = model.networks.get(keyOf(id));
  if (network === undefined) return refuseUnknown(id);
  const nics = network.subnets.flatMap((key) => nicsBySubnet(model).get(key) ?? []);
  return answered(within(model, [...new Set(nics)], network, () => true));
}

function subnetScope(model: Model, id: string): Outcome<Scope> {
  const subnet = model.subnets.get(keyOf(id));
  const network = subnet === undefined ? undefined : model.networks.get(subnet.network);
  if (subnet === undefined || network === undefined) return refuseUnknown(id);
  const nics = nicsBySubnet(model).get(subnet.key) ?? [];
  return answered(within(model, nics, network, (key) => key === subnet.key));
}

function within(
  model: Model,
  nics: readonly Nic[],
  network: VirtualNetwork,
  hasSubnet: (key: Key) => boolean,
): Scope {
  const subnets = network.subnets.filter(hasSubnet);
  const groups = subnets.map((key) => model.subnets.get(key)?.networkSecurityGroup);
  const others = new Set([
    ...groups,
    ...nics.flatMap(({ networkSecurityGroup, virtualMachine, ipConfigurations }) => [
      networkSecurityGroup,
      virtualMachine === undefined ? undefined : keyOf(virtualMachine),
      ...ipConfigurations.map(({ publicIp }) => publicIp?.key),
    ]),
  ]);
  return { nics, networks: [network], hasSubnet, hasOther: (key) => others.has(key) };
}

function resourcesIn(asked: Asked, scope: Scope): readonly TopologyResource[] {
  const { model } = asked.walker.world;
  const of = (named: Pick<Named, "name" | "id">, associations: readonly TopologyAssociation[]) =>
    toResource(asked, named, associations);
  const machines = [...model.virtualMachines.values()].filter(({ key }) => scope.hasOther(key));
  const groups = [...model.securityGroups.values()].filter(({ key }) => scope.hasOther(key));
  const publicIps = [...model.publicIps.values()].filter(({ key }) => scope.hasOther(key));
  const holders = holdersOf(model);
  const byMachine = nicsByMachine(model);
  return [
    ...machines.map((machine) => of(machine, (byMachine.get(machine.key) ?? []).map(contains))),
    ...scope.nics.map((nic) => of(nic, aboutNic(model, nic))),
    ...groups.map((group) => of(group, [])),
    ...publicIps.map((one) => of(one, (holders.get(one.key) ?? []).map(associated))),
    ...scope.networks.map((network) => of(network, subnetsOf(model, network, scope).map(contains))),
    ...scope.networks.flatMap((network) =>
      subnetsOf(model, network, scope).map((subnet) =>
        toResource(asked, subnet, aboutSubnet(model, subnet), network.id),
      ),
    ),
  ];
}

function toResource(
  { bodyOf }: Asked,
  { name, id }: Pick<Named, "name" | "id">,
  associations: readonly TopologyAssociation[],
  located: string = id,
): TopologyResource {
  const location = peekText(bodyOf(located), "location");
  return { name, id, ...(location === undefined ? {} : { location }), associations };
}

function subnetsOf({ subnets }: Model, network: VirtualNetwork, scope: Scope) {
  return network.subnets
    .filter((key) => scope.hasSubnet(key))
    .flatMap((key) => subnets.get(key) ?? []);
}

// Once for all machines: a group may hold thousands.
function nicsByMachine({ nics }: Model): ReadonlyMap<Key, readonly Nic[]> {
  const found = new Map<Key, Nic[]>();
  for (const nic of nics.values()) {
    if (nic.virtualMachine !== undefined) addTo(found, keyOf(nic.virtualMachine), nic);
  }
  return found;
}

// Recorded in this order: machine, group, subnet, public address.
function aboutNic(model: Model, nic: Nic): readonly TopologyAssociation[] {
  const { networkSecurityGroup: group, virtualMachine, ipConfigurations } = nic;
  const machine = virtualMachine === undefined ? undefined : keyOf(virtualMachine);
  return [
    machine && model.virtualMachines.get(machine),
    group && model.securityGroups.get(group),
    ...ipConfigurations.flatMap(({ subnet, publicIp }) => [
      subnet && model.subnets.get(subnet),
      publicIp?.key && model.publicIps.get(publicIp.key),
    ]),
  ].flatMap((one) => (one ? [associated(one)] : []));
}

function aboutSubnet(
  model: Model,
  {
    networkSecurityGroup: group,
    routeTable: table,
  }: Partial<Record<"networkSecurityGroup" | "routeTable", Key | undefined>>,
): readonly TopologyAssociation[] {
  return [group && model.securityGroups.get(group), table && model.routeTables.get(table)].flatMap(
    (one) => (one ? [associated(one)] : []),
  );
}

function holdersOf({ nics }: Model): ReadonlyMap<Key, readonly Nic[]> {
  const holders = new Map<Key, Nic[]>();
  for (const nic of nics.values()) {
    for (const { publicIp } of nic.ipConfigurations) {
      if (publicIp?.key !== undefined) addTo(holders, publicIp.key, nic);
    }
  }
  return holders;
}

function addTo(map: Map<Key, Nic[]>, key: Key, nic: Nic): void {
  const present = map.get(key);
  if (present === undefined) map.set(key, [nic]);
  else present.push(nic);
}

function associated({ name, id }: Pick<Named, "name" | "id">): TopologyAssociation {
  return { name, resourceId: id, associationType: "Associated" };
}

function contains({ name, id }: Pick<Named, "name" | "id">): TopologyAssociation {
  return { name, resourceId: id, associationType: "Contains" };
}
