import type { Place } from "../diagnostic/index.ts";
import type { Ip, Prefix } from "../net/index.ts";
import type { Key, Named } from "./key.ts";

/** A public address as a resource that uses it sees it. */
export interface PublicIp {
  /** Key of its resource; absent where an answer was expanded in place. */
  readonly key: Key | undefined;
  readonly id: string;
  /** Absent when the snapshot does not tell it, for example before it is deployed. */
  readonly address: Ip | undefined;
  /** Closed to the outside without an NSG when Standard (NSG-5). */
  readonly sku: "basic" | "standard";
  readonly place: Place;
}

/** A NAT gateway. */
export interface NatGateway extends Named {
  readonly publicIps: readonly PublicIp[];
  readonly publicPrefixes: readonly {
    readonly id: string;
    readonly prefix: Prefix | undefined;
    readonly place: Place;
  }[];
}
