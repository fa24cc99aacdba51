import { type Gateway, keyOf, type Model } from "../../../model/index.ts";
import { formatIp, formatPrefix, type Ip, type Prefix } from "../../../net/index.ts";
import { answered, type Outcome, refuseUnknown } from "../outcome.ts";

/** Finds the gateway of a virtual network that is asked. */
export function gatewayOf({ gateways }: Model, id: string): Outcome<Gateway> {
  const gateway = gateways.get(keyOf(id));
  return gateway === undefined ? refuseUnknown(id) : answered(gateway);
}

/** One route that a gateway or Route Server has or tells by BGP, its properties in Azure's order. */
export interface BgpRouteRow {
  readonly localAddress: string;
  readonly network: string;
  /** Absent for what is the gateway's own, and where nobody knows it. */
  readonly nextHop?: string;
  readonly sourcePeer?: string;
  readonly origin: "Network" | "EBgp" | "IBgp" | "Igp";
  /** Nearest autonomous system first, with dashes; absent where a gateway does not speak BGP. */
  readonly asPath?: string;
  readonly weight: number;
}

/** A list of them. */
export interface BgpRoutes {
  readonly value: readonly BgpRouteRow[];
}

/** What a row says, before it is written. */
export interface BgpRowParts {
  readonly local: Ip | undefined;
  readonly prefix: Prefix;
  readonly nextHop: Ip | undefined;
  readonly peer?: Ip | undefined;
  readonly origin: BgpRouteRow["origin"];
  readonly asPath: readonly number[];
  readonly weight: number;
}

/** Writes a row. */
export function bgpRow(parts: BgpRowParts): BgpRouteRow {
  const { local, prefix, nextHop, peer, origin, asPath, weight } = parts;
  return {
    localAddress: local === undefined ? "" : formatIp(local),
    network: formatPrefix(prefix),
    ...(nextHop === undefined ? {} : { nextHop: formatIp(nextHop) }),
    ...(peer === undefined ? {} : { sourcePeer: formatIp(peer) }),
    origin,
    asPath: asPath.join("-"),
    weight,
  };
}

/** Azure's word for who told a route (CAP-29). */
export function originWord(origin: "network" | "external" | "internal"): BgpRouteRow["origin"] {
  switch (origin) {
    case "network":
      return "Network";
    case "external":
      return "EBgp";
    case "internal":
      return "IBgp";
  }
}
