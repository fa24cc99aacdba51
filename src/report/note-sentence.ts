import type { Assumption, Note, NoteCode } from "../route/index.ts";

type Sentence = (about: readonly string[]) => string;

const sentences: Readonly<Record<NoteCode, Sentence>> = {
  accessOff: ([peering]) =>
    `peering ${peering} has allowVirtualNetworkAccess=false: the row stays, but the peer leaves the VirtualNetwork tag, so default NSG rules deny it`,
  accessOffDrops: ([peering]) =>
    `peering ${peering} has allowVirtualNetworkAccess=false, and by switch every flow over it is dropped`,
  forwardedRefused: ([peering, network]) =>
    `${network} does not accept forwarded traffic over ${peering}: packets whose source is not in this network are dropped there`,
  forwardedNeedsRule: ([peering, network]) =>
    `${network} does not accept forwarded traffic over ${peering}; by switch that only shrinks its VirtualNetwork tag`,
  globalBasicLoadBalancer: () =>
    "front ends of Basic load balancers are not reachable across regions",
  noTransit: ([network]) => `nothing behind ${network} is reached through this row`,
  tcpOnly: ([service]) =>
    `${service}: only TCP is carried; the source stays the private address, with the subnet's identity`,
  notFromOutside: () => "traffic that comes from outside Azure cannot use it",
  serviceSeesSubnet: () =>
    "the service lets it in by a rule for this subnet; rules for public addresses never match",
  serviceRuleLimit: ([service, limit]) =>
    `one resource of ${service} takes at most ${limit} rules for subnets`,
  regionalStorage: ([region]) => `storage of ${region} is reached all the same`,
  endpointNeverInitiates: ([endpoint]) => `${endpoint} answers connections and never opens one`,
  endpointFilterOff: ([subnet]) => `NSGs do not filter private endpoints in ${subnet}`,
  endpointNotApproved: ([endpoint]) =>
    `the connection of ${endpoint} is not approved, so nothing answers there`,
  endpointTranslationDrops: () =>
    "through an appliance in the client's own network without source translation, replies are lost",
  endpointTranslationWarns: () =>
    "through an appliance in the client's own network, source translation is advised",
  endpointRoutesInert: ([subnet]) =>
    `the route table on ${subnet} does not steer the endpoint's replies`,
  nextHopAbsent: ([address, network]) =>
    `${address} is neither in ${network} nor in a network connected to it, and next hops are never resolved through another route: packets are lost`,
  nextHopUnchecked: () =>
    "Azure does not check that the appliance is there; the row stays Active when it is not",
  nextHopInSameSubnet: ([address]) =>
    `${address} is in this subnet itself: an appliance there can loop its own packets`,
  noSymmetry: () =>
    "several next hops: each flow takes one by its hash, and replies may come another way",
  gatewayIsVpn: ([gateway]) => `the gateway is ${gateway}`,
  gatewayDrops: ([gateway]) =>
    `Azure would take ${gateway}, which does not serve such user routes: packets are lost`,
  gatewayForwards: ([gateway]) =>
    `Azure would take ${gateway}; by switch it forwards, although it is not a VPN gateway`,
  noGateway: () => "there is no gateway in reach: packets are lost",
  servicesFollow: () =>
    "traffic to Azure's own services follows this default route too, unless a longer route is in force",
  privateSubnet: ([subnet]) =>
    `${subnet} is private: without NAT gateway, public address or outbound rule nothing leaves`,
  backbone: () =>
    "addresses of Azure's own services stay on Microsoft's backbone; the source is the subnet's public egress address",
  onlyInsideNetwork: ([network]) => `delivers inside ${network} only`,
  dropped: () => "packets are dropped",
  tagTakesPrefix: () => "the prefix joins this subnet's VirtualNetwork tag",
  tagTakesDefault: (prefixes) =>
    `this subnet's VirtualNetwork tag takes in ${prefixes.join(" and ")}`,
  addressUnknown: () => "the snapshot does not tell the next hop address",
  prefixesUnknown: ([tags, edition]) =>
    edition === undefined
      ? `no service-tag file is installed, so ${tags} stands for its prefixes`
      : `the service-tag file (${edition}) does not tell the prefixes of ${tags}; the name stands for them`,
};

/** Says a note in one sentence. */
export function noteSentence({ code, about }: Note): string {
  return sentences[code](about);
}

const assumptions: Readonly<Record<Assumption["code"], (about: string) => string>> = {
  prefixesUnknown: (tag) =>
    `the prefixes of service tag ${tag} are not known; its row shows the name`,
  addressUnknown: (producer) => `the next hop address of routes over ${producer} is not known`,
  nothingLearned: (connection) =>
    `connection ${connection} speaks BGP and nothing tells what it has learned; no learned route is shown for it`,
  sameRegion: (network) =>
    `peer ${network} is not in the snapshot and counts as one of the same region`,
};

/** Says an assumption in one sentence, with the rules that it touches. */
export function assumptionSentence({ code, about, rules }: Assumption): string {
  return `${assumptions[code](about)} (${rules.join(", ")})`;
}
