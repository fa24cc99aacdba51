import type { Place } from "../diagnostic/index.ts";
import type { Ip, Prefix } from "../net/index.ts";
import type { Named } from "./key.ts";

/** A route table: user routes and two switches for the subnets that use it. */
export interface RouteTable extends Named {
  readonly region: string | undefined;
  /** Whether its subnets receive gateway routes (GW-14). */
  readonly propagatesGatewayRoutes: boolean;
  readonly propagationPlace: Place;
  /** Whether its subnets receive peering routes (PEER-12). */
  readonly showsPeeringRoutes: boolean;
  readonly peeringRoutesPlace: Place;
  /** In the order in which they were written. */
  readonly routes: readonly UserRoute[];
}

/** A route that a person wrote. */
export interface UserRoute {
  readonly name: string;
  readonly destination: UserDestination;
  readonly nextHop: UserNextHop;
  readonly place: Place;
}

/** A prefix, or a service tag that stands for many (UDR-9). */
export type UserDestination =
  | { readonly kind: "prefix"; readonly prefix: Prefix }
  | { readonly kind: "serviceTag"; readonly tag: string };

/** Where a user route sends packets (UDR-2). */
export type UserNextHop =
  /** No address where only Azure knows it. */
  | { readonly kind: "appliance"; readonly addresses: readonly Ip[] }
  | { readonly kind: "gateway" }
  | { readonly kind: "network" }
  | { readonly kind: "internet" }
  | { readonly kind: "none" };
