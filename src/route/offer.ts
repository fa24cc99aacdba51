import type { Place } from "../diagnostic/index.ts";
import type { Key, LearnedRoute } from "../model/index.ts";
import type { Ip, Prefix } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import { createRoute, type Path, type Route } from "./route.ts";

/** Who offers a prefix to a network: the kinds among which preference decides. */
export type OfferKind = "vpn" | "expressRoute" | "appliance" | "hub";

/** One producer's offer of one prefix, before producers are compared. */
export interface Offer {
  readonly kind: OfferKind;
  readonly prefix: Prefix;
  /** Connection, gateway, BGP peer or hub that offers it. */
  readonly producer: Key;
  /**
   * One per path; several for an active-active gateway. Absent where the input lacks the address.
   */
  readonly addresses: readonly (Ip | undefined)[];
  /** Whether it was configured rather than learned by BGP. */
  readonly isStatic: boolean;
  /** Nearest autonomous system first; empty for static prefixes. */
  readonly asPath: readonly number[];
  /** ExpressRoute connection weight (GW-20); 0 elsewhere. */
  readonly weight: number;
  /**
   * Active-active gateway whose instances are listed once, however many connections bring the
   * prefix; else absent.
   */
  readonly listsInstancesOf: Key | undefined;
  readonly places: readonly [Place, ...Place[]];
  readonly rules: readonly RuleId[];
}

/** The offer of one learned path. */
export function learnedOffer(
  learned: LearnedRoute,
  parts: Pick<Offer, "kind" | "producer" | "addresses" | "places" | "rules"> &
    Partial<Pick<Offer, "weight" | "listsInstancesOf">>,
): Offer {
  return {
    weight: 0,
    listsInstancesOf: undefined,
    ...parts,
    prefix: learned.prefix,
    isStatic: false,
    asPath: learned.asPath,
  };
}

/** The offer of a configured prefix. */
export function staticOffer(
  prefix: Prefix,
  parts: Pick<Offer, "kind" | "producer" | "addresses" | "places" | "rules"> &
    Partial<Pick<Offer, "listsInstancesOf">>,
): Offer {
  return {
    weight: 0,
    listsInstancesOf: undefined,
    ...parts,
    prefix,
    isStatic: true,
    asPath: [],
  };
}

/**
 * The route of equal offers for one prefix: their paths side by side (GW-10, SEL-7).
 *
 * An active-standby gateway lists one row per path, also when the rows are alike (CAP-7); an
 * active-active gateway lists each instance that has a best path once (CAP-16).
 */
export function routeOfOffers(offers: readonly [Offer, ...Offer[]]): Route {
  const paths = offers.flatMap((offer, at) => pathsOf(offer, offers.slice(0, at)));
  const [first, ...others] = offers;
  return createRoute({
    origin: "gateway",
    source: "bgp",
    prefixes: [first.prefix],
    nextHop: { kind: "gateway", paths },
    places: [...first.places, ...others.flatMap(({ places }) => places)],
    rules: [...new Set(offers.flatMap(({ rules }) => rules))],
  });
}

function pathsOf(offer: Offer, earlier: readonly Offer[]): readonly Path[] {
  const { addresses, producer, asPath, listsInstancesOf } = offer;
  const listed = earlier
    .filter(
      (other) => listsInstancesOf !== undefined && other.listsInstancesOf === listsInstancesOf,
    )
    .flatMap((other) => other.addresses);
  return addresses
    .filter((address) => address === undefined || !listed.includes(address))
    .map((address) => ({ address, producer, asPath }));
}
