import type { Behavior } from "./behavior.ts";
import type { Firewall, Guest, LoadBalancer, Nic, PrivateEndpoint, PublicHost } from "./device.ts";
import type {
  Circuit,
  Connection,
  Gateway,
  LocalNetworkGateway,
  RouteServer,
  Site,
} from "./gateway.ts";
import type { VirtualHub } from "./hub.ts";
import type { Key } from "./key.ts";
import type { ConnectedGroup, Subnet, VirtualNetwork } from "./network.ts";
import type { RouteTable } from "./route-table.ts";
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
  readonly privateEndpoints: ReadonlyMap<Key, PrivateEndpoint>;
  readonly gateways: ReadonlyMap<Key, Gateway>;
  readonly connections: ReadonlyMap<Key, Connection>;
  readonly localNetworkGateways: ReadonlyMap<Key, LocalNetworkGateway>;
  readonly circuits: ReadonlyMap<Key, Circuit>;
  readonly routeServers: ReadonlyMap<Key, RouteServer>;
  readonly hubs: ReadonlyMap<Key, VirtualHub>;
  readonly firewalls: ReadonlyMap<Key, Firewall>;
  readonly loadBalancers: ReadonlyMap<Key, LoadBalancer>;
  readonly connectedGroups: ReadonlyMap<Key, ConnectedGroup>;
  readonly sites: ReadonlyMap<Key, Site>;
  readonly guests: ReadonlyMap<Key, Guest>;
  readonly publicHosts: ReadonlyMap<Key, PublicHost>;
  readonly behavior: Behavior;
  /** Absent when no service-tag file was given. */
  readonly serviceTags: ServiceTagPrefixes | undefined;
}
