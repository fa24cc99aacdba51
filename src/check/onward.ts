import { type Key, type Model, perModel } from "../model/index.ts";
import type { Ip } from "../net/index.ts";
import { type EffectiveTable, lookupRoute, type Match, type Route } from "../route/index.ts";
import { type Stop, stopAt } from "./device.ts";
import type { Ground } from "./ground.ts";
import { nextHopAt } from "./next-hop-at.ts";

/** Where a table sends packets for an address, by look-ups alone. */
export type Onward =
  /** To appliances; several stops are equal ways. */
  | { readonly kind: "stops"; readonly match: Match; readonly stops: readonly Stop[] }
  /** Anywhere else; without a match nowhere at all. */
  | { readonly kind: "end"; readonly match: Match | undefined };

/** Where a table sends packets for an address: to which appliances, or out of their hands. */
export function onwardFrom(ground: Ground, table: EffectiveTable, destination: Ip): Onward {
  const match = lookupRoute(table.groups, destination);
  const addresses = match === undefined ? [] : applianceAddresses(ground.model, match.route);
  if (match === undefined || addresses.length === 0) return { kind: "end", match };
  const stops = addresses.map((address) =>
    stopAt(ground, nextHopAt(ground, table.network, address)),
  );
  return { kind: "stops", match, stops };
}

/**
 * The appliances that a route leads to: those that it names, and those whose routes a Route Server
 * has heard (GW-6); empty for routes to anything else.
 */
export function applianceAddresses(model: Model, { nextHop }: Route): readonly Ip[] {
  switch (nextHop.kind) {
    case "appliance":
      return nextHop.addresses;
    case "gateway": {
      const peers = serverPeers(model);
      const heard = nextHop.paths.filter(({ producer }) => peers.has(producer));
      return [...new Set(heard.flatMap(({ address }) => address ?? []))];
    }
    default:
      return [];
  }
}

const serverPeers: (model: Model) => ReadonlySet<Key> = perModel(
  ({ routeServers }) =>
    new Set([...routeServers.values()].flatMap(({ peers }) => peers.map(({ key }) => key))),
);
