import type { Place } from "../diagnostic/index.ts";
import type { Ip, Prefix } from "../net/index.ts";
import type { Key, Named } from "./key.ts";

/** Protocols that a flow can have (NSG-12); `gre` and `ipip` exist only to be refused. */
export type Protocol = "tcp" | "udp" | "icmp" | "esp" | "ah" | "gre" | "ipip";

/** Ports from `first` to `last`, both included, 0..65535. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** What a rule compares an address with. */
export type AddressMatch =
  | { readonly kind: "any" }
  | { readonly kind: "prefix"; readonly prefix: Prefix }
  /** Both ends included. */
  | { readonly kind: "range"; readonly first: Ip; readonly last: Ip }
  /** A service tag, or one of `VirtualNetwork`, `AzureLoadBalancer` and `Internet` (NSG-7, NSG-8). */
  | { readonly kind: "serviceTag"; readonly tag: string }
  /** Key of an application security group, which is not in the model (NSG-9). */
  | { readonly kind: "applicationGroup"; readonly group: Key };

/** A security rule of a network security group. */
export interface SecurityRule {
  readonly name: string;
  readonly direction: "inbound" | "outbound";
  readonly access: "allow" | "deny";
  /** 100..4096 for written rules, 65000 and above for Azure's own; lower wins (NSG-2). */
  readonly priority: number;
  readonly protocol: Protocol | "any";
  /** One match suffices; never empty. */
  readonly sources: readonly AddressMatch[];
  readonly sourcePorts: readonly PortRange[];
  readonly destinations: readonly AddressMatch[];
  readonly destinationPorts: readonly PortRange[];
  readonly place: Place;
}

/** A network security group. */
export interface SecurityGroup extends Named {
  /** Written rules and Azure's own (NSG-2), by direction and priority. */
  readonly rules: readonly SecurityRule[];
}

/**
 * A security-admin rule of Azure Virtual Network Manager, judged before every network security
 * group.
 */
export interface AdminRule extends Omit<SecurityRule, "access">, Named {
  /** `alwaysAllow` ends the search and skips the NSGs; `allow` leaves the decision to them. */
  readonly access: "allow" | "alwaysAllow" | "deny";
  /** Networks to which it applies. */
  readonly networks: readonly Key[];
  /** Whether the input tells that it is deployed; otherwise it counts as deployed. */
  readonly isDeploymentKnown: boolean;
}
