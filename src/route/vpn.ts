import type { Place } from "../diagnostic/index.ts";
import type {
  Connection,
  Gateway,
  LearnedRoutes,
  LocalNetworkGateway,
  Model,
  PlacedPrefix,
  Site,
} from "../model/index.ts";
import {
  equalPrefixes,
  halves,
  hostPrefix,
  type Ip,
  type Prefix,
  parsePrefix,
} from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import { advertisedPrefixes } from "./advertised.ts";
import { learnedOffer, type Offer, routeOfOffers, staticOffer } from "./offer.ts";
import type { Withheld } from "./route.ts";

/** What one producer brings: offers to compare, and what it holds back with the reason. */
export interface Supply {
  readonly offers: readonly Offer[];
  readonly withheld: readonly Withheld[];
}

/** Nothing at all. */
export const noSupply: Supply = { offers: [], withheld: [] };

/** Several supplies as one. */
export function joinSupplies(supplies: readonly Supply[]): Supply {
  return {
    offers: supplies.flatMap(({ offers }) => offers),
    withheld: supplies.flatMap(({ withheld }) => withheld),
  };
}

/** What a VPN gateway needs to know of the network around it. */
export interface VpnSurroundings {
  /** Whether an ExpressRoute gateway or a Route Server shares the network (CAP-4). */
  readonly isShared: boolean;
}

/** Everything that a VPN gateway brings: sites, other networks, clients, default site (GW-1 to GW-4, GW-7). */
export function vpnSupply(model: Model, gateway: Gateway, around: VpnSurroundings): Supply {
  const connections = [...model.connections.values()].filter((one) => one.gateway === gateway.key);
  return joinSupplies([
    ...connections.map((connection) => connectionSupply(model, gateway, connection, around)),
    { offers: gatewayLearnedOffers(gateway), withheld: [] },
    { offers: clientOffers(gateway), withheld: [] },
    { offers: defaultSiteOffers(gateway), withheld: [] },
  ]);
}

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

function vpnNextHops(gateway: Gateway): Pick<Offer, "addresses" | "listsInstancesOf"> {
  return {
    addresses: vpnAddresses(gateway),
    listsInstancesOf: gateway.isActiveActive ? gateway.key : undefined,
  };
}

function connectionSupply(
  model: Model,
  gateway: Gateway,
  connection: Connection,
  around: VpnSurroundings,
): Supply {
  if (connection.kind === "expressRoute") return noSupply;
  const configured =
    connection.kind === "site"
      ? siteOffers(model, gateway, connection)
      : networkOffers(model, gateway, connection);
  const learned = gateway.learned === undefined ? learnedOffers(model, gateway, connection) : [];
  const all = [...configured, ...learned];
  if (!connection.isUp && model.behavior.lngRowsWithdrawnWhenDown === "true") {
    return { offers: [], withheld: all.map((offer) => withhold(offer, "tunnelDown", ["CAP-13"])) };
  }
  const isPeer = (offer: Offer): boolean => isBgpPeer(model, connection, offer.prefix);
  if (!connection.usesBgp || !around.isShared) return { offers: all, withheld: [] };
  return {
    offers: all.filter((offer) => !isPeer(offer)),
    withheld: all.filter(isPeer).map((offer) => withhold(offer, "bgpPeerHostRoute", ["CAP-4"])),
  };
}

function withhold(offer: Offer, reason: Withheld["reason"], rules: readonly RuleId[]): Withheld {
  return { route: routeOfOffers([offer]), reason, rules, by: undefined };
}

// The prefixes of the local network gateway, with BGP or without (GW-1, GW-2).
function siteOffers(model: Model, gateway: Gateway, connection: Connection): readonly Offer[] {
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

function localSite(model: Model, connection: Connection): LocalNetworkGateway | undefined {
  const key = connection.localNetworkGateway;
  return key === undefined ? undefined : model.localNetworkGateways.get(key);
}

// The remote network's prefixes and, with BGP, the host routes of its gateway's BGP addresses (GW-3).
function networkOffers(model: Model, gateway: Gateway, connection: Connection): readonly Offer[] {
  const remote = remoteGateway(model, connection);
  const network = remote === undefined ? undefined : model.networks.get(remote.network);
  if (remote === undefined || network === undefined) return [];
  const offer = (prefix: Prefix, place: Place): Offer =>
    staticOffer(prefix, {
      kind: "vpn",
      producer: connection.key,
      ...vpnNextHops(gateway),
      places: [connection.place, place],
      rules: ["GW-3"],
    });
  const peers = connection.usesBgp
    ? bgpAddresses(remote).map((address) => offer(hostPrefix(address), remote.place))
    : [];
  // A list of what was learned is complete; the remote network is then part of it.
  const isKnown = gateway.learned !== undefined || connection.learned !== undefined;
  if (connection.usesBgp && isKnown) return peers;
  const prefixes = connection.usesBgp ? advertisedPrefixes(model, network) : network.addressSpace;
  return [...prefixes.map(({ prefix, place }) => offer(prefix, place)), ...peers];
}

function remoteGateway(model: Model, connection: Connection): Gateway | undefined {
  const key = connection.remoteGateway;
  return key === undefined ? undefined : model.gateways.get(key);
}

function bgpAddresses(gateway: Gateway): readonly Ip[] {
  return gateway.instances.flatMap(({ privateAddress }) => privateAddress ?? []);
}

function isBgpPeer(model: Model, connection: Connection, prefix: Prefix): boolean {
  const site = localSite(model, connection)?.bgpAddress;
  const remote = remoteGateway(model, connection);
  const peers = [
    ...(site === undefined ? [] : [site]),
    ...(remote === undefined ? [] : bgpAddresses(remote)),
  ];
  return peers.some((address) => equalPrefixes(hostPrefix(address), prefix));
}

// What one connection has learned: its own list, or what the site behind it is said to announce.
function learnedOffers(model: Model, gateway: Gateway, connection: Connection): readonly Offer[] {
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

/** Places outside Azure that a connection leads to. */
export function sitesBehind(model: Model, connection: Connection): readonly Site[] {
  const keys = new Set([connection.key, connection.gateway, connection.circuit]);
  return [...model.sites.values()].filter(({ links }) => links.some(({ key }) => keys.has(key)));
}

function gatewayLearnedOffers(gateway: Gateway): readonly Offer[] {
  return gateway.learned === undefined ? [] : listOffers(gateway, gateway.learned, gateway);
}

/**
 * The offers of a list of learned routes: one per path (CAP-7).
 *
 * Entries of the own network are no offers. What one instance has from the other is not a path of its own, so internal entries
 * count only where no external one has the prefix.
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

// An active-active gateway gives each instance one half of the pool (GW-4).
function clientOffers(gateway: Gateway): readonly Offer[] {
  const addresses = vpnAddresses(gateway);
  return gateway.clientPools.flatMap(({ prefix, place }) => {
    const parts = addresses.length >= 2 ? halves(prefix) : [prefix];
    return parts.map((part, at) =>
      staticOffer(part, {
        kind: "vpn",
        producer: gateway.key,
        addresses: [addresses[at]],
        places: [place],
        rules: ["GW-4"],
      }),
    );
  });
}

// All Internet-bound traffic goes to the default site, which is a default route in effect (GW-7).
function defaultSiteOffers(gateway: Gateway): readonly Offer[] {
  const everything = parsePrefix("0.0.0.0/0");
  if (gateway.defaultSite === undefined || everything === undefined) return [];
  return [
    staticOffer(everything, {
      kind: "vpn",
      producer: gateway.key,
      ...vpnNextHops(gateway),
      places: [gateway.defaultSitePlace],
      rules: ["GW-7", "GW-27"],
    }),
  ];
}
