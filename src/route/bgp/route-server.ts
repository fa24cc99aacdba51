import type { RouteServer, RouteServerPeer } from "../../model/index.ts";
import type { BgpRoute } from "./learned.ts";

/**
 * What the instances of a Route Server have learned from one of their peers, instance by instance
 * (GW-6). An entry that names no instance counts for all.
 */
export function routeServerRoutes(
  { addresses }: RouteServer,
  peer: RouteServerPeer,
): readonly (BgpRoute & { readonly local: NonNullable<BgpRoute["local"]> })[] {
  const routes = (peer.learned?.routes ?? []).filter(({ origin }) => origin !== "network");
  return addresses.flatMap((local) =>
    routes
      .filter(({ localAddress }) => localAddress === undefined || localAddress === local)
      .map((route) => ({
        local,
        prefix: route.prefix,
        nextHop: route.nextHop ?? peer.address,
        origin: route.origin,
        peer: route.peer ?? peer.address,
        asPath: route.asPath,
      })),
  );
}
