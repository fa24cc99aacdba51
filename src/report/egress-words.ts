import { formatIp, formatPrefix } from "../net/index.ts";
import type {
  Egress,
  EgressAssumption,
  EgressObstacle,
  FrontendReason,
  FrontendVerdict,
} from "../translate/index.ts";

/** Says in one sentence as whom a flow leaves to public addresses, or why it does not. */
export function egressSentence(egress: Egress): string {
  if (egress.obstacle !== undefined) return obstacleSentences[egress.obstacle](egress.by);
  return `${waySentences[egress.kind](egress.by)}${addressWords(egress)}`;
}

/** Says in one sentence what a front end does with a flow; `name` is what people call it. */
export function frontendSentence(name: string, verdict: FrontendVerdict): string {
  switch (verdict.kind) {
    case "forwards": {
      const { rule, members, unknown } = verdict;
      const count = members.length + unknown.length;
      const whom = count === 1 ? "the only member behind it" : `one of ${count} members behind it`;
      return `rule ${rule} of ${name} gives it to ${whom}`;
    }
    case "answers":
      return `${name} answers the ping itself`;
    case "refuses":
      return reasonSentences[verdict.reason](name, verdict.about);
  }
}

type Sentence = (name: string | undefined) => string;

const waySentences: Readonly<Record<Egress["kind"], Sentence>> = {
  natGateway: (name) => `leaves through NAT gateway ${name}`,
  publicIp: (name) => `leaves with a public address of its own (${name})`,
  outboundRule: (name) => `leaves by an outbound rule of load balancer ${name}`,
  loadBalancerRule: (name) => `leaves by a front end of load balancer ${name}`,
  defaultOutbound: () => "leaves by default outbound access",
  regionalStorage: () =>
    "reaches storage of its own region from an address inside Azure, without any egress",
  none: () => "nothing lets it out",
  unknown: (name) => `whether it gets out depends on ${name}, which the snapshot lacks`,
};

function addressWords({ address, among }: Egress): string {
  if (address !== undefined) return ` as ${formatIp(address)}`;
  const texts = among.map((prefix) =>
    prefix.length === (prefix.family === 4 ? 32 : 128)
      ? formatIp(prefix.address)
      : formatPrefix(prefix),
  );
  return texts.length === 0 ? "" : ` as one of ${texts.join(", ")}`;
}

const obstacleSentences: Readonly<Record<EgressObstacle, Sentence>> = {
  privateSubnet: (name) =>
    `${name} is private: without NAT gateway, public address or outbound rule nothing leaves`,
  flexibleSet: (name) => `${name} is in a flexible scale set, which has no default outbound access`,
  standardBalancer: (name) =>
    `behind Standard load balancer ${name} there is no default outbound access, and no rule of a public front end lets it out`,
  otherPublicIp: (name) =>
    `${name} has a public address, and that takes default outbound access away from all addresses of the machine`,
  protocol: () => "without a public address of its own only TCP and UDP leave",
  natGatewayProtocol: (name) => `NAT gateway ${name} does not carry this protocol`,
  natGatewayFamily: (name) => `NAT gateway ${name} has no address of this family`,
  family: () => "there is no default outbound access for IPv6",
  noPublicIp: (name) => `firewall ${name} has no public address for traffic`,
  foreignSource: (name) =>
    `${name} sends it with the address of another, and the edge translates only its own`,
  subnetMissing: (name) => `subnet ${name} is not in the snapshot`,
  natGatewayMissing: (name) => `NAT gateway ${name} is not in the snapshot`,
  poolMissing: (name) =>
    `load balancer ${name}, behind which the sender is, is not in the snapshot`,
  routingAppliance: (name) =>
    `whether the appliance in ${name} reaches the Internet without NAT gateway is not documented`,
};

type Assumed = (about: readonly string[]) => string;

/** What an egress takes for granted, each as one sentence. */
export const egressAssumptions: Readonly<Record<EgressAssumption, Assumed>> = {
  defaultOutboundAddress: () =>
    "the address of default outbound access belongs to Azure and may change at any time",
  addressUnknown: ([name]) => `the snapshot does not tell the public address of ${name}`,
  addressAmongSeveral: ([name]) => `which of its public addresses ${name} takes cannot be known`,
  natGatewayIdle: ([name]) =>
    `NAT gateway ${name} has no public address, and is taken to do nothing`,
  natGatewayTakesAll: ([name]) =>
    `what NAT gateway ${name} does not carry is taken to be lost, although the interface has a public address of its own`,
  foreignSourceStays: ([name]) =>
    `packets that ${name} forwards without putting its own address on them are taken to be lost at the edge`,
};

const reasonSentences: Readonly<
  Record<FrontendReason, (name: string, about: readonly string[]) => string>
> = {
  noRuleForPort: (name) => `no rule of ${name} is for this protocol and port`,
  noRuleForRouted: (name) =>
    `${name} forwards what is not for its own address only by an HA-ports rule of an internal Standard load balancer`,
  noBackend: (name, about) =>
    about.length === 0
      ? `nobody is behind ${name}`
      : `nobody who runs is behind ${name} (not running: ${about.join(", ")})`,
  membersUnknown: (name, about) =>
    `the snapshot does not tell who is behind ${name} (missing: ${about.join(", ")})`,
};
