import type { Place } from "../diagnostic/index.ts";
import type { AddressMatch, PortRange, SecurityRule } from "../model/index.ts";

type DefaultRule = Pick<
  SecurityRule,
  "name" | "direction" | "access" | "priority" | "sources" | "destinations"
>;

const any: readonly AddressMatch[] = [{ kind: "any" }];
const network: readonly AddressMatch[] = [{ kind: "serviceTag", tag: "VirtualNetwork" }];
const balancer: readonly AddressMatch[] = [{ kind: "serviceTag", tag: "AzureLoadBalancer" }];
const internet: readonly AddressMatch[] = [{ kind: "serviceTag", tag: "Internet" }];
const allPorts: readonly PortRange[] = [{ first: 0, last: 65535 }];

// NSG-2: every group has these six, and nobody can change or remove them. In Azure's order.
const defaultRules: readonly DefaultRule[] = [
  {
    name: "AllowVnetInBound",
    direction: "inbound",
    access: "allow",
    priority: 65000,
    sources: network,
    destinations: network,
  },
  {
    name: "AllowAzureLoadBalancerInBound",
    direction: "inbound",
    access: "allow",
    priority: 65001,
    sources: balancer,
    destinations: any,
  },
  {
    name: "DenyAllInBound",
    direction: "inbound",
    access: "deny",
    priority: 65500,
    sources: any,
    destinations: any,
  },
  {
    name: "AllowVnetOutBound",
    direction: "outbound",
    access: "allow",
    priority: 65000,
    sources: network,
    destinations: network,
  },
  {
    name: "AllowInternetOutBound",
    direction: "outbound",
    access: "allow",
    priority: 65001,
    sources: any,
    destinations: internet,
  },
  {
    name: "DenyAllOutBound",
    direction: "outbound",
    access: "deny",
    priority: 65500,
    sources: any,
    destinations: any,
  },
];

/**
 * The rules that Azure puts into every network security group (NSG-2): at the places where they are
 * written, else at that of the group.
 */
export function defaultSecurityRules(
  group: Place,
  written: ReadonlyMap<string, Place>,
): readonly SecurityRule[] {
  return defaultRules.map((rule) => ({
    ...rule,
    protocol: "any",
    sourcePorts: allPorts,
    destinationPorts: allPorts,
    place: written.get(rule.name.toLowerCase()) ?? group,
  }));
}
