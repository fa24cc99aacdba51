import type { AddressMatch, SecurityGroup, SecurityRule, Subnet } from "../../model/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { subnetName } from "../subnet-name.ts";

/** UDR-11, ERR-49: the rules that Azure wants to see on Bastion's subnet. */
export const bastionRules: CheckRule = {
  code: "TR526",
  family: "peering",
  severity: "warning",
  title: "The security group of AzureBastionSubnet lacks a rule",
  about:
    "A security group on AzureBastionSubnet must hold eight rules by name of port and tag. Azure refuses one that lacks any of them, also where its default rules would let the traffic pass.",
  rules: ["UDR-11"],
  begin: ({ model }: Ground) => ({
    finish: () =>
      [...model.subnets.values()].flatMap((subnet) => {
        const key = subnet.networkSecurityGroup;
        const group = key && model.securityGroups.get(key);
        if (subnet.role !== "bastion" || group === undefined) return [];
        return draftOf(model, subnet, group);
      }),
  }),
};

/** A rule that must be there; of several ports each needs one. */
interface Wanted {
  readonly direction: SecurityRule["direction"];
  readonly ports: readonly number[];
  /** Tag at the other end; absent where anything will do, such as a company's own addresses. */
  readonly tag: string | undefined;
  readonly words: string;
}

const wanted: readonly Wanted[] = [
  { direction: "inbound", ports: [443], tag: undefined, words: "inbound 443 from the Internet" },
  {
    direction: "inbound",
    ports: [443],
    tag: "gatewaymanager",
    words: "inbound 443 from GatewayManager",
  },
  {
    direction: "inbound",
    ports: [443],
    tag: "azureloadbalancer",
    words: "inbound 443 from AzureLoadBalancer",
  },
  {
    direction: "inbound",
    ports: [8080, 5701],
    tag: "virtualnetwork",
    words: "inbound 8080 and 5701 from VirtualNetwork",
  },
  {
    direction: "outbound",
    ports: [443],
    tag: "azurecloud",
    words: "outbound 443 to AzureCloud",
  },
  {
    direction: "outbound",
    ports: [8080, 5701],
    tag: "virtualnetwork",
    words: "outbound 8080 and 5701 to VirtualNetwork",
  },
  { direction: "outbound", ports: [80], tag: "internet", words: "outbound 80 to Internet" },
];

function draftOf(model: Ground["model"], subnet: Subnet, group: SecurityGroup): readonly Draft[] {
  const own = group.rules.filter(
    ({ priority, access }) => priority < firstDefaultPriority && access === "allow",
  );
  const missing = [
    ...wanted.filter((one) => !isThere(own, one)).map(({ words }) => words),
    ...(hasWayToMachines(own) ? [] : ["outbound 22 and 3389 to VirtualNetwork"]),
  ];
  if (missing.length === 0) return [];
  const name = subnetName(model, subnet);
  return [
    {
      message: `Network security group ${group.name} on ${name} has no rule that allows ${missing.join(", ")}. Azure refuses it there (NetworkSecurityGroupNotCompliantForAzureBastionSubnet), and Bastion gets no updates or does not reach its machines.`,
      remedy: "Add the rules that Azure Bastion asks for, or detach the group.",
      place: group.place,
      related: [subnet.place],
      affected: [subnet.id],
      subject: [subnet.id],
    },
  ];
}

// Numbers from here on are those of Azure's own rules (NSG-2).
const firstDefaultPriority = 65_000;

function isThere(rules: readonly SecurityRule[], { direction, ports, tag }: Wanted): boolean {
  return ports.every((port) =>
    rules.some(
      (rule) =>
        rule.direction === direction &&
        (rule.protocol === "any" || rule.protocol === "tcp") &&
        hasPort(rule, port) &&
        (tag === undefined || farEnds(rule).some((match) => isMeant(match, tag))),
    ),
  );
}

function farEnds({ direction, sources, destinations }: SecurityRule): readonly AddressMatch[] {
  return direction === "inbound" ? sources : destinations;
}

function isMeant(match: AddressMatch, tag: string): boolean {
  if (match.kind === "any") return true;
  // Written out, the addresses of a network are as good as its tag.
  if (match.kind === "prefix") return tag === "virtualnetwork";
  return match.kind === "serviceTag" && match.tag.toLowerCase() === tag;
}

function hasPort({ destinationPorts }: SecurityRule, port: number): boolean {
  return destinationPorts.some(({ first, last }) => first <= port && port <= last);
}

// Bastion can be told other ports than 22 and 3389.
const otherPorts = [80, 443, 5701, 8080];

function hasWayToMachines(rules: readonly SecurityRule[]): boolean {
  return rules.some(
    (rule) =>
      rule.direction === "outbound" &&
      farEnds(rule).some((match) => isMeant(match, "virtualnetwork")) &&
      rule.destinationPorts.some(
        ({ first, last }) => first !== last || !otherPorts.includes(first),
      ),
  );
}
