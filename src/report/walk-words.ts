import type { Disposition, EndReason, NodeKind, RemarkCode, WarningCode } from "../walk/index.ts";

/** What a disposition means, as the end of the sentence "the flow ...". */
export const dispositionWords: Readonly<Record<Disposition, string>> = {
  delivered: "arrives",
  deliveredToService: "arrives at the service",
  exitsToInternet: "leaves to the Internet",
  exitsToOnPremises: "leaves to the site outside Azure",
  deniedByNsg: "is denied by a network security group",
  deniedByAdminRule: "is denied by a security admin rule",
  deniedByFirewall: "is denied by a firewall",
  deniedByService: "is refused by the service",
  droppedByNoneRoute: "is dropped by a route to None",
  nextHopUnreachable: "is lost, because its next hop cannot be reached",
  ipForwardingDisabled: "is dropped, because IP forwarding is off",
  guestDrops: "is dropped by the guest that it passes",
  forwardedTrafficNotAllowed: "is dropped, because forwarded traffic is not accepted",
  noOutbound: "cannot leave, because nothing gives it a public address",
  noSuchHost: "is lost, because nobody has the destination address",
  noRouteInGateway: "is dropped by the gateway, which has no route for it",
  statefulDrop: "is dropped by a device that has not seen the flow begin",
  loop: "goes in circles",
  protocolNotCarried: "is dropped, because its protocol is not carried",
  insufficientInfo: "cannot be followed: the snapshot does not tell enough",
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

const ends: Readonly<Record<EndReason, string>> = {
  arrived: "it has arrived",
  answers: "it is answered here",
  leftToInternet: "it leaves to the Internet",
  leftToSite: "it leaves to the site",
  filterDenies: "a network security group denies it",
  adminDenies: "a security admin rule denies it",
  firewallDenies: "the firewall denies it",
  serviceRefuses: "the service refuses it",
  noneRoute: "the route in force leads to None, which drops it",
  noRoute: "no route leads to the destination",
  nextHopNotConnected:
    "the next hop is neither in this network nor in one that is connected to it directly",
  nextHopNobody: "nobody has the address of the next hop",
  noBackend: "the load balancer has no member to hand it to",
  noRuleForPort: "the load balancer has no rule for this port",
  hopNotRunning: "the virtual machine is not running",
  gatewayKindUnserved: "this kind of gateway does not serve such a route",
  noGateway: "no gateway is in reach",
  flagOff: "its interface has IP forwarding off, and packets for others are dropped",
  guestRefuses: "the guest does not forward packets that are not its own",
  forwardedRefused: "the network does not accept forwarded traffic over this peering",
  noEgress: "nothing gives it a public address: no NAT gateway, public address or outbound rule",
  siteWithoutEgress: "the site has no way to the Internet",
  nobodyThere: "nobody has the destination address",
  addressReserved: "Azure keeps this address of the subnet for itself",
  routeServer: "a Route Server carries no packets",
  notAdvertised: "the site does not announce the prefix",
  selectorsExclude: "the tunnel's traffic selectors do not hold this pair of addresses",
  notLearned: "the gateway has not learned the prefix",
  tunnelDown: "the connection is down",
  noSession: "this device keeps state and has not seen the flow begin",
  endpointReplyLost: "the private endpoint answers past the device, and the reply is lost",
  wayBackDiffers: "the reply arrives from another address than the one that was asked",
  visitedBefore: "it was here before, with the same header",
  tooManyHops: "it has passed too many hops",
  protocol: "this protocol is not carried",
  endpointInitiates: "a private endpoint opens no connections",
  basicLoadBalancerAcrossRegions: "a Basic load balancer cannot be reached from another region",
  endpointNotApproved: "the connection of the private endpoint is not approved",
  missing: "the snapshot lacks what decides here",
  nameUnresolved: "the name cannot be resolved",
  ambiguous: "several resources fit, and nothing tells which is meant",
};

/** Says why a walk ends, with the names that it is about. */
export function endWords(reason: EndReason, about: readonly string[]): string {
  return withNames(ends[reason], about);
}

const remarks: Readonly<Record<RemarkCode, string>> = {
  azureDestination: "the destination is an address of Azure",
  backbone: "it stays on Microsoft's network",
  internetEdge: "it leaves Microsoft's network at the Internet edge",
  gatewayBypassed: "packets go past the gateway, straight to the edge router",
  fastPath: "FastPath: packets go past the gateway",
  tunnel: "it goes through the tunnel",
  circuit: "it goes over the circuit",
  hairpin: "it turns round and comes back into Azure",
  transit: "it is handed on to another network",
  identity: "it carries the identity of its subnet",
  regionalStorage: "storage of the same region is reached without a public address",
  hubTable: "the hub's route table decides",
  ttlKept: "it does not lower the time to live, so that a traceroute does not show it",
  forwardedAccepted: "the network accepts forwarded traffic over this peering",
  siteEgress: "it leaves through the site's own way to the Internet",
};

/** Says a remark, with the names that it is about. */
export function remarkWords(code: RemarkCode, about: readonly string[]): string {
  return withNames(remarks[code], about);
}

const warnings: Readonly<Record<WarningCode, string>> = {
  equalPaths: "several equal ways; which one a flow takes is decided by its hash",
  equalPathsDiffer: "the equal ways do not end alike: some flows arrive and others do not",
  tooManyPaths: "there are more equal ways than are shown",
  asymmetric: "the replies pass other devices that keep state than the flow itself",
  replyBypassesDevice: "the replies do not pass a device that keeps state",
  firewallBypassed: "the flow goes past a firewall that a route names for this destination",
  endpointWithoutTranslation:
    "a flow to a private endpoint passes an appliance that does not translate its source; replies may be lost",
  nextHopUnchecked: "Azure does not check that the next hop is there",
  retiredPeering: "Azure public peering is retired; Microsoft peering replaces it",
  regionalIpRule: "rules for public addresses have no effect inside the service's own region",
  needsNsgRule: "with a security group there, it would need a rule of its own",
};

/** Says a warning, with the names that it is about. */
export function warningWords(code: WarningCode, about: readonly string[]): string {
  return withNames(warnings[code], about);
}

function withNames(sentence: string, about: readonly string[]): string {
  const names = about.filter((name) => name !== "");
  return names.length === 0 ? sentence : `${sentence} (${names.join(", ")})`;
}
