import type { Flow } from "../flow/index.ts";
import type { Key } from "../model/index.ts";
import type { Ip } from "../net/index.ts";

/** Who sends the first packet of a flow. */
export type Sender =
  | { readonly kind: "nic"; readonly nic: Key }
  /** Any host of a subnet: an address without an interface, filtered by the subnet alone. */
  | { readonly kind: "subnet"; readonly subnet: Key }
  /** What comes in through a gateway from the other side. */
  | { readonly kind: "gateway"; readonly gateway: Key }
  | { readonly kind: "firewall"; readonly firewall: Key }
  /** A host outside Azure; `site` is absent where only a learned prefix tells of the place. */
  | { readonly kind: "host"; readonly address: Ip; readonly site: Key | undefined }
  | { readonly kind: "internet"; readonly address: Ip };

/** One flow to follow. */
export interface WalkQuestion {
  readonly sender: Sender;
  readonly flow: Flow;
  /**
   * Subnet in which a host is supposed to have the destination address; several where networks that
   * never meet have the same addresses, of which the flow comes into one.
   */
  readonly supposedIn?: Key | readonly Key[] | undefined;
}
