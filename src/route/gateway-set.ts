import type { Gateway, Key, Model, RouteServer, VirtualNetwork } from "../model/index.ts";
import {
  comparePrefixes,
  covers,
  coversPrefix,
  isDefault,
  type Prefix,
  prefixKey,
  prefixSet,
} from "../net/index.ts";
import { transitPrefixes } from "./advertised.ts";
import { expressRouteOffers } from "./express-route.ts";
import { RouteGroup } from "./group.ts";
import { type Offer, routeOfOffers } from "./offer.ts";
import { reversePeering } from "./peering.ts";
import { gatewayComparators, preferOffers, routeServerComparators } from "./preference.ts";
import type { Route, Withheld } from "./route.ts";
import { routeServerOffers } from "./route-server.ts";
import { joinSupplies, type Supply } from "./supply.ts";
import { vpnSupply } from "./vpn.ts";

/** All gateway routes that one host offers, whoever consumes them, and what it holds back. */
export interface GatewaySet {
  readonly group: RouteGroup;
  readonly withheld: readonly Withheld[];
}

/** A network without any gateway in reach. */
export const noGatewaySet: GatewaySet = { group: new RouteGroup("gateway", []), withheld: [] };

/** Gateways and Route Servers of a network, in the order of their ids. */
export interface Producers {
  readonly gateways: readonly Gateway[];
  readonly routeServer: RouteServer | undefined;
}

/** Gateways and Route Servers by network. */
export function producersByNetwork(model: Model): ReadonlyMap<Key, Producers> {
  const byNetwork = new Map<Key, { gateways: Gateway[]; routeServer: RouteServer | undefined }>();
  const of = (network: Key) => {
    const present = byNetwork.get(network) ?? { gateways: [], routeServer: undefined };
    byNetwork.set(network, present);
    return present;
  };
  for (const gateway of model.gateways.values()) of(gateway.network).gateways.push(gateway);
  for (const server of model.routeServers.values()) of(server.network).routeServer ??= server;
  return byNetwork;
}

/**
 * The network whose gateways a network uses: its own, or those of the one peer that offers them
 * (PEER-7, GW-13). Absent when there is none.
 */
export function gatewayHost(
  model: Model,
  producers: ReadonlyMap<Key, Producers>,
  network: VirtualNetwork,
): VirtualNetwork | undefined {
  if (producers.has(network.key)) return network;
  const peering = network.peerings.find((one) => {
    const back = reversePeering(model, one);
    const isAgreed = back?.state === "connected" && back.offersGateway;
    return one.state === "connected" && one.usesRemoteGateway && isAgreed;
  });
  const host = peering === undefined ? undefined : model.networks.get(peering.remote);
  return host !== undefined && producers.has(host.key) ? host : undefined;
}

/**
 * Collects what every producer of a host offers, filters imports and lets preference decide
 * (section 3).
 */
export function gatewaySetOf(model: Model, host: VirtualNetwork, producers: Producers): GatewaySet {
  const { routeServer } = producers;
  const supply = joinSupplies([
    ...supplies(model, producers),
    {
      offers:
        routeServer === undefined ? [] : routeServerOffers(routeServer.key, routeServer.peers),
      withheld: [],
    },
  ]);
  const imported = filterImports(model, host, supply.offers);
  const single = routeServer === undefined ? imported : oneExpressRouteConnection(imported.offers);
  const comparators =
    routeServer === undefined ? gatewayComparators : routeServerComparators(routeServer.preference);
  const preferred = preferOffers(single.offers, comparators);
  const routes = [...preferred.routes].sort(byPrefix);
  return {
    group: new RouteGroup("gateway", routes),
    withheld: [
      ...supply.withheld,
      ...imported.withheld,
      ...(single === imported ? [] : single.withheld),
      ...preferred.withheld,
    ],
  };
}

/**
 * Orders gateway routes by prefix, the default route last: it takes the default slot of the list
 * (ORD-1).
 */
export function byPrefix(a: Route, b: Route): number {
  const [left, right] = [a.prefixes[0] as Prefix, b.prefixes[0] as Prefix];
  return Number(isDefault(left)) - Number(isDefault(right)) || comparePrefixes(left, right);
}

function supplies(model: Model, { gateways, routeServer }: Producers): readonly Supply[] {
  const hasExpressRoute = gateways.some(({ kind }) => kind === "expressRoute");
  const around = { isShared: hasExpressRoute || routeServer !== undefined };
  return gateways.map((gateway) =>
    gateway.kind === "vpn"
      ? vpnSupply(model, gateway, around)
      : { offers: expressRouteOffers(model, gateway), withheld: [] },
  );
}

// A learned prefix that equals or lies inside a range of the network or of a transit peer is not
// imported (GW-8).
function filterImports(model: Model, host: VirtualNetwork, offers: readonly Offer[]): Supply {
  const ranges = [...host.addressSpace, ...transitPrefixes(model, host)].map(
    ({ prefix }) => prefix,
  );
  // A hub has hundreds of peers and learns a thousand prefixes, nearly all of them from elsewhere.
  const space = prefixSet(ranges);
  const isRefused = ({ isStatic, prefix }: Offer): boolean =>
    !isStatic && coversPrefix(space, prefix) && ranges.some((range) => covers(range, prefix));
  const refused = offers.filter(isRefused);
  if (refused.length === 0) return { offers, withheld: [] };
  const out = new Set(refused);
  return {
    offers: offers.filter((offer) => !out.has(offer)),
    withheld: refused.map((offer) => ({
      route: routeOfOffers([offer]),
      reason: "insideNetwork",
      rules: ["GW-8"],
      by: undefined,
    })),
  };
}

// With a Route Server in the network only one ExpressRoute connection carries a prefix (GW-20).
function oneExpressRouteConnection(offers: readonly Offer[]): Supply {
  const firstProducer = new Map<number | string, Offer>();
  for (const offer of offers) {
    if (offer.kind !== "expressRoute") continue;
    const key = prefixKey(offer.prefix);
    const present = firstProducer.get(key);
    if (present === undefined || isBetter(offer, present)) firstProducer.set(key, offer);
  }
  const isExtra = (offer: Offer): boolean =>
    offer.kind === "expressRoute" &&
    firstProducer.get(prefixKey(offer.prefix))?.producer !== offer.producer;
  return {
    offers: offers.filter((offer) => !isExtra(offer)),
    withheld: offers.filter(isExtra).map((offer) => ({
      route: routeOfOffers([offer]),
      reason: "oneConnectionOnly",
      rules: ["GW-20"],
      by: undefined,
    })),
  };
}

function isBetter(a: Offer, b: Offer): boolean {
  return a.weight !== b.weight ? a.weight > b.weight : a.asPath.length < b.asPath.length;
}
