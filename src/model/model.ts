import type { Behavior } from "./behavior.ts";
import type { AddressRecord, CloudService, PrivateZone } from "./cloud-service.ts";
import type {
  Guest,
  Nic,
  PrivateEndpoint,
  PublicHost,
  RoutingAppliance,
  VirtualMachine,
} from "./device.ts";
import type { Firewall, FirewallPolicy } from "./firewall.ts";
import type {
  Circuit,
  Connection,
  Gateway,
  LocalNetworkGateway,
  RouteServer,
  Site,
} from "./gateway.ts";
import type { HostedService } from "./hosted-service.ts";
import type { VirtualHub } from "./hub.ts";
import type { Key } from "./key.ts";
import type { LoadBalancer } from "./load-balancer.ts";
import type { ConnectedGroup, Subnet, VirtualNetwork } from "./network.ts";
import type { NatGateway, PublicAddress } from "./public-ip.ts";
import type { RouteTable } from "./route-table.ts";
import type { AdminRule, SecurityGroup } from "./security.ts";
import type { ServiceTagPrefixes } from "./service-tag.ts";

/**
 * A whole estate. Every map iterates in the order of its keys, so that answers do not depend on
 * input order.
 */
export interface Model {
  readonly networks: ReadonlyMap<Key, VirtualNetwork>;
  readonly subnets: ReadonlyMap<Key, Subnet>;
  readonly routeTables: ReadonlyMap<Key, RouteTable>;
  readonly nics: ReadonlyMap<Key, Nic>;
  readonly virtualMachines: ReadonlyMap<Key, VirtualMachine>;
  readonly securityGroups: ReadonlyMap<Key, SecurityGroup>;
  readonly adminRules: ReadonlyMap<Key, AdminRule>;
  readonly publicIps: ReadonlyMap<Key, PublicAddress>;
  readonly natGateways: ReadonlyMap<Key, NatGateway>;
  readonly privateEndpoints: ReadonlyMap<Key, PrivateEndpoint>;
  readonly gateways: ReadonlyMap<Key, Gateway>;
  readonly connections: ReadonlyMap<Key, Connection>;
  readonly localNetworkGateways: ReadonlyMap<Key, LocalNetworkGateway>;
  readonly circuits: ReadonlyMap<Key, Circuit>;
  readonly routeServers: ReadonlyMap<Key, RouteServer>;
  readonly hubs: ReadonlyMap<Key, VirtualHub>;
  readonly firewalls: ReadonlyMap<Key, Firewall>;
  readonly firewallPolicies: ReadonlyMap<Key, FirewallPolicy>;
  readonly loadBalancers: ReadonlyMap<Key, LoadBalancer>;
  readonly routingAppliances: ReadonlyMap<Key, RoutingAppliance>;
  readonly connectedGroups: ReadonlyMap<Key, ConnectedGroup>;
  readonly sites: ReadonlyMap<Key, Site>;
  readonly guests: ReadonlyMap<Key, Guest>;
  readonly publicHosts: ReadonlyMap<Key, PublicHost>;
  readonly cloudServices: ReadonlyMap<Key, CloudService>;
  /** Read for `check`; no flow begins or ends at them. */
  readonly hostedServices: ReadonlyMap<Key, HostedService>;
  readonly privateZones: ReadonlyMap<Key, PrivateZone>;
  /** Names of public addresses, by name; without addresses where those are not known. */
  readonly publicNames: ReadonlyMap<string, AddressRecord>;
  readonly behavior: Behavior;
  /** Absent when no service-tag file was given. */
  readonly serviceTags: ServiceTagPrefixes | undefined;
}
