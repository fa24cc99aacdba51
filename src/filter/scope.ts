import type { Key, Model, Peering, Subnet, VirtualNetwork } from "../model/index.ts";
import { containsIp, hasIp, type Ip, type Prefix, parsePrefix } from "../net/index.ts";
import { type EffectiveTable, inForce } from "../route/index.ts";
import type { GroupMembers } from "./application-group.ts";
import { publicSpace } from "./public-space.ts";
import { isInside, isInTagSet, type TagSet } from "./tag-set.ts";
import { closedPeering } from "./virtual-network-tag.ts";

/** What rules mean at one subnet: the tags that depend on it, and who is a member of what. */
export interface Scope {
  readonly subnet: Subnet;
  readonly network: VirtualNetwork | undefined;
  /** Whether a default route of a person or a gateway is in force, which switches NSG-11 off. */
  readonly hasForcedDefault: boolean;
  /** Prefixes of peers that a peering gives no access to. */
  readonly closed: readonly ClosedPrefix[];
  isInVirtualNetwork(ip: Ip): boolean;
  isInInternet(ip: Ip): boolean;
  isMember(group: Key, ip: Ip): boolean;
}

/** A prefix of a peer without access. */
export interface ClosedPrefix {
  readonly prefix: Prefix;
  readonly peering: Peering;
}

/** What a scope is made of. */
export interface ScopeParts {
  readonly model: Model;
  readonly subnet: Subnet;
  readonly table: EffectiveTable | undefined;
  readonly tag: TagSet;
  /** Looked up only where a rule names a group. */
  readonly members: () => GroupMembers;
}

/** Makes the scope of a subnet. */
export function createScope({ model, subnet, table, tag, members }: ScopeParts): Scope {
  return {
    subnet,
    network: model.networks.get(subnet.network),
    hasForcedDefault: table !== undefined && hasForcedDefault(table),
    closed: table === undefined ? [] : closedPrefixes(table),
    isInVirtualNetwork: (ip) => isInTagSet(tag, ip),
    isInInternet: (ip) => hasIp(publicSpace, ip) && !isInside(tag, ip),
    // Members of a group are in one network, and a rule sees those of its own (NSG-9).
    isMember: (group, ip) => members().get(ip)?.includes(group) === true,
  };
}

/** The peering without access whose prefixes hold an address; absent when there is none. */
export function closedPeeringTo({ closed }: Scope, ip: Ip): Peering | undefined {
  return closed.find(({ prefix }) => containsIp(prefix, ip))?.peering;
}

const defaultRoute = parsePrefix("0.0.0.0/0") as Prefix;

// NSG-11, X-14: any default route beside the system's own.
function hasForcedDefault({ groups }: EffectiveTable): boolean {
  return groups.some(
    (group) =>
      (group.group.kind === "user" || group.group.kind === "gateway") &&
      inForce(group, defaultRoute) !== undefined,
  );
}

function closedPrefixes(table: EffectiveTable): readonly ClosedPrefix[] {
  // Nearly every network has none, and hubs have many peers.
  if (table.network.peerings.every(({ allowsAccess }) => allowsAccess)) return none;
  return table.groups
    .filter(({ group }) => group.kind === "peering" || group.kind === "globalPeering")
    .flatMap(({ group }) => group.routes)
    .flatMap((route) => {
      const peering = closedPeering(table, route);
      return peering === undefined ? [] : route.prefixes.map((prefix) => ({ prefix, peering }));
    });
}

const none: readonly ClosedPrefix[] = [];
