import type { Place } from "../diagnostic/index.ts";
import type { Ip } from "../net/index.ts";
import type { Key, Named, PlacedIp } from "./key.ts";

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
  /** Key of a resource that is not in the model. */
  readonly networkSecurityGroup: Key | undefined;
  /** The tag `disableSnatOnPL=true` (PE-12). */
  readonly keepsSourceToPrivateLink: boolean;
}

/** One IP configuration of an interface. */
export interface IpConfiguration {
  readonly name: string;
  readonly address: Ip | undefined;
  readonly subnet: Key | undefined;
  readonly publicAddress: Ip | undefined;
  readonly place: Place;
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
}

/** An Azure Firewall. */
export interface Firewall extends Named {
  readonly subnet: Key | undefined;
  readonly virtualHub: Key | undefined;
  /** Address that user routes name as next hop; absent when unknown. */
  readonly address: Ip | undefined;
}

/** A load balancer, as far as a user route can name its front end. */
export interface LoadBalancer extends Named {
  readonly frontends: readonly {
    readonly address: Ip;
    readonly subnet: Key | undefined;
    readonly place: Place;
  }[];
  /** Interfaces in its back-end pools; `undefined` when the input does not tell the members. */
  readonly backendCount: number | undefined;
}

/** What the operating system behind an interface does with packets that are not its own. */
export interface Guest extends Named {
  readonly nic: Key;
  readonly forwarding: "forward" | "snat" | "proxy" | "drop";
}

/** A public name or address beyond those that are built in. */
export interface PublicHost extends Named {
  readonly fqdns: readonly string[];
  readonly addresses: readonly Ip[];
  readonly port: number | undefined;
  readonly accepts: "any" | "azurePublicSource";
}
