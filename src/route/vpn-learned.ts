import type {
  Connection,
  Gateway,
  LearnedRoutes,
  LocalNetworkGateway,
  Model,
  PlacedPrefix,
} from "../model/index.ts";
import { equalPrefixes, type Ip } from "../net/index.ts";
import { learnedOffer, type Offer, staticOffer } from "./offer.ts";
import { sitesBehind } from "./site.ts";

/**
 * Addresses that Azure shows for a VPN gateway: the public one of an active-standby gateway,
 * the private ones of both instances of an active-active gateway (GW-10's table, X-10).
 */
export function vpnAddresses(gateway: Gateway): readonly (Ip | undefined)[] {
  const { instances, isActiveActive } = gateway;
  return isActiveActive
    ? instances.map(({ privateAddress }) => privateAddress)
    : [instances[0]?.publicAddress];
}

/** Next hops of a VPN gateway, as parts of an offer. */
export function vpnNextHops(gateway: Gateway): Pick<Offer, "addresses" | "listsInstancesOf"> {
  return {
    addresses: vpnAddresses(gateway),
    listsInstancesOf: gateway.isActiveActive ? gateway.key : undefined,
  };
}

/** The prefixes of a local network gateway, with BGP or without (GW-1, GW-2). */
export function siteOffers(
  model: Model,
  gateway: Gateway,
  connection: Connection,
): readonly Offer[] {
  const site = localSite(model, connection);
  if (site === undefined) return [];
  return site.prefixes.map(({ prefix, place }) =>
    staticOffer(prefix, {
      kind: "vpn",
      producer: connection.key,
      ...vpnNextHops(gateway),
      places: [place, connection.place],
      rules: [connection.usesBgp ? "GW-2" : "GW-1"],
    }),
  );
}

/** What a VPN gateway knows of the site behind a connection; absent for other connections. */
export function localSite(model: Model, connection: Connection): LocalNetworkGateway | undefined {
  const key = connection.localNetworkGateway;
  return key === undefined ? undefined : model.localNetworkGateways.get(key);
}

/**
 * What one connection has learned: its own list, or what the site behind it is said to announce.
 */
export function learnedOffers(
  model: Model,
  gateway: Gateway,
  connection: Connection,
): readonly Offer[] {
  if (!connection.usesBgp) return [];
  if (connection.learned !== undefined) {
    return listOffers(gateway, connection.learned, connection);
  }
  return sitesBehind(model, connection).flatMap((site) =>
    site.advertised.map(({ prefix, place }: PlacedPrefix) => ({
      ...staticOffer(prefix, {
        kind: "vpn",
        producer: connection.key,
        ...vpnNextHops(gateway),
        places: [place, connection.place],
        rules: ["GW-2"],
      }),
      isStatic: false,
      asPath: site.asn === undefined ? [] : [site.asn],
    })),
  );
}

/** What a gateway is said to have learned over all its connections. */
export function gatewayLearnedOffers(gateway: Gateway): readonly Offer[] {
  return gateway.learned === undefined ? [] : listOffers(gateway, gateway.learned, gateway);
}

/**
 * The offers of a list of learned routes: one per path (CAP-7).
 *
 * Entries of the own network are no offers. What one instance has from the other is not a path of
 * its own, so internal entries count only where no external one has the prefix.
 */
function listOffers(
  gateway: Gateway,
  list: LearnedRoutes,
  producer: Gateway | Connection,
): readonly Offer[] {
  const foreign = list.routes.filter(({ origin }) => origin !== "network");
  const external = foreign.filter(({ origin }) => origin === "external");
  const onlyInternal = foreign.filter(
    ({ origin, prefix }) =>
      origin === "internal" && !external.some((other) => equalPrefixes(other.prefix, prefix)),
  );
  return [...external, ...onlyInternal].map((learned) =>
    learnedOffer(learned, {
      kind: "vpn",
      producer: producer.key,
      ...vpnNextHops(gateway),
      addresses: addressesFor(gateway, learned.localAddress),
      places: [learned.place, producer.place],
      rules: ["GW-2", "CAP-7"],
    }),
  );
}

function addressesFor(gateway: Gateway, local: Ip | undefined): readonly (Ip | undefined)[] {
  const instance = gateway.instances.find(({ privateAddress }) => privateAddress === local);
  const isKnown = gateway.isActiveActive && local !== undefined && instance !== undefined;
  return isKnown ? [instance.privateAddress] : vpnAddresses(gateway);
}
