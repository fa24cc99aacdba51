import type { FilterAssumption, FilterReason, FilterStep } from "../filter/index.ts";

const levels: Readonly<Record<FilterStep["level"], string>> = {
  admin: "security admin rules",
  subnet: "subnet",
  nic: "interface",
};

const filterReasons: Readonly<Record<FilterReason, string>> = {
  rule: "a rule says so",
  noGroup: "no security group is attached there",
  platform: "it is an address of the platform, which no rule names",
  activation: "Azure's hidden rule lets activation through",
  closedPublicIp: "a Standard public address is closed until a security group opens it",
  endpointPolicyOff: "the subnet does not filter private endpoints",
  protocol: "Azure does not carry this protocol",
  unfilteredSubnet: "this subnet takes no security group",
  accessOff: "a peering has virtual network access switched off",
  groupMissing: "the snapshot lacks the security group",
  tagUnknown: "a rule names a service tag whose prefixes are not known",
};

/** Says what one filter decided: `outbound at the subnet: denied by rule 'no' (100) of nsg-app`. */
export function filterWords({
  direction,
  level,
  verdict,
  reason,
  rule,
  group,
}: FilterStep): string {
  const where = level === "admin" ? levels.admin : `at the ${levels[level]}`;
  const of = group === undefined ? "" : ` of ${group.name}`;
  const by =
    rule === undefined
      ? `: ${filterReasons[reason]}${group === undefined ? "" : ` (${group.name})`}`
      : ` by rule '${rule.name}' (${rule.priority})${of}${reason === "rule" ? "" : `: ${filterReasons[reason]}`}`;
  return `${direction} ${where}: ${verdict === "unknown" ? "not known" : verdict}${by}`;
}

type Assumed = (about: readonly string[]) => string;

/** What a filter takes for granted, each as one sentence. */
export const filterAssumptions: Readonly<Record<FilterAssumption, Assumed>> = {
  sourcePort: () => "a rule looks at the sender's port, which nobody has said (--source-port)",
  adminRuleDeployed: ([name]) => `security admin rule ${name} is deployed`,
  tagUnknown: (tags) => `the prefixes of ${tags.join(", ")} are not known`,
};
