import type { Key, RouteServerPeer } from "../model/index.ts";
import { learnedOffer, type Offer } from "./offer.ts";

/**
 * What the BGP peers of a Route Server announce, with the next hop that they give (GW-6).
 *
 * An appliance's own subnet receives the routes too (GW-16), and a route with the community
 * `no-advertise` is programmed into VMs all the same (GW-22), so neither makes a difference here.
 */
export function routeServerOffers(
  server: Key,
  peers: readonly RouteServerPeer[],
): readonly Offer[] {
  return peers.flatMap((peer) =>
    (peer.learned?.routes ?? [])
      .filter(({ origin }) => origin !== "network")
      .map((learned) =>
        learnedOffer(learned, {
          kind: "appliance",
          producer: peer.key,
          addresses: [learned.nextHop ?? peer.address],
          // Appliances behind one load balancer announce the same next hop, which is one way.
          listsInstancesOf: server,
          places: [learned.place, peer.place],
          rules: ["GW-6"],
        }),
      ),
  );
}
