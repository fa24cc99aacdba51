import type { Disposition } from "../flow/index.ts";
import type { EndReason, NodeKind, RemarkCode, WarningCode } from "../walk/index.ts";

/** What a disposition means, as the end of the sentence "the flow ...". */
export const dispositionWords: Readonly<Record<Disposition, string>> = {
  delivered: "arrives",
  deliveredToService: "arrives",
  exitsToInternet: "leaves to the Internet",
  exitsToOnPremises: "leaves Azure",
  deniedByNsg: "is denied by a network security group",
  deniedByAdminRule: "is denied by a security admin rule",
  deniedByFirewall: "is denied by a firewall",
  deniedByService: "is refused by the service",
  droppedByNoneRoute: "is dropped, as the routes say",
  nextHopUnreachable: "is lost on the way to its next hop",
  ipForwardingDisabled: "is dropped where it should be forwarded",
  guestDrops: "is dropped by the guest",
  forwardedTrafficNotAllowed: "is dropped as forwarded traffic",
  noOutbound: "cannot leave to the Internet",
  noSuchHost: "is lost, because nobody takes it",
  noRouteInGateway: "is dropped for want of a way on",
  statefulDrop: "is dropped by a device that keeps state",
  loop: "goes in circles",
  protocolNotCarried: "is dropped because of its protocol",
  insufficientInfo: "cannot be followed further",
};

/** What a kind of node is called. */
export const nodeWords: Readonly<Record<NodeKind, string>> = {
  nic: "network interface",
  subnet: "subnet",
  loadBalancer: "load balancer",
  firewall: "firewall",
  privateEndpoint: "private endpoint",
  gateway: "gateway",
  routingAppliance: "routing appliance",
  virtualHub: "virtual hub",
  circuit: "ExpressRoute edge",
  site: "site outside Azure",
  host: "host outside Azure",
  service: "service",
  internet: "Internet",
  platform: "platform",
};

type Sentence = (about: readonly string[]) => string;

const ends: Readonly<Record<EndReason, Sentence>> = {
  arrived: () => "it has arrived",
  answers: ([who]) => `${who ?? "the platform"} answers`,
  leftToInternet: () => "it leaves to the Internet",
  leftToSite: ([, site]) => `it leaves to ${site ?? "the other side"}`,
  filterDenies: ([group, rule]) =>
    rule === undefined
      ? `${group ?? "a network security group"} denies it`
      : `rule '${rule}' of ${group} denies it`,
  accessOff: (about) => withNames("a peering has allowVirtualNetworkAccess=false", about),
  closedPublicIp: () => "a Standard public address is closed until a security group opens it",
  adminDenies: (about) => withNames("a security admin rule denies it", about),
  firewallDenies: ([firewall, collection, rule]) =>
    rule === undefined
      ? `no rule of ${firewall} allows it`
      : `rule '${rule}' of ${collection} denies it`,
  serviceRefuses: ([service]) => `${service} refuses it`,
  noneRoute: ([prefix]) => `the route in force, ${prefix}, leads to None, which drops it`,
  noRoute: ([address]) => `no route leads to ${address}`,
  nextHopNotConnected: ([address, network]) =>
    `next hop ${address} is neither in ${network} nor in a network that is connected to it directly`,
  nextHopNobody: ([address, network]) =>
    `nobody has the address of next hop ${address} (seen from ${network})`,
  noBackend: (about) => withNames("the load balancer has no member to hand it to", about),
  noRuleForPort: (about) => withNames("the load balancer has no rule for it", about),
  hopNotRunning: (about) => withNames("the virtual machine is not running", about),
  gatewayKindUnserved: ([gateway]) => `${gateway} is a gateway that does not serve such a route`,
  noGateway: () => "no gateway is in reach",
  flagOff: (about) =>
    withNames("IP forwarding is off, and packets that are not its own are dropped", about),
  guestRefuses: ([nic]) => `the guest behind ${nic} does not forward packets`,
  forwardedRefused: (about) =>
    withNames("forwarded traffic is not accepted over the peering", about),
  noEgress: ([node]) =>
    `nothing gives ${node} a public address: no NAT gateway, no public address, no outbound rule, no default`,
  siteWithoutEgress: ([site, address]) => `${site} has no way to ${address} on the Internet`,
  nobodyThere: (about) => withNames("nobody has the destination address", about),
  addressReserved: ([address]) => `Azure keeps ${address} of the subnet for itself`,
  routeServer: ([address]) => `${address} is a Route Server, which carries no packets`,
  notAdvertised: ([site, address]) =>
    `${site} has no connection over which ${address} is announced`,
  selectorsExclude: ([connection, flow]) =>
    `the traffic selectors of ${connection} do not hold ${flow}`,
  notLearned: ([place, address]) =>
    address === undefined
      ? `nobody has announced ${place}`
      : `${place} has no route for ${address}`,
  tunnelDown: (about) => withNames("the connection is down", about),
  noSession: ([device]) => `${device} keeps state and has not seen the flow begin`,
  endpointReplyLost: ([device]) =>
    `the private endpoint answers past ${device}, which has not put its own address on the flow, and the reply is lost`,
  visitedBefore: ([node]) => `it meets ${node} again with the same header`,
  tooManyHops: () => "it has passed too many hops",
  protocol: (about) => withNames("this protocol is not carried", about),
  endpointInitiates: ([endpoint]) => `${endpoint} answers connections and never opens one`,
  basicLoadBalancerAcrossRegions: ([address]) =>
    `${address} is a front end of a Basic load balancer, which other regions cannot reach`,
  missing: (about) => withNames("the snapshot lacks what decides here", about),
  ambiguous: (about) => withNames("several resources fit, and nothing tells which is meant", about),
};

/** Says why a walk ends, with the names that it is about. */
export function endWords(reason: EndReason, about: readonly string[]): string {
  return ends[reason](about);
}

const remarks: Readonly<Record<RemarkCode, Sentence>> = {
  azureDestination: ([service, region = ""]) =>
    `the destination is an address of Azure: ${service}${region === "" ? "" : ` in ${region}`}`,
  backbone: () => "it stays on Microsoft's network",
  internetEdge: () => "it leaves Microsoft's network at the Internet edge",
  internetEntry: () => "it enters Microsoft's network at the Internet edge",
  gatewayBypassed: ([gateway]) => `it goes past ${gateway}, straight to the edge router`,
  fastPath: ([connection]) => `FastPath of ${connection}: it goes past the gateway`,
  tunnel: ([connection]) => `it goes through the tunnel of ${connection}`,
  circuit: ([circuit]) => `it goes over ${circuit}`,
  hairpin: ([node]) => `${node} turns it round, back into Azure`,
  transit: ([node]) => `${node} hands it on`,
  identity: ([subnet, service]) =>
    `it carries the identity of ${subnet} to ${service}, and its private address stays`,
  regionalStorage: ([region]) =>
    `storage of its own region (${region}) is reached without a public address`,
  hubTable: ([table, prefix]) => `${prefix} in route table ${table} of the hub decides`,
  ttlKept: ([appliance]) =>
    `${appliance} does not lower the time to live, so that a traceroute does not show it`,
  siteEgress: ([site, link, ...prefixes]) =>
    prefixes.length === 0
      ? `${site} puts ${link} on it as its source`
      : `it goes over ${link}, whose edge puts an address of ${prefixes.join(", ")} on it`,
};

/** Says a remark, with the names that it is about. */
export function remarkWords(code: RemarkCode, about: readonly string[]): string {
  return remarks[code](about);
}

const warnings: Readonly<Record<WarningCode, Sentence>> = {
  equalPaths: ([count]) =>
    `there are ${count} equal ways; which one a flow takes is decided by its hash`,
  equalPathsDiffer: () => "the equal ways do not end alike: some flows arrive and others do not",
  tooManyPaths: ([count]) => `there are more equal ways than the ${count} that were followed`,
  asymmetric: () => "the replies pass other devices that keep state than the flow itself",
  replyBypassesDevice: ([device]) => `the replies do not pass ${device}, which keeps state`,
  firewallBypassed: ([route = "", address]) =>
    `the flow goes past ${address}, to which ${route === "" ? "routing" : `user route '${route}'`} sends this destination`,
  endpointWithoutTranslation: ([device, endpoint]) =>
    `${device} does not put its own address on a flow to private endpoint ${endpoint}; replies may be lost`,
  retiredPeering: ([circuit]) =>
    `${circuit} has Azure public peering, which is retired; Microsoft peering replaces it`,
};

/** Says a warning, with the names that it is about. */
export function warningWords(code: WarningCode, about: readonly string[]): string {
  return warnings[code](about);
}

function withNames(sentence: string, about: readonly string[]): string {
  const names = about.filter((name) => name !== "");
  return names.length === 0 ? sentence : `${sentence} (${names.join(", ")})`;
}
