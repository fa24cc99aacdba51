import {
  type AddressMatch,
  networkTagOf,
  type PrivateEndpoint,
  type SecurityGroup,
  type SecurityRule,
  type Subnet,
} from "../../model/index.ts";
import { containsIp } from "../../net/index.ts";
import { endpointsBySubnet, holdsMachines } from "../client.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { subnetName } from "../subnet-name.ts";
import { portOf } from "./endpoint-flow.ts";
import { policyLetting } from "./policy-value.ts";

/** Rules for private endpoints that do nothing, since the policy for them is off (PE-10). */
export const inertSecurityGroup: CheckRule = {
  code: "TR207",
  family: "privateEndpoint",
  severity: "warning",
  title: "A network security group does not filter the private endpoints that its rules close",
  about:
    "The group of a subnet denies calls to private endpoints there, but without the network policy for security groups nothing of it applies to them, and every caller is let through.",
  rules: ["PE-10"],
  begin: (ground) => ({
    finish: () =>
      [...endpointsBySubnet(ground.model)].flatMap(([key, endpoints]) => {
        const subnet = ground.model.subnets.get(key);
        return subnet === undefined ? [] : draft(ground, subnet, endpoints);
      }),
  }),
};

function draft(
  { model }: Ground,
  subnet: Subnet,
  endpoints: readonly PrivateEndpoint[],
): readonly Draft[] {
  const group =
    subnet.networkSecurityGroup && model.securityGroups.get(subnet.networkSecurityGroup);
  if (subnet.filtersPrivateEndpoints || !group) return [];
  const closed = endpoints.flatMap((endpoint) => {
    const rule = closingRule(group, endpoint);
    return rule === undefined ? [] : [{ endpoint, rule }];
  });
  const [first] = closed;
  if (first === undefined) return [];
  const name = subnetName(model, subnet);
  const isShared = holdsMachines(model, subnet.key);
  const calls = listNames(closed.map(({ endpoint }) => endpoint.name));
  return [
    {
      severity: isShared ? "info" : "warning",
      message: `Rule '${first.rule.name}' of network security group ${group.name} denies calls to ${calls} in ${name}, but the network policy of ${name} keeps security groups from private endpoints: every caller is let through.`,
      remedy: `Set privateEndpointNetworkPolicies of ${name} to ${policyLetting(subnet, "groups")}.`,
      place: subnet.privateEndpointPolicyPlace,
      related: [first.rule.place],
      affected: closed.map(({ endpoint }) => endpoint.id),
      subject: [subnet.id],
    },
  ];
}

// The first rule that decides for some caller inside: what comes before a deny may have let
// everybody in.
function closingRule(
  { rules }: SecurityGroup,
  endpoint: PrivateEndpoint,
): SecurityRule | undefined {
  for (const rule of rules) {
    if (rule.direction !== "inbound" || rule.priority > lastWritten) continue;
    if (!isFor(rule, endpoint)) continue;
    if (rule.access === "deny" && rule.sources.some(isInside)) return rule;
    if (rule.access === "allow" && rule.sources.some(isEverybodyInside)) return undefined;
  }
  return undefined;
}

const lastWritten = 4096;

function isFor(
  { protocol, destinations, destinationPorts }: SecurityRule,
  endpoint: PrivateEndpoint,
): boolean {
  const port = portOf(endpoint);
  return (
    (protocol === "any" || protocol === "tcp") &&
    destinationPorts.some(({ first, last }) => first <= port && port <= last) &&
    destinations.some((match) => names(match, endpoint))
  );
}

function names(match: AddressMatch, { addresses, applicationGroups }: PrivateEndpoint): boolean {
  switch (match.kind) {
    case "any":
      return true;
    case "prefix":
      return addresses.some(({ address }) => containsIp(match.prefix, address));
    case "range":
      return addresses.some(
        ({ address }) =>
          typeof address === typeof match.first && match.first <= address && address <= match.last,
      );
    case "serviceTag":
      return networkTagOf(match.tag) === "virtualNetwork";
    case "applicationGroup":
      return applicationGroups.includes(match.group);
  }
}

// The Internet has no way to a private endpoint, whatever a rule says of it.
function isInside(match: AddressMatch): boolean {
  return match.kind !== "serviceTag" || networkTagOf(match.tag) === "virtualNetwork";
}

function isEverybodyInside(match: AddressMatch): boolean {
  if (match.kind === "prefix") return match.prefix.length === 0;
  return (
    match.kind === "any" ||
    (match.kind === "serviceTag" && networkTagOf(match.tag) === "virtualNetwork")
  );
}
