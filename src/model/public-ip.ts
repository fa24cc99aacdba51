import type { Place } from "../diagnostic/index.ts";
import type { Ip, Prefix } from "../net/index.ts";
import type { Key, Named } from "./key.ts";

/** What is bought with a public address; StandardV2 counts as Standard. */
export type PublicIpSku = "basic" | "standard";

/** A public address as a resource of its own, whether anything uses it or not. */
export interface PublicAddress extends Named {
  /** Absent when the snapshot does not tell it, for example before it is deployed. */
  readonly address: Ip | undefined;
  readonly sku: PublicIpSku;
  /** Name under which Azure publishes it, lower case. */
  readonly fqdn: string | undefined;
}

/** A public address as a resource that uses it sees it. */
export interface PublicIp {
  /** Key of its resource; absent where an answer was expanded in place. */
  readonly key: Key | undefined;
  readonly id: string;
  /** Absent when the snapshot does not tell it, for example before it is deployed. */
  readonly address: Ip | undefined;
  /** Closed to the outside without an NSG when Standard (NSG-5). */
  readonly sku: PublicIpSku;
  readonly fqdn: string | undefined;
  readonly place: Place;
}

/** A range of public addresses as a resource that uses it sees it. */
export interface PublicPrefix {
  readonly id: string;
  /** Absent when the snapshot does not tell it. */
  readonly prefix: Prefix | undefined;
  readonly place: Place;
}

/** A NAT gateway. */
export interface NatGateway extends Named {
  /** StandardV2 also takes pings and IPv6. */
  readonly sku: "standard" | "standardV2";
  readonly publicIps: readonly PublicIp[];
  readonly publicPrefixes: readonly PublicPrefix[];
}
