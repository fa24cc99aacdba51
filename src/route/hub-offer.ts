import type { Place } from "../diagnostic/index.ts";
import type { Key } from "../model/index.ts";
import type { Prefix } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import type { Offer } from "./offer.ts";

/** What a hub route leads to, in the words of a virtual hub's effective routes. */
export type HubNextHopKind =
  | "network"
  | "vpn"
  | "pointToSite"
  | "expressRoute"
  | "remoteHub"
  | "firewall"
  | "appliance";

/** An offer inside a hub: who writes it, and whether the hub is its own. */
export interface HubOffer extends Offer {
  readonly nextHopKind: HubNextHopKind;
  /** Connection, site or firewall that packets go to. */
  readonly target: Key;
  readonly isLocal: boolean;
}

/** Fills in what most offers inside a hub leave empty. */
export function hubOffer(
  prefix: Prefix,
  places: readonly [Place, ...Place[]],
  rules: readonly RuleId[],
  parts: Pick<HubOffer, "producer" | "target" | "nextHopKind" | "addresses"> &
    Partial<Pick<HubOffer, "kind">>,
): HubOffer {
  return {
    kind: "hub",
    isLocal: true,
    isStatic: false,
    asPath: [],
    weight: 0,
    listsInstancesOf: undefined,
    ...parts,
    prefix,
    places,
    rules,
  };
}
