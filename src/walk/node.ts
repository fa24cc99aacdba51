import type { Place } from "../diagnostic/index.ts";
import type { Key, Named } from "../model/index.ts";

/** What kind of thing a flow passes. */
export type NodeKind =
  | "nic"
  /** A sender of which only the subnet was named. */
  | "subnet"
  | "loadBalancer"
  | "firewall"
  | "privateEndpoint"
  | "gateway"
  | "routingAppliance"
  | "virtualHub"
  /** Microsoft's edge router, where an ExpressRoute circuit ends. */
  | "circuit"
  | "site"
  /** A host of a site, or a place outside Azure of which only the address is known. */
  | "host"
  | "service"
  | "internet"
  | "platform";

/** One thing that a flow passes. */
export interface Node {
  readonly kind: NodeKind;
  /** Absent for what is no resource of the snapshot: the Internet, unknown hosts. */
  readonly key: Key | undefined;
  /** Resource id as written; for what is no resource a stable name: `internet`, `host/192.168.0.4`. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  readonly place: Place | undefined;
}

/** The node of a resource. */
export function nodeOf(kind: NodeKind, { key, id, name, place }: Named): Node {
  return { kind, key, id, name, place };
}

/** A node that is no resource. */
export function placelessNode(kind: NodeKind, name: string): Node {
  const id = kind === name ? kind : `${kind}/${name}`;
  return { kind, key: undefined, id, name, place: undefined };
}
