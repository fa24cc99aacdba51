import {
  type Key,
  keyOf,
  type Model,
  type RouteServer,
  type RouteServerPeer,
} from "../../../model/index.ts";
import type { Ip } from "../../../net/index.ts";
import { routeServerAnnouncements, routeServerRoutes } from "../../../route/index.ts";
import { answered, type Outcome, refuseBadRequest, refuseUnknown } from "../outcome.ts";
import type { Answer } from "../question.ts";
import { type BgpRouteRow, bgpRow, originWord } from "./gateway.ts";

/** Routes of a Route Server with one peer, by instance: `RouteServiceRole_IN_0` is the first. */
export type RouteServerRoutes = Readonly<Record<string, readonly BgpRouteRow[]>>;

/** `POST virtualHubs/X/bgpConnections/Y/learnedRoutes`: what a peer has told (GW-6, CAP-29). */
export const routeServerLearned: Answer<RouteServerRoutes> = ({ walker }, { target }) => {
  const found = peerOf(walker.world.model, target);
  if (found.kind === "refused") return found;
  const { server, peer } = found.body;
  const routes = routeServerRoutes(server, peer);
  return answered(
    byInstance(server, (address) =>
      routes
        .filter(({ local }) => local === address)
        .map((route) => bgpRow({ ...route, origin: originWord(route.origin), weight: 32_768 })),
    ),
  );
};

/** `POST virtualHubs/X/bgpConnections/Y/advertisedRoutes`: what a peer is told (CAP-31). */
export const routeServerAdvertised: Answer<RouteServerRoutes> = ({ walker }, { target }) => {
  const { model } = walker.world;
  const found = peerOf(model, target);
  if (found.kind === "refused") return found;
  const { server, peer } = found.body;
  const told = routeServerAnnouncements(model, server, peer);
  return answered(
    byInstance(server, (address) =>
      told
        .filter(({ local }) => local === address)
        .map((one) => bgpRow({ ...one, nextHop: address, origin: "Igp", weight: 0 })),
    ),
  );
};

interface Found {
  readonly server: RouteServer;
  readonly peer: RouteServerPeer;
}

function peerOf({ routeServers, hubs }: Model, id: string): Outcome<Found> {
  const key = keyOf(id);
  const parent = key.split("/").slice(0, -2).join("/") as Key;
  const server = routeServers.get(parent);
  const peer = server?.peers.find((one) => one.key === key);
  if (server !== undefined && peer !== undefined) return answered({ server, peer });
  return hubs.has(parent)
    ? refuseBadRequest(`${id} is a peer of a virtual hub. Ask the hub for its effectiveRoutes.`)
    : refuseUnknown(id);
}

// There are always two instances, also where the input lacks their addresses.
function byInstance(
  { addresses }: RouteServer,
  rowsOf: (address: Ip) => readonly BgpRouteRow[],
): RouteServerRoutes {
  const count = Math.max(addresses.length, 2);
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => {
      const address = addresses[at];
      return [`RouteServiceRole_IN_${at}`, address === undefined ? [] : rowsOf(address)];
    }),
  );
}
