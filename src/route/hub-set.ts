import type { HubConnection, HubRouteTable, Model, VirtualHub } from "../model/index.ts";
import { comparePrefixes, isDefault, type Prefix } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import { byPrefix, type GatewaySet } from "./gateway-set.ts";
import { RouteGroup } from "./group.ts";
import { isReplacedByIntent } from "./hub-intent.ts";
import type { HubOffer } from "./hub-offer.ts";
import { routeOfOffers } from "./offer.ts";
import { preferOffers } from "./preference.ts";
import { createRoute, type Route, type Withheld, type WithholdingReason } from "./route.ts";
import { associatedTable, hubComparators, hubOffers } from "./virtual-wan.ts";

/**
 * What a connected network receives from its hub: the routes of the table that its connection reads
 * (VW-2, VW-6).
 */
export function hubGatewaySet(
  model: Model,
  hub: VirtualHub,
  connection: HubConnection,
): GatewaySet {
  const table = associatedTable(hub, connection.routing);
  const offers = table === undefined ? [] : hubOffers(model, hub, table);
  const isRefusedDefault = ({ prefix }: HubOffer): boolean =>
    isDefault(prefix) && !connection.takesDefaultRoute;
  const kept = offers.filter(
    (offer) => !isRefusedDefault(offer) && !isReplacedByIntent(hub, offer),
  );
  const preferred = preferOffers(kept, hubComparators(hub));
  return {
    group: new RouteGroup("gateway", [...preferred.routes].sort(byPrefix)),
    withheld: [
      ...preferred.withheld,
      ...withhold(offers.filter(isRefusedDefault), "noDefaultRouteTaken", "VW-5"),
      ...withhold(
        offers.filter((offer) => isReplacedByIntent(hub, offer)),
        "intentReplacesSpecifics",
        "VW-9",
      ),
    ],
  };
}

/** The hub's own range, which a connected network sees as a peering (VW-6, CAP-11). */
export function hubPeeringRoutes(
  hub: VirtualHub,
  connection: HubConnection,
  networkRegion: string | undefined,
): readonly Route[] {
  if (hub.addressPrefix === undefined) return [];
  const isGlobal =
    hub.region !== undefined && networkRegion !== undefined && hub.region !== networkRegion;
  return [
    createRoute({
      origin: "peering",
      source: "system",
      prefixes: [hub.addressPrefix.prefix],
      nextHop: { kind: "peering", remote: hub.key, isGlobal },
      places: [connection.place, hub.addressPrefix.place],
      rules: ["VW-6", "CAP-11"],
    }),
  ];
}

/** One row of a hub's own table, in the words of `az network vhub get-effective-routes`. */
export interface HubRow {
  readonly prefix: Prefix;
  readonly offers: readonly [HubOffer, ...HubOffer[]];
}

/** The effective routes of one hub route table, by prefix (VW-4). */
export function hubRows(model: Model, hub: VirtualHub, table: HubRouteTable): readonly HubRow[] {
  const offers = hubOffers(model, hub, table).filter((offer) => !isReplacedByIntent(hub, offer));
  const { routes } = preferOffers(offers, hubComparators(hub));
  return [...routes].sort(byPrefix).flatMap((route) => {
    const prefix = route.prefixes[0] as Prefix;
    const [first, ...others] = offers.filter(
      (offer) =>
        comparePrefixes(offer.prefix, prefix) === 0 &&
        route.nextHop.kind === "gateway" &&
        route.nextHop.paths.some(({ producer }) => producer === offer.producer),
    );
    return first === undefined ? [] : [{ prefix, offers: [first, ...others] }];
  });
}

function withhold(
  offers: readonly HubOffer[],
  reason: WithholdingReason,
  rule: RuleId,
): readonly Withheld[] {
  return offers.map((offer) => ({
    route: routeOfOffers([offer]),
    reason,
    rules: [rule],
    by: undefined,
  }));
}
