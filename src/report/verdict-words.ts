import type { AccessReason, AccessVerdict } from "../access/index.ts";
import type { FilterReason, FilterStep } from "../filter/index.ts";
import type { FirewallReason, FirewallVerdict } from "../firewall/index.ts";
import { formatEndpoint } from "../flow/index.ts";
import { formatIp } from "../net/index.ts";
import type {
  Egress,
  EgressObstacle,
  FrontendMember,
  FrontendReason,
  FrontendVerdict,
} from "../translate/index.ts";

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
  destinationUnknown: "no address is known of the name that the rule translates to",
  hairpin: "it does not turn flows round that come from behind it to its own public address",
  protocolNotTranslated: "a protocol without ports cannot get its public address",
  familyUnsupported: "it carries no IPv6",
  dnsProxy: "it answers as a DNS proxy",
};

const firewallActions: Readonly<Record<FirewallVerdict["action"], string>> = {
  allow: "allowed",
  deny: "denied",
  unknown: "not known",
};

/** Says what a firewall decided: `allowed by network rule 'web' in collection 'net'`. */
export function firewallWords(verdict: FirewallVerdict): string {
  const { action, reason, kind, group, collection, rule, destination, missing } = verdict;
  if (rule === undefined) {
    const lacking = missing.length === 0 ? "" : ` (${missing.map(lastSegment).join(", ")})`;
    return `${firewallActions[action]}: ${firewallReasons[reason]}${lacking}`;
  }
  const path = [group, collection].filter((name) => name !== undefined).join("/");
  const inside = path === "" ? "" : ` in ${path}`;
  const target =
    destination === undefined
      ? ""
      : `, to ${formatEndpoint(destination.address, destination.port)}`;
  const why = reason === "rule" ? "" : `: ${firewallReasons[reason]}`;
  return `${firewallActions[action]} by ${kind === undefined ? "" : `${kind} `}rule '${rule}'${inside}${target}${why}`;
}

const egressKinds: Readonly<Record<Egress["kind"], string>> = {
  natGateway: "NAT gateway",
  publicIp: "its own public address",
  outboundRule: "an outbound rule of a load balancer",
  loadBalancerRule: "a load-balancing rule",
  defaultOutbound: "default outbound access",
  regionalStorage: "to storage of the same region, which needs no public address",
  none: "nothing lets it out",
  unknown: "what decides is not in the snapshot",
};

const obstacles: Readonly<Record<EgressObstacle, string>> = {
  privateSubnet: "the subnet is private",
  flexibleSet: "members of a flexible scale set have no default outbound access",
  standardBalancer: "behind a Standard load balancer there is no default outbound access",
  otherPublicIp: "another address of the machine is public, which takes the default away",
  protocol: "only a public address of its own carries this protocol",
  natGatewayProtocol: "the NAT gateway does not carry this protocol",
  natGatewayFamily: "the NAT gateway has no address of this family",
  family: "there is no default outbound access for IPv6",
  noPublicIp: "in forced-tunnel mode it has no public address for traffic",
  foreignSource: "addresses are translated for what the interface sends from its own address only",
  subnetMissing: "the snapshot lacks the subnet",
  natGatewayMissing: "the snapshot lacks the NAT gateway",
  poolMissing: "the snapshot lacks the back-end pool",
  routingAppliance: "whether a managed routing appliance has an egress is not documented",
};

/** Says how a flow gets a public source: `NAT gateway (nat1)`. */
export function egressWords({ kind, by, keepsPort, obstacle }: Egress): string {
  const port = keepsPort ? ", which keeps the port" : "";
  const why = obstacle === undefined ? "" : `: ${obstacles[obstacle]}`;
  return `${egressKinds[kind]}${by === undefined ? "" : ` (${by})`}${port}${why}`;
}

const frontendReasons: Readonly<Record<FrontendReason, string>> = {
  noRuleForPort: "no rule is for this port",
  noRuleForRouted: "it is only the next hop, and no HA-ports rule takes such flows",
  noBackend: "nobody behind it can take the flow",
  membersUnknown: "the snapshot does not tell who is behind it",
};

/** Says what a front end does with a flow: `rule 'ha' gives it to nva1 or nva2`. */
export function balanceWords(verdict: FrontendVerdict): string {
  switch (verdict.kind) {
    case "forwards": {
      const members = [...verdict.members.map(nameMember), ...verdict.unknown].join(" or ");
      const port = verdict.port === undefined ? "" : `, port ${verdict.port}`;
      const kept = verdict.keepsDestination ? ", destination kept" : "";
      return `rule '${verdict.rule}' gives it to ${members}${port}${kept}`;
    }
    case "answers":
      return "it answers by itself";
    case "refuses":
      return `gives it to nobody: ${frontendReasons[verdict.reason]}${colon(verdict.about)}`;
  }
}

/** What people call a member of a pool. */
export function nameMember({ nic, address }: FrontendMember): string {
  if (nic !== undefined) return lastSegment(nic);
  return address === undefined ? "a member without an address" : formatIp(address);
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
  perimeter: "a network security perimeter decides, whose rules are not modelled",
  regionUnknown: "it depends on a region that nobody has told",
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
const assumptions: Readonly<Record<string, (...about: string[]) => string>> = {
  portAssumed: (port) => `nobody says a port, so it is ${port}`,
  hostInSubnet: (address, subnet) =>
    `a host with address ${address} in ${subnet}, which has none there`,
  hostBehindGateway: (address, gateway) => `a host with address ${address} behind ${gateway}`,
  hostOfSite: (address, site) => `a host with address ${address} in ${site}`,
  hostOfTag: (address, tag) => `${address} stands for all addresses of service tag ${tag}`,
  anyInternetHost: (address) => `${address} stands for any address of the Internet`,
  guestForwards: (nic) => `the guest behind ${nic} forwards packets, because its interface may`,
  guestState: (keeps) =>
    `the guest ${keeps === "true" ? "keeps state of flows, as firewalls do" : "keeps no state of flows"}`,
  guestTranslates: (nic) =>
    `the guest behind ${nic} puts its own address into what it sends to the Internet`,
  sourcePort: () => "a rule looks at the sender's port, which nobody has said (--source-port)",
  tagUnknown: (...tags) => `the prefixes of a service tag are not known${colon(tags)}`,
  matchUnknown: (...about) => `a firewall rule could not be compared${colon(about)}`,
  nameInRequest: (...about) =>
    `the name in the request is the one that was asked for${colon(about)}`,
  tagAsDocumented: (...about) =>
    `an FQDN tag holds the names that Microsoft documents${colon(about)}`,
  infrastructureName: (...about) =>
    `the rules for Azure's own infrastructure do not let the name through${colon(about)}`,
  learnedRanges: (...about) =>
    `the firewall has not learned from a Route Server what not to translate${colon(about)}`,
  rangesNotInherited: (...about) =>
    `what a base policy does not translate is not inherited${colon(about)}`,
  impliedByNat: (...about) =>
    `a DNAT rule for any source lets in what comes without its address${colon(about)}`,
  defaultOutboundAddress: () =>
    "default outbound access takes an address of Azure's that nobody can know beforehand",
  addressUnknown: (...about) => `the snapshot does not tell an address${colon(about)}`,
  addressAmongSeveral: (...about) =>
    `the public address is one of several, and nobody can know which${colon(about)}`,
  natGatewayIdle: (...about) => `a NAT gateway without an address counts as none${colon(about)}`,
  natGatewayTakesAll: (...about) =>
    `not even the own public address carries what the NAT gateway does not${colon(about)}`,
  foreignSourceStays: (...about) =>
    `packets of others leave only with their source translated${colon(about)}`,
  notModelled: (...about) => `the service's own rules are not known, and it answers${colon(about)}`,
  peeringSourceAccepted: (...about) =>
    `the service accepts the addresses that the circuit's edge translates to${colon(about)}`,
};

/** Says in one sentence what an answer about a flow takes for granted. */
export function flowAssumptionWords(code: string, about: readonly string[]): string {
  const sentence = assumptions[code];
  return sentence === undefined ? `${spelled(code)}${colon(about)}` : sentence(...about);
}

function colon(about: readonly string[]): string {
  const names = about.filter((name) => name !== "").join(", ");
  return names === "" ? "" : `: ${names}`;
}

function lastSegment(id: string): string {
  return id.split("/").at(-1) ?? id;
}

// `instanceAddress` -> `instance address`: readable where nobody has written a sentence yet.
function spelled(code: string): string {
  return code.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
