import {
  type AddressMatch,
  type Key,
  type Model,
  nicsBySubnet,
  type SecurityRule,
  type Subnet,
} from "../../model/index.ts";
import type { Prefix } from "../../net/index.ts";

/** A rule that lets flows between a subnet and one prefix through, written for that prefix. */
export interface WantedFlow {
  readonly rule: SecurityRule;
  /** What the rule names as the other side. */
  readonly prefix: Prefix;
  /** Name of the security group. */
  readonly group: string;
}

// Azure's own rules begin here (NSG-2).
const firstOwnPriority = 65000;

/**
 * Flows that people have asked for: rules of the security groups of a subnet and its interfaces
 * which allow one prefix and not whole worlds. Cost: the interfaces of the subnet.
 */
export function wantedFlows(model: Model, subnet: Subnet): readonly WantedFlow[] {
  return groupsOf(model, subnet).flatMap((key) => {
    const group = model.securityGroups.get(key);
    if (group === undefined) return [];
    return group.rules.flatMap((rule) =>
      prefixesOf(rule).map((prefix): WantedFlow => ({ rule, prefix, group: group.name })),
    );
  });
}

function groupsOf(model: Model, { key, networkSecurityGroup }: Subnet): readonly Key[] {
  const groups = new Set<Key>();
  if (networkSecurityGroup !== undefined) groups.add(networkSecurityGroup);
  for (const nic of nicsBySubnet(model).get(key) ?? []) {
    if (nic.networkSecurityGroup !== undefined) groups.add(nic.networkSecurityGroup);
  }
  return [...groups];
}

function prefixesOf({ access, priority, direction, sources, destinations }: SecurityRule) {
  if (access !== "allow" || priority >= firstOwnPriority) return [];
  const matches: readonly AddressMatch[] = direction === "inbound" ? sources : destinations;
  return matches.flatMap((match) => (match.kind === "prefix" ? [match.prefix] : []));
}
