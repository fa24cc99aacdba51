import type { Key, UserNextHop } from "../model/index.ts";
import type { Prefix } from "../net/index.ts";

/** Where a route that a repair adds leads: a prefix, or a service tag that stands for many. */
export type RepairDestination =
  | { readonly kind: "prefix"; readonly name: string; readonly prefix: Prefix }
  | { readonly kind: "serviceTag"; readonly tag: string };

/** Flags of a peering that a repair sets; the others stay. */
export interface PeeringFlags {
  readonly allowsAccess?: boolean;
  readonly acceptsForwarded?: boolean;
  readonly offersGateway?: boolean;
  readonly usesRemoteGateway?: boolean;
}

/**
 * What would repair a finding, said of the network and not yet of resources: `fix` turns it into
 * changes, and proves them.
 */
export type Repair =
  /** Routes in the tables of these subnets; a subnet without a table gets one. */
  | {
      readonly kind: "addRoutes";
      readonly subnets: readonly Key[];
      readonly destinations: readonly RepairDestination[];
      readonly nextHop: UserNextHop;
      /** Subnets of private endpoints that must let user routes reach them first (PE-3). */
      readonly endpointSubnets?: readonly Key[];
    }
  | { readonly kind: "removeRoutes"; readonly table: Key; readonly routes: readonly string[] }
  | {
      readonly kind: "setNextHop";
      readonly table: Key;
      readonly route: string;
      readonly nextHop: UserNextHop;
    }
  /** Several routes of a table give way to one that covers them. */
  | {
      readonly kind: "summarizeRoutes";
      readonly table: Key;
      readonly routes: readonly string[];
      readonly prefix: Prefix;
      readonly nextHop: UserNextHop;
      /** Subnets of private endpoints that must let user routes reach them first (PE-3). */
      readonly endpointSubnets: readonly Key[];
    }
  /** User routes reach the private endpoints of these subnets (PE-3). */
  | { readonly kind: "letRoutesReachEndpoints"; readonly subnets: readonly Key[] }
  | {
      readonly kind: "setPropagation";
      readonly table: Key;
      readonly isOn: boolean;
      /** Routes that the table needs then, so that learned default routes do not come in with the rest. */
      readonly routes?: {
        readonly destinations: readonly RepairDestination[];
        readonly nextHop: UserNextHop;
      };
    }
  | { readonly kind: "detachRouteTable"; readonly subnet: Key }
  | { readonly kind: "detachSecurityGroup"; readonly subnet: Key }
  /** A way out with a public address of its own: a NAT gateway. */
  | { readonly kind: "addEgress"; readonly subnets: readonly Key[] }
  | { readonly kind: "forwardIp"; readonly nics: readonly Key[] }
  /** The tag by which an appliance keeps the source of packets to private endpoints (PE-12). */
  | { readonly kind: "keepSourceToPrivateLink"; readonly nics: readonly Key[] }
  | { readonly kind: "setPeering"; readonly peering: Key; readonly flags: PeeringFlags }
  | { readonly kind: "syncPeering"; readonly peering: Key }
  /** The direction that is missing. */
  | { readonly kind: "createReversePeering"; readonly peering: Key; readonly flags: PeeringFlags }
  /** Both directions anew, since a disconnected one cannot be mended (PEER-3). */
  | { readonly kind: "recreatePeering"; readonly peering: Key }
  | { readonly kind: "removePeering"; readonly peering: Key }
  | {
      readonly kind: "addServiceEndpoint";
      readonly subnets: readonly Key[];
      /** Azure's names, for example `Microsoft.Storage`. */
      readonly services: readonly string[];
    }
  | {
      readonly kind: "removeServiceEndpoint";
      readonly subnet: Key;
      readonly services: readonly string[];
    }
  /** A service lets subnets in by their identity (SE-7); those without its endpoint get it. */
  | { readonly kind: "letSubnetIn"; readonly service: Key; readonly subnets: readonly Key[] };
