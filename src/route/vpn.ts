import type { Gateway, Model } from "../model/index.ts";
import { halves, parsePrefix } from "../net/index.ts";
import { type Offer, staticOffer } from "./offer.ts";
import { joinSupplies, type Supply } from "./supply.ts";
import { connectionSupply, type VpnSurroundings } from "./tunnel.ts";
import { gatewayLearnedOffers, vpnAddresses, vpnNextHops } from "./vpn-learned.ts";

/**
 * Everything that a VPN gateway brings: sites, other networks, clients, default site (GW-1 to GW-4,
 * GW-7).
 */
export function vpnSupply(model: Model, gateway: Gateway, around: VpnSurroundings): Supply {
  const connections = [...model.connections.values()].filter((one) => one.gateway === gateway.key);
  return joinSupplies([
    ...connections.map((connection) => connectionSupply(model, gateway, connection, around)),
    { offers: gatewayLearnedOffers(gateway), withheld: [] },
    { offers: clientOffers(gateway), withheld: [] },
    { offers: defaultSiteOffers(gateway), withheld: [] },
  ]);
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
