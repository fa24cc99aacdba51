import type { Place } from "../diagnostic/index.ts";
import type { Ip } from "../net/index.ts";
import type { Key, Named } from "./key.ts";
import type { PublicIp, PublicPrefix } from "./public-ip.ts";
import type { PortRange, Protocol } from "./security.ts";

/** A load balancer. */
export interface LoadBalancer extends Named {
  readonly sku: "basic" | "standard" | "gateway";
  readonly frontends: readonly Frontend[];
  readonly pools: readonly BackendPool[];
  readonly rules: readonly LoadBalancingRule[];
  readonly outboundRules: readonly OutboundRule[];
  readonly natRules: readonly InboundNatRule[];
  /** Interfaces in its back-end pools; `undefined` when the input does not tell the members. */
  readonly backendCount: number | undefined;
}

/** A front end: an address inside a network, or a public one. */
export interface Frontend {
  /** `balancer/frontendIPConfigurations/name`, lower case. */
  readonly key: Key;
  readonly name: string;
  /** Address inside the network; absent for a public front end. */
  readonly address: Ip | undefined;
  readonly subnet: Key | undefined;
  readonly publicIp: PublicIp | undefined;
  /** Range that only outbound rules use. */
  readonly publicPrefix: PublicPrefix | undefined;
  readonly place: Place;
}

/** A back-end pool. */
export interface BackendPool {
  readonly key: Key;
  readonly name: string;
  /** Interfaces first, each kind in its order; absent when the input does not tell who is in it. */
  readonly members: readonly BackendMember[] | undefined;
}

/** A member of a pool: an IP configuration of an interface, or an address. */
export type BackendMember =
  | {
      readonly kind: "interface";
      /** The model may lack it: members of uniform scale sets are no resources of their own. */
      readonly nic: Key;
      /** Name of the IP configuration, lower case. */
      readonly configuration: string;
    }
  | {
      readonly kind: "address";
      readonly address: Ip;
      /** Network of the address; absent when the input does not tell. */
      readonly network: Key | undefined;
    };

/** A load-balancing rule. */
export interface LoadBalancingRule {
  readonly name: string;
  readonly frontend: Key;
  readonly pools: readonly Key[];
  /** `any` with ports 0 is the HA-ports rule (FWD-7). */
  readonly protocol: Protocol | "any";
  readonly frontendPort: number;
  readonly backendPort: number;
  readonly keepsDestination: boolean;
  /** Whether members may use its front end to go out (8.6, step 4). */
  readonly translatesOutbound: boolean;
  readonly place: Place;
}

/** An outbound rule. */
export interface OutboundRule {
  readonly name: string;
  readonly frontends: readonly Key[];
  readonly pool: Key;
  readonly protocol: Protocol | "any";
  readonly place: Place;
}

/** An inbound NAT rule: one port of a front end to one member, or ports to the members of a pool. */
export interface InboundNatRule {
  readonly name: string;
  readonly frontend: Key;
  readonly protocol: Protocol | "any";
  readonly frontendPorts: PortRange;
  readonly backendPort: number;
  readonly keepsDestination: boolean;
  /** Pool whose members have one of the ports each; which one, no resource tells. */
  readonly pool: Key | undefined;
  readonly member: { readonly nic: Key; readonly configuration: string } | undefined;
  readonly place: Place;
}
