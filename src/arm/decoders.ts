import {
  decodeFirewall,
  decodeLoadBalancer,
  type FirewallBody,
  type LoadBalancerBody,
} from "./appliance.ts";
import {
  type CircuitBody,
  type CircuitPeeringBody,
  decodeCircuit,
  decodeCircuitPeering,
} from "./circuit.ts";
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
import {
  type ConnectionBody,
  decodeConnection,
  decodeGateway,
  decodeLocalNetworkGateway,
  type GatewayBody,
  type LocalNetworkGatewayBody,
} from "./gateway.ts";
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
import { decodeNic, decodePublicIp, type NicBody, type PublicIpBody } from "./nic.ts";
import { decodePrivateEndpoint, type PrivateEndpointBody } from "./private-endpoint.ts";
import type { Resource } from "./resource.ts";
import {
  decodeRoute,
  decodeRouteTable,
  type RouteBody,
  type RouteTableBody,
} from "./route-table.ts";
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

/** What each kind of resource decodes to. */
export interface Bodies {
  readonly virtualNetwork: VirtualNetworkBody;
  readonly subnet: SubnetBody;
  readonly peering: PeeringBody;
  readonly routeTable: RouteTableBody;
  readonly route: RouteBody;
  readonly nic: NicBody;
  readonly publicIp: PublicIpBody;
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
  readonly loadBalancer: LoadBalancerBody;
  readonly staticMember: StaticMemberBody;
  readonly connectivityConfiguration: ConnectivityConfigurationBody;
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
  loadBalancer: decodeLoadBalancer,
  staticMember: decodeStaticMember,
  connectivityConfiguration: decodeConnectivityConfiguration,
  learnedRoutes: decodeLearnedRoutes,
  site: decodeSite,
  guest: decodeGuest,
  publicHost: decodePublicHost,
  hubRouter: decodeHubRouter,
  behavior: decodeBehavior,
};
