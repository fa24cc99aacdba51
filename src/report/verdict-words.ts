import type { AccessReason, AccessVerdict } from "../access/index.ts";
import type { FilterReason, FilterStep } from "../filter/index.ts";
import type { FirewallReason, FirewallVerdict } from "../firewall/index.ts";
import { formatEndpoint } from "../flow/index.ts";

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

const firewallReasons: Readonly<Record<FirewallReason, string>> = {
  rule: "a rule says so",
  noRule: "no rule matches, and then it is denied",
  policyMissing: "the snapshot lacks its policy",
  unknownMatch: "a rule could not be compared that would decide",
  noDnat: "it translates no destinations in forced-tunnel mode",
};

const firewallActions: Readonly<Record<FirewallVerdict["action"], string>> = {
  allow: "allowed",
  deny: "denied",
  unknown: "not known",
};

/** Says what a firewall decided: `allowed by network rule 'web' in collection 'net'`. */
export function firewallWords(verdict: FirewallVerdict): string {
  const { action, reason, kind, group, collection, rule, destination } = verdict;
  if (rule === undefined) return `${firewallActions[action]}: ${firewallReasons[reason]}`;
  const path = [group, collection].filter((name) => name !== undefined).join("/");
  const inside = path === "" ? "" : ` in ${path}`;
  const target =
    destination === undefined
      ? ""
      : `, to ${formatEndpoint(destination.address, destination.port)}`;
  const why = reason === "rule" ? "" : `: ${firewallReasons[reason]}`;
  return `${firewallActions[action]} by ${kind === undefined ? "" : `${kind} `}rule '${rule}'${inside}${target}${why}`;
}

const accessReasons: Readonly<Record<AccessReason, string>> = {
  open: "it lets everybody in",
  ipRule: "a rule names the caller's public address",
  subnetRule: "a rule names the caller's subnet",
  endpointApproved: "the private endpoint is approved",
  endpointNotApproved: "the private endpoint is not approved",
  publicAccessOff: "its public access is switched off",
  noRule: "no rule lets the caller in",
  sameRegionIpRule:
    "the rule for the caller's public address has no effect inside one region, where the service sees a private address of Azure",
  azureSourceOnly: "it answers only to public addresses of Azure",
  azureSourceAccepted: "the caller comes from a public address of Azure",
  notModelled: "its own rules are not known, and it is taken to answer",
  sourceUnknown: "it depends on an address that nobody knows",
};

const accessVerdicts: Readonly<Record<AccessVerdict["verdict"], string>> = {
  allowed: "lets it in",
  denied: "refuses it",
  unknown: "may refuse it",
};

/** Says whether a service lets a caller in: `stapp refuses it: no rule lets the caller in`. */
export function accessWords(service: string, { verdict, reason, refusal }: AccessVerdict): string {
  const status = refusal?.status === undefined ? "" : `${refusal.status} `;
  const answer = refusal === undefined ? "" : `; it answers ${status}${refusal.code}`;
  return `${service} ${accessVerdicts[verdict]}: ${accessReasons[reason]}${answer}`;
}

// By code, across all folders that assume something about a flow.
const assumptions: Readonly<Record<string, (about: string) => string>> = {
  sourcePort: () => "a rule looks at the sender's port, which nobody has said (--source-port)",
  tagUnknown: (about) => `a rule names a service tag whose prefixes are not known${colon(about)}`,
  matchUnknown: (about) => `a firewall rule could not be compared${colon(about)}`,
  nameInRequest: (about) => `the name in the request is the one that was asked for${colon(about)}`,
  defaultOutboundAddress: () =>
    "default outbound access takes an address of Azure's that nobody can know beforehand",
  addressUnknown: (about) => `the snapshot does not tell an address${colon(about)}`,
  notModelled: (about) => `the service's own rules are not known, and it answers${colon(about)}`,
  peeringSourceAccepted: (about) =>
    `the service accepts the addresses that the circuit's edge translates to${colon(about)}`,
  portAssumed: (about) => `nobody says a port, so it is ${about}`,
};

/** Says in one sentence what an answer about a flow takes for granted. */
export function flowAssumptionWords(code: string, about: readonly string[]): string {
  const names = about.join(", ");
  return (assumptions[code] ?? ((one: string) => `${spelled(code)}${colon(one)}`))(names);
}

function colon(about: string): string {
  return about === "" ? "" : `: ${about}`;
}

// `instanceAddress` -> `instance address`: readable where nobody has written a sentence yet.
function spelled(code: string): string {
  return code.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
