/**
 * model: the network as routing sees it, resolved and immutable.
 *
 * Takes nothing; `compile` builds it. Gives the types that `route` and everything after it read,
 * and look-ups over them.
 * Invariant: every `Key` in a model that is not marked as possibly absent resolves in that model;
 * nothing is patched after it was built.
 * Does not know ARM's property names or casing, text formats, or how a route is chosen.
 */
export {
  type Behavior,
  type BehaviorKey,
  behaviorSwitches,
  defaultBehavior,
  isBehaviorKey,
  isBehaviorValue,
} from "./behavior.ts";
export { type BuiltInHost, builtInHosts } from "./built-in-host.ts";
export { type Cloud, cloudOf } from "./cloud.ts";
export type {
  AddressRecord,
  AliasRecord,
  CloudService,
  PrivateZone,
  ServiceIpRule,
  ServiceSubnetRule,
  ZoneLink,
} from "./cloud-service.ts";
export type {
  EndpointName,
  Guest,
  IpConfiguration,
  MachineAgent,
  MachineSystem,
  Nic,
  PrivateEndpoint,
  PublicHost,
  RoutingAppliance,
  VirtualMachine,
} from "./device.ts";
export { endpointsOfNetwork } from "./endpoint-index.ts";
export { findCalled, isCalled } from "./find-called.ts";
export { machineNames, nicsOfMachine, nicsWithAddress } from "./find-nic.ts";
export { createFinder, type Finder } from "./finder.ts";
export type {
  ApplicationRule,
  Firewall,
  FirewallInstance,
  FirewallMatch,
  FirewallPolicy,
  FirewallRule,
  NatRule,
  NetworkRule,
  RuleCollection,
  RuleCollectionGroup,
  ThreatIntelligence,
} from "./firewall.ts";
export type {
  Circuit,
  Connection,
  Gateway,
  GatewayInstance,
  LearnedRoute,
  LearnedRoutes,
  LocalNetworkGateway,
  RouteServer,
  RouteServerPeer,
  ServicePeering,
  Site,
  SiteResolver,
  TrafficSelector,
} from "./gateway.ts";
export {
  type HostedKind,
  type HostedService,
  type HostedServiceOf,
  servicesBySubnet,
} from "./hosted-service.ts";
export type {
  HubBranch,
  HubConnection,
  HubRouteTable,
  HubRouting,
  HubStaticRoute,
  RoutingIntent,
  VirtualHub,
} from "./hub.ts";
export type { Key, Named, PlacedIp, PlacedPrefix, PlacedText } from "./key.ts";
export { keyOf } from "./key.ts";
export { type LimitKind, limits } from "./limit.ts";
export type {
  BackendMember,
  BackendPool,
  Frontend,
  InboundNatRule,
  LoadBalancer,
  LoadBalancingRule,
  OutboundRule,
} from "./load-balancer.ts";
export type { Model } from "./model.ts";
export type {
  ConnectedGroup,
  Peering,
  ServiceEndpoint,
  Subnet,
  SubnetRole,
  VirtualNetwork,
} from "./network.ts";
export { type NetworkTag, networkTagOf } from "./network-tag.ts";
export { nicsBySubnet, nicsOfNetwork, publishedNics } from "./nic-index.ts";
export { perModel } from "./per-model.ts";
export { privateLinkName } from "./private-link-name.ts";
export type {
  NatGateway,
  PublicAddress,
  PublicIp,
  PublicIpSku,
  PublicPrefix,
} from "./public-ip.ts";
export type { RouteTable, UserDestination, UserNextHop, UserRoute } from "./route-table.ts";
export type {
  AddressMatch,
  AdminRule,
  PortRange,
  Protocol,
  SecurityGroup,
  SecurityRule,
} from "./security.ts";
export { type EndpointService, findEndpointService } from "./service.ts";
export type { ServiceTagPrefixes, TagMatch } from "./service-tag.ts";
export { type Usage, usagesOf } from "./usage.ts";
