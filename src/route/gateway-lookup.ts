import { type Gateway, type Key, type Model, perModel } from "../model/index.ts";
import { containsIp, type Ip } from "../net/index.ts";
import { expressRouteOffers } from "./express-route.ts";
import type { Offer } from "./offer.ts";
import { bestOffers, gatewayComparators, routeServerComparators } from "./preference.ts";
import { joinedOffers, routeServerOf } from "./relay.ts";
import type { Withheld } from "./route.ts";
import { joinSupplies, type Supply } from "./supply.ts";
import { vpnSupply } from "./vpn.ts";

/** What a gateway finds in its own table for an address (FWD-9). */
export interface GatewayLookup {
  /** The offers that it follows, all of one prefix and equally good; empty when it knows none. */
  readonly offers: readonly Offer[];
  /** What tunnels that are down would bring for the address (CAP-13). */
  readonly down: readonly Withheld[];
}

/**
 * Looks an address up in a gateway's own table: what its connections bring, and what a Route Server
 * joins to that (GW-21). Networks and their peers are not in it: what lies in them, the table of the
 * gateway's subnet has (GW-8). Cost: one pass over the offers of the gateway, which are collected
 * once for a model.
 */
export function lookUpGateway(model: Model, gateway: Gateway, ip: Ip): GatewayLookup {
  const supply = knownTo(model, gateway);
  const covering = supply.offers.filter(({ prefix }) => containsIp(prefix, ip));
  const longest = Math.max(...covering.map(({ prefix }) => prefix.length));
  const server = routeServerOf(model, gateway);
  const comparators =
    server === undefined ? gatewayComparators : routeServerComparators(server.preference);
  return {
    offers: bestOffers(
      covering.filter(({ prefix }) => prefix.length === longest),
      comparators,
    ),
    down: supply.withheld.filter(
      ({ reason, route }) =>
        reason === "tunnelDown" && route.prefixes.some((prefix) => containsIp(prefix, ip)),
    ),
  };
}

/** Everything that the connections of a gateway bring, before any preference. */
export function suppliedTo(model: Model, gateway: Gateway): Supply {
  return gateway.kind === "vpn"
    ? vpnSupply(model, gateway, { isShared: false })
    : { offers: expressRouteOffers(model, gateway), withheld: [] };
}

function knownTo(model: Model, gateway: Gateway): Supply {
  const known = supplies(model);
  const supply = known.get(gateway.key) ?? collectSupply(model, gateway);
  known.set(gateway.key, supply);
  return supply;
}

const supplies: (model: Model) => Map<Key, Supply> = perModel(() => new Map());

function collectSupply(model: Model, gateway: Gateway): Supply {
  const joined = { offers: joinedOffers(model, gateway), withheld: [] };
  return joinSupplies([suppliedTo(model, gateway), joined]);
}
