import type { FilterAssumption, FilterReason, FilterStep } from "../filter/index.ts";
import { ruleName } from "./security-words.ts";

type Sentence = (step: FilterStep) => string;

const sentences: Readonly<Record<FilterReason, Sentence>> = {
  rule: (step) => `${ruleOf(step)} ${step.verdict === "allowed" ? "allows" : "denies"} it`,
  noGroup: () => "no network security group is attached here, so nothing is filtered",
  platform: () => "the host itself answers at this address, and no rule names the platform",
  activation: ({ group }) =>
    `a hidden rule of Azure lets Windows activate, whatever ${group?.name ?? "the group"} says`,
  closedPublicIp: () =>
    "a Standard public address is closed to the outside while no network security group opens it",
  endpointPolicyOff: () => "network security groups do not filter private endpoints in this subnet",
  protocol: () => "Azure carries no GRE, no IP-in-IP, and nothing that is meant for many receivers",
  unfilteredSubnet: () => "subnets of this kind take no network security group",
  accessOff: () =>
    "the peering has allowVirtualNetworkAccess=false, and no network security group decides instead",
  groupMissing: ({ group }) =>
    group === undefined
      ? "the subnet is not in the snapshot"
      : `network security group ${group.name} is not in the snapshot`,
  tagUnknown: (step) =>
    `${ruleOf(step)} would decide, and the prefixes of its service tag are not known`,
};

function ruleOf({ level, group, rule }: FilterStep): string {
  const name = rule === undefined ? "a rule" : `rule ${ruleName(rule, level)}`;
  const priority = rule === undefined ? "" : ` (priority ${rule.priority})`;
  const kind = level === "admin" ? "rule collection" : "network security group";
  return `${name}${priority} of ${kind} ${group?.name ?? "?"}`;
}

/** Says in one sentence why a filter decides as it does. */
export function filterSentence(step: FilterStep): string {
  return sentences[step.reason](step);
}

type Assumed = (about: readonly string[]) => string;

/** What a filter takes for granted, each as one sentence. */
export const filterAssumptions: Readonly<Record<FilterAssumption, Assumed>> = {
  sourcePort: ([rule]) =>
    `rule ${rule} looks at a port that was not given; it is taken to be 32768 or above`,
  tagUnknown: ([rule, tags]) =>
    `rule ${rule} names ${tags}, whose prefixes are not known, and was not compared`,
  adminRuleDeployed: ([rule]) =>
    `security-admin rule ${rule} counts as deployed, which no resource tells`,
};
