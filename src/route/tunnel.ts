import type { Place } from "../diagnostic/index.ts";
import type { Connection, Gateway, Model } from "../model/index.ts";
import { equalPrefixes, hostPrefix, type Ip, type Prefix } from "../net/index.ts";
import { advertisedPrefixes } from "./advertised.ts";
import { type Offer, staticOffer } from "./offer.ts";
import { relayedPrefixes } from "./relay.ts";
import { noSupply, type Supply, withhold } from "./supply.ts";
import { learnedOffers, localSite, siteOffers, vpnNextHops } from "./vpn-learned.ts";

/** What a VPN gateway needs to know of the network around it. */
export interface VpnSurroundings {
  /** Whether an ExpressRoute gateway or a Route Server shares the network (CAP-4). */
  readonly isShared: boolean;
}

/**
 * What one tunnel brings: configured and learned prefixes, or nothing while it is down (CAP-13).
 */
export function connectionSupply(
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

// The remote network's prefixes and, with BGP, the host routes of its gateway's BGP addresses
// (GW-3).
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
  const own = prefixes.map(({ prefix, place }) => offer(prefix, place));
  return connection.usesBgp
    ? [...own, ...peers, ...relayedOffers(model, { gateway, connection, remote })]
    : own;
}

interface Tunnel {
  readonly gateway: Gateway;
  readonly connection: Connection;
  readonly remote: Gateway;
}

// What the gateway at the other end has from others and hands on (GW-24).
function relayedOffers(model: Model, { gateway, connection, remote }: Tunnel): readonly Offer[] {
  return relayedPrefixes(model, gateway, remote).map(({ prefix, asPath, places, rules }) => ({
    ...staticOffer(prefix, {
      kind: "vpn",
      producer: connection.key,
      ...vpnNextHops(gateway),
      places: [connection.place, ...places],
      rules,
    }),
    isStatic: false,
    asPath,
  }));
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

function remoteGateway(model: Model, connection: Connection): Gateway | undefined {
  const key = connection.remoteGateway;
  return key === undefined ? undefined : model.gateways.get(key);
}

function bgpAddresses(gateway: Gateway): readonly Ip[] {
  return gateway.instances.flatMap(({ privateAddress }) => privateAddress ?? []);
}
