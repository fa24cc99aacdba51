import type { Place } from "../diagnostic/index.ts";
import type { Ip } from "../net/index.ts";
import type { Key, Named, PlacedIp } from "./key.ts";
import type { PublicIp } from "./public-ip.ts";

/** A network interface. */
export interface Nic extends Named {
  readonly ipConfigurations: readonly IpConfiguration[];
  /** Subnet of the primary IP configuration, whose routes apply (EFF-1); absent when unknown. */
  readonly subnet: Key | undefined;
  /** Subnet id as it was written, also when the snapshot lacks it. */
  readonly subnetId: string | undefined;
  readonly forwardsIp: boolean;
  /** Private endpoint that owns this interface. */
  readonly privateEndpoint: Key | undefined;
  readonly virtualMachine: string | undefined;
  /** The model may lack it. */
  readonly networkSecurityGroup: Key | undefined;
  /** The tag `disableSnatOnPL=true` (PE-12). */
  readonly keepsSourceToPrivateLink: boolean;
}

/** One IP configuration of an interface. */
export interface IpConfiguration {
  readonly name: string;
  readonly address: Ip | undefined;
  readonly subnet: Key | undefined;
  readonly publicIp: PublicIp | undefined;
  /** Keys of application security groups, which are not in the model (NSG-9). */
  readonly applicationGroups: readonly Key[];
  /** Back-end pools that it says it is in; the model may lack them. */
  readonly loadBalancerPools: readonly Key[];
  readonly place: Place;
}

/** A virtual machine, as far as it matters to its interfaces. */
export interface VirtualMachine extends Named {
  /** Absent when the input does not tell; then it counts as running (EFF-2). */
  readonly isRunning: boolean | undefined;
  /** In a scale set with flexible orchestration there is no default outbound access (8.6, step 5). */
  readonly isInFlexibleSet: boolean;
  /**
   * Interface by which it sends what its own routes leave open; absent where it has one only, or
   * the input does not tell. The model may lack it.
   */
  readonly primaryNic: Key | undefined;
  readonly system: MachineSystem | undefined;
  /** Services of Azure that its extensions need, as far as the input lists them. */
  readonly agents: readonly MachineAgent[];
}

/**
 * What a machine runs, as far as it decides which servers of the platform it needs; absent where
 * the input does not tell. `suse`: a SUSE Linux that Microsoft bills, which gets its updates from
 * servers of Azure (FWD-22).
 */
export type MachineSystem = "windows" | "suse" | "linux";

/**
 * A service that an extension of a machine reports to from inside the machine: sign-in with Entra
 * ID, Azure Monitor's agent, backup of databases. Backup of the machine itself needs none of it.
 */
export type MachineAgent = "entraSignIn" | "monitor" | "workloadBackup";

/** A managed routing appliance (FWD-27). */
export interface RoutingAppliance extends Named {
  /** Absent when the snapshot lacks it. */
  readonly subnet: Key | undefined;
  /** Addresses that user routes can name; empty when the input does not tell them. */
  readonly addresses: readonly PlacedIp[];
}

/** A private endpoint: an address in a subnet that stands for a service. */
export interface PrivateEndpoint extends Named {
  readonly subnet: Key;
  /** One per member, sorted as written (PE-1, CAP-9). */
  readonly addresses: readonly PlacedIp[];
  readonly isApproved: boolean;
  /** Id of the service behind it, as written; absent when the input does not say. */
  readonly service: string | undefined;
  readonly groupIds: readonly string[];
  /** Keys of application security groups, which are not in the model (NSG-9). */
  readonly applicationGroups: readonly Key[];
  /** Public names that it answers for, where the input tells them. */
  readonly names: readonly EndpointName[];
}

/** A public name of the service behind a private endpoint, lower case, with its address here. */
export interface EndpointName {
  readonly name: string;
  readonly addresses: readonly Ip[];
  readonly place: Place;
}

/** What the operating system behind an interface does with packets that are not its own. */
export interface Guest extends Named {
  readonly nic: Key;
  readonly forwarding: "forward" | "snat" | "proxy" | "drop";
  /** Whether it refuses packets of flows that it has not seen begin; absent when nobody says. */
  readonly keepsState: boolean | undefined;
}

/** A public name or address beyond those that are built in. */
export interface PublicHost extends Named {
  readonly fqdns: readonly string[];
  readonly addresses: readonly Ip[];
  readonly port: number | undefined;
  readonly accepts: "any" | "azurePublicSource";
}
