import type { Gateway, Key, Subnet, VirtualNetwork } from "../../model/index.ts";
import type { Ip, Prefix } from "../../net/index.ts";
import type { EffectiveTable } from "../../route/index.ts";

/** Hosts at one end of flows: they use one table, and others have the same routes to all of them. */
export type End = HostEnd | SiteEnd;

interface EndBase {
  /** Unique, and the same whatever the order of the input. */
  readonly key: string;
  /** An address that stands for all of them. */
  readonly address: Ip;
  readonly viewpoint: Viewpoint;
}

/** Subnets of a network. */
export interface HostEnd extends EndBase {
  readonly kind: "hosts";
  readonly network: VirtualNetwork;
  /** With the route table that all of them use, if they do; never empty. */
  readonly subnets: readonly [Subnet, ...Subnet[]];
}

/** A place behind a gateway. */
export interface SiteEnd extends EndBase {
  readonly kind: "site";
  readonly gateway: Gateway;
  /** By which the gateway's network knows it. */
  readonly prefix: Prefix;
}

/** Tables that see everything outside their own networks alike; who has one of them sends alike. */
export interface Viewpoint {
  readonly key: string;
  /** Of two networks at most: what is inside of one is outside of the other. */
  readonly tables: readonly EffectiveTable[];
  /** The gateway that has the table; absent where interfaces have it. */
  readonly gateway: Key | undefined;
  /** Whether the table of the end's own network may be asked, too. */
  readonly isLocal: boolean;
}

/** The table of a viewpoint that sees an end from outside; absent where none does. */
export function tableTowards({ tables, isLocal }: Viewpoint, end: End): EffectiveTable | undefined {
  if (isLocal || end.kind === "site") return tables[0];
  return tables.find(({ network }) => network.key !== end.network.key);
}
