import type { Flow } from "../../flow/index.ts";
import type { Key, PublicIpSku } from "../../model/index.ts";
import type { Ip } from "../../net/index.ts";
import type { View } from "../../route/index.ts";
import type { Node } from "../node.ts";
import type { Loss } from "./loss.ts";

/** A packet on its way: a flow as it is now, and what it carries beside its header. */
export interface Packet {
  readonly flow: Flow;
  readonly direction: "forward" | "reply";
  /** It was translated to an address that nobody can know; `flow` then has one that stands for it. */
  readonly isSourceUnknown?: boolean;
}

/** Who sends a packet into a network, with the table that decides where it goes (FWD-1). */
export interface Emitter {
  readonly node: Node;
  readonly view: View;
  /** Interface whose filters judge; absent for what has no security group of its own. */
  readonly nic: Key | undefined;
  /** Whether filters judge what it sends: not for firewalls and gateways. */
  readonly isFiltered: boolean;
  readonly address: Ip | undefined;
  readonly otherAddresses: readonly Ip[];
  readonly isVisible: boolean;
  readonly isStateful: boolean;
}

/** Where a packet is. Each kind has one visitor. */
export type Position =
  /** It leaves a device and the device's own table decides. */
  | { readonly kind: "leave"; readonly emitter: Emitter }
  /** It arrives at an interface, perhaps from a public address. */
  | {
      readonly kind: "interface";
      readonly nic: Key;
      /** Of the public address by which it came in; absent when it came from inside. */
      readonly publicSku: PublicIpSku | undefined;
    }
  /** It arrives at a host of which only the subnet is known: one that the question itself supposes. */
  | { readonly kind: "supposed"; readonly subnet: Key; readonly address: Ip }
  | {
      readonly kind: "frontend";
      readonly balancer: Key;
      readonly frontend: Key;
      readonly isFromPublicIp: boolean;
    }
  | { readonly kind: "firewall"; readonly firewall: Key }
  | { readonly kind: "routingAppliance"; readonly appliance: Key }
  | { readonly kind: "privateEndpoint"; readonly endpoint: Key; readonly from: Emitter }
  /** It goes to a service through a service endpoint of the emitter's subnet (SE-5). */
  | { readonly kind: "serviceEndpoint"; readonly service: string; readonly from: Emitter }
  /** A host of Azure answers by itself (FWD-20). */
  | { readonly kind: "platform"; readonly from: Emitter }
  /** It is on the public side of Azure, with a public source. */
  | {
      readonly kind: "public";
      /** Network that it came from; absent when it came from outside Azure. */
      readonly from: Emitter | undefined;
      /** How it reached public space from outside: a site's own line, or a circuit's service peering. */
      readonly entry: "azure" | "internet" | "servicePeering";
      /** Who answers there; absent for the Internet at large, and on the way there. */
      readonly answers?: Node | undefined;
    }
  /** Towards the other side of a gateway; `producer` is who offered the route that was chosen. */
  | {
      readonly kind: "gatewayOut";
      readonly gateway: Key;
      readonly producer: Key | undefined;
      readonly from: Emitter | undefined;
    }
  /** From the other side of a gateway into Azure. */
  | {
      readonly kind: "gatewayIn";
      readonly gateway: Key;
      readonly connection: Key | undefined;
    }
  /** In a virtual hub; `entry` is the connection or branch over which it came, and so which table it uses. */
  | { readonly kind: "hub"; readonly hub: Key; readonly entry: Key | undefined }
  /** At Microsoft's edge of a circuit, from one side or the other. */
  | { readonly kind: "circuit"; readonly circuit: Key; readonly from: Key | undefined }
  /**
   * Arrives at a place outside Azure over a connection, circuit or branch. `site` is absent where
   * no fact tells of the place.
   */
  | { readonly kind: "siteIn"; readonly site: Key | undefined; readonly link: Key }
  /** One of several equal ways that leads nowhere. */
  | { readonly kind: "lost"; readonly from: Emitter; readonly loss: Loss }
  /** Leaves a host outside Azure. */
  | { readonly kind: "siteOut"; readonly site: Key | undefined; readonly link: Key | undefined };
