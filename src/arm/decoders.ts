import {
  type AdminConfigurationBody,
  type AdminRuleBody,
  type AdminRuleCollectionBody,
  decodeAdminConfiguration,
  decodeAdminRule,
  decodeAdminRuleCollection,
} from "./admin-rule.ts";
import {
  type CircuitBody,
  type CircuitPeeringBody,
  decodeCircuit,
  decodeCircuitPeering,
} from "./circuit.ts";
import {
  decodeKeyVault,
  decodeSqlFirewallRule,
  decodeSqlNetworkRule,
  decodeSqlServer,
  decodeStorageAccount,
  type KeyVaultBody,
  type SqlFirewallRuleBody,
  type SqlNetworkRuleBody,
  type SqlServerBody,
  type StorageAccountBody,
} from "./cloud-service.ts";
import type { Report } from "./cursor.ts";
import {
  type BehaviorBody,
  decodeBehavior,
  decodeGuest,
  decodeHubRouter,
  decodeLearnedRoutes,
  decodePublicHost,
  decodeSite,
  type GuestBody,
  type HubRouterBody,
  type LearnedRoutesBody,
  type PublicHostBody,
  type SiteBody,
} from "./fact.ts";
import { decodeFirewall, type FirewallBody } from "./firewall.ts";
import {
  decodeFirewallPolicy,
  decodeIpGroup,
  decodeRuleCollectionGroup,
  type FirewallPolicyBody,
  type IpGroupBody,
  type RuleCollectionGroupBody,
} from "./firewall-policy.ts";
import {
  type ConnectionBody,
  decodeConnection,
  decodeGateway,
  decodeLocalNetworkGateway,
  type GatewayBody,
  type LocalNetworkGatewayBody,
} from "./gateway.ts";
import { type HostedBodies, hostedDecoders } from "./hosted-decoders.ts";
import {
  decodeExpressRouteConnection,
  decodeExpressRouteGateway,
  decodePointToSiteGateway,
  decodeVpnConnection,
  decodeVpnGateway,
  decodeVpnSite,
  type ExpressRouteConnectionBody,
  type ExpressRouteGatewayBody,
  type PointToSiteGatewayBody,
  type VpnConnectionBody,
  type VpnGatewayBody,
  type VpnSiteBody,
} from "./hub-gateway.ts";
import type { Kind } from "./kind.ts";
import {
  type BackendPoolBody,
  decodeBackendPool,
  decodeInboundNatRule,
  decodeLoadBalancer,
  type InboundNatRuleBody,
  type LoadBalancerBody,
} from "./load-balancer.ts";
import {
  decodePeering,
  decodeSubnet,
  decodeVirtualNetwork,
  type PeeringBody,
  type SubnetBody,
  type VirtualNetworkBody,
} from "./network.ts";
import {
  type ConnectivityConfigurationBody,
  decodeConnectivityConfiguration,
  decodeStaticMember,
  type StaticMemberBody,
} from "./network-group.ts";
import { decodeNic, type NicBody } from "./nic.ts";
import { decodePrivateEndpoint, type PrivateEndpointBody } from "./private-endpoint.ts";
import {
  type AddressRecordBody,
  type AliasRecordBody,
  decodePrivateZone,
  decodeZoneAlias,
  decodeZoneGroup,
  decodeZoneLink,
  decodeZoneRecord4,
  decodeZoneRecord6,
  type PrivateZoneBody,
  type ZoneGroupBody,
  type ZoneLinkBody,
} from "./private-zone.ts";
import {
  decodeNatGateway,
  decodePublicIp,
  decodePublicPrefix,
  type NatGatewayBody,
  type PublicIpBody,
  type PublicPrefixBody,
} from "./public-ip.ts";
import type { Resource } from "./resource.ts";
import {
  decodeRoute,
  decodeRouteTable,
  type RouteBody,
  type RouteTableBody,
} from "./route-table.ts";
import { decodeRoutingAppliance, type RoutingApplianceBody } from "./routing-appliance.ts";
import {
  decodeSecurityGroup,
  decodeSecurityRule,
  type SecurityGroupBody,
  type SecurityRuleBody,
} from "./security-group.ts";
import {
  type BgpConnectionBody,
  decodeBgpConnection,
  decodeHubConnection,
  decodeHubIpConfiguration,
  decodeHubRouteTable,
  decodeRoutingIntent,
  decodeVirtualHub,
  type HubConnectionBody,
  type HubIpConfigurationBody,
  type HubRouteTableBody,
  type RoutingIntentBody,
  type VirtualHubBody,
} from "./virtual-hub.ts";
import { decodeVirtualMachine, type VirtualMachineBody } from "./virtual-machine.ts";

/** What each kind of resource decodes to. */
export interface Bodies extends HostedBodies {
  readonly virtualNetwork: VirtualNetworkBody;
  readonly subnet: SubnetBody;
  readonly peering: PeeringBody;
  readonly routeTable: RouteTableBody;
  readonly route: RouteBody;
  readonly nic: NicBody;
  readonly publicIp: PublicIpBody;
  readonly publicPrefix: PublicPrefixBody;
  readonly natGateway: NatGatewayBody;
  readonly virtualMachine: VirtualMachineBody;
  readonly privateEndpoint: PrivateEndpointBody;
  readonly gateway: GatewayBody;
  readonly localNetworkGateway: LocalNetworkGatewayBody;
  readonly connection: ConnectionBody;
  readonly circuit: CircuitBody;
  readonly circuitPeering: CircuitPeeringBody;
  readonly virtualHub: VirtualHubBody;
  readonly hubIpConfiguration: HubIpConfigurationBody;
  readonly bgpConnection: BgpConnectionBody;
  readonly hubRouteTable: HubRouteTableBody;
  readonly hubConnection: HubConnectionBody;
  readonly routingIntent: RoutingIntentBody;
  readonly vpnGateway: VpnGatewayBody;
  readonly vpnConnection: VpnConnectionBody;
  readonly vpnSite: VpnSiteBody;
  readonly expressRouteGateway: ExpressRouteGatewayBody;
  readonly expressRouteConnection: ExpressRouteConnectionBody;
  readonly pointToSiteGateway: PointToSiteGatewayBody;
  readonly firewall: FirewallBody;
  readonly firewallPolicy: FirewallPolicyBody;
  readonly ruleCollectionGroup: RuleCollectionGroupBody;
  readonly ipGroup: IpGroupBody;
  readonly loadBalancer: LoadBalancerBody;
  readonly backendPool: BackendPoolBody;
  readonly inboundNatRule: InboundNatRuleBody;
  readonly routingAppliance: RoutingApplianceBody;
  readonly privateZone: PrivateZoneBody;
  readonly zoneRecord4: AddressRecordBody;
  readonly zoneRecord6: AddressRecordBody;
  readonly zoneAlias: AliasRecordBody;
  readonly zoneLink: ZoneLinkBody;
  readonly zoneGroup: ZoneGroupBody;
  readonly storageAccount: StorageAccountBody;
  readonly keyVault: KeyVaultBody;
  readonly sqlServer: SqlServerBody;
  readonly sqlFirewallRule: SqlFirewallRuleBody;
  readonly sqlNetworkRule: SqlNetworkRuleBody;
  readonly staticMember: StaticMemberBody;
  readonly connectivityConfiguration: ConnectivityConfigurationBody;
  readonly securityGroup: SecurityGroupBody;
  readonly securityRule: SecurityRuleBody;
  readonly adminConfiguration: AdminConfigurationBody;
  readonly adminRuleCollection: AdminRuleCollectionBody;
  readonly adminRule: AdminRuleBody;
  readonly learnedRoutes: LearnedRoutesBody;
  readonly site: SiteBody;
  readonly guest: GuestBody;
  readonly publicHost: PublicHostBody;
  readonly hubRouter: HubRouterBody;
  readonly behavior: BehaviorBody;
}

/** Reads one resource; `undefined` when it had to be left out, which a diagnostic then says. */
export type Decode<T> = (resource: Resource, report: Report) => T | undefined;

/** The decoder of every kind. */
export const decoders: { readonly [K in Kind]: Decode<Bodies[K]> } = {
  virtualNetwork: decodeVirtualNetwork,
  subnet: decodeSubnet,
  peering: decodePeering,
  routeTable: decodeRouteTable,
  route: decodeRoute,
  nic: decodeNic,
  publicIp: decodePublicIp,
  publicPrefix: decodePublicPrefix,
  natGateway: decodeNatGateway,
  virtualMachine: decodeVirtualMachine,
  privateEndpoint: decodePrivateEndpoint,
  gateway: decodeGateway,
  localNetworkGateway: decodeLocalNetworkGateway,
  connection: decodeConnection,
  circuit: decodeCircuit,
  circuitPeering: decodeCircuitPeering,
  virtualHub: decodeVirtualHub,
  hubIpConfiguration: decodeHubIpConfiguration,
  bgpConnection: decodeBgpConnection,
  hubRouteTable: decodeHubRouteTable,
  hubConnection: decodeHubConnection,
  routingIntent: decodeRoutingIntent,
  vpnGateway: decodeVpnGateway,
  vpnConnection: decodeVpnConnection,
  vpnSite: decodeVpnSite,
  expressRouteGateway: decodeExpressRouteGateway,
  expressRouteConnection: decodeExpressRouteConnection,
  pointToSiteGateway: decodePointToSiteGateway,
  firewall: decodeFirewall,
  firewallPolicy: decodeFirewallPolicy,
  ruleCollectionGroup: decodeRuleCollectionGroup,
  ipGroup: decodeIpGroup,
  loadBalancer: decodeLoadBalancer,
  backendPool: decodeBackendPool,
  inboundNatRule: decodeInboundNatRule,
  routingAppliance: decodeRoutingAppliance,
  privateZone: decodePrivateZone,
  zoneRecord4: decodeZoneRecord4,
  zoneRecord6: decodeZoneRecord6,
  zoneAlias: decodeZoneAlias,
  zoneLink: decodeZoneLink,
  zoneGroup: decodeZoneGroup,
  storageAccount: decodeStorageAccount,
  keyVault: decodeKeyVault,
  sqlServer: decodeSqlServer,
  sqlFirewallRule: decodeSqlFirewallRule,
  sqlNetworkRule: decodeSqlNetworkRule,
  staticMember: decodeStaticMember,
  connectivityConfiguration: decodeConnectivityConfiguration,
  securityGroup: decodeSecurityGroup,
  securityRule: decodeSecurityRule,
  adminConfiguration: decodeAdminConfiguration,
  adminRuleCollection: decodeAdminRuleCollection,
  adminRule: decodeAdminRule,
  learnedRoutes: decodeLearnedRoutes,
  site: decodeSite,
  guest: decodeGuest,
  publicHost: decodePublicHost,
  hubRouter: decodeHubRouter,
  behavior: decodeBehavior,
  ...hostedDecoders,
};
