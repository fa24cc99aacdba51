import type { Connection, Gateway, LearnedRoute, Model, PlacedPrefix } from "../model/index.ts";
import type { Ip } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import { advertisedPrefixes } from "./advertised.ts";
import { learnedOffer, type Offer, staticOffer } from "./offer.ts";
import { sitesBehind } from "./site.ts";

/** Everything that an ExpressRoute gateway brings over its connections (GW-5). */
export function expressRouteOffers(model: Model, gateway: Gateway): readonly Offer[] {
  const connections = [...model.connections.values()].filter(
    (one) => one.gateway === gateway.key && one.kind === "expressRoute" && one.isUp,
  );
  if (gateway.learned !== undefined) {
    const [connection] = connections;
    return circuitOffers(gateway.learned.routes, gateway, connection?.weight ?? 0);
  }
  return connections.flatMap((connection) => connectionOffers(model, gateway, connection));
}

function connectionOffers(
  model: Model,
  gateway: Gateway,
  connection: Connection,
): readonly Offer[] {
  const circuit =
    connection.circuit === undefined ? undefined : model.circuits.get(connection.circuit);
  const learned = connection.learned ?? circuit?.learned;
  if (learned !== undefined) return circuitOffers(learned.routes, connection, connection.weight);
  return [...siteOffers(model, connection), ...hairpinOffers(model, gateway, connection)];
}

// The next hop is the address of Microsoft's edge router, which only the list of learned routes
// tells (FWD-11).
function circuitOffers(
  routes: readonly LearnedRoute[],
  producer: Gateway | Connection,
  weight: number,
): readonly Offer[] {
  return routes
    .filter(({ origin }) => origin !== "network")
    .map((learned) =>
      learnedOffer(learned, {
        kind: "expressRoute",
        producer: producer.key,
        addresses: [learned.nextHop],
        weight,
        places: [learned.place, producer.place],
        rules: ["GW-5"],
      }),
    );
}

function siteOffers(model: Model, connection: Connection): readonly Offer[] {
  return sitesBehind(model, connection).flatMap((site) => {
    const keys = [connection.key, connection.circuit, connection.gateway];
    const edges = site.links.filter(({ key }) => keys.includes(key)).map(({ nextHop }) => nextHop);
    return site.advertised.map((advertised) => ({
      ...configuredOffer(advertised, connection, edges, ["GW-5"]),
      isStatic: false,
      asPath: site.asn === undefined ? [] : [site.asn],
    }));
  });
}

// Networks on the same circuit reach each other through Microsoft's edge only where both gateways
// allow it (GW-33, ER-8, X-24).
function hairpinOffers(model: Model, gateway: Gateway, connection: Connection): readonly Offer[] {
  if (!gateway.allowsRemoteNetworks || connection.circuit === undefined) return [];
  return [...model.connections.values()].flatMap((other) => {
    if (other.circuit !== connection.circuit || other.key === connection.key) return [];
    const remote = model.gateways.get(other.gateway);
    const network = remote === undefined ? undefined : model.networks.get(remote.network);
    if (!remote?.allowsRemoteNetworks || network === undefined) return [];
    return advertisedPrefixes(model, network).map((prefix) => ({
      ...configuredOffer(prefix, connection, [undefined], ["GW-33", "GW-26", "ER-8", "X-24"]),
      isStatic: false,
      asPath: hairpinPath,
    }));
  });
}

// The edge routers write their own number over the gateway's private one and add it once more
// (GW-26).
const hairpinPath: readonly number[] = [12076, 12076];

function configuredOffer(
  { prefix, place }: PlacedPrefix,
  connection: Connection,
  addresses: readonly (Ip | undefined)[],
  rules: readonly RuleId[],
): Offer {
  return {
    ...staticOffer(prefix, {
      kind: "expressRoute",
      producer: connection.key,
      addresses,
      places: [place, connection.place],
      rules,
    }),
    weight: connection.weight,
  };
}
