import type { VirtualNetwork } from "../../model/index.ts";
import { covers, formatPrefix } from "../../net/index.ts";
import type { EffectiveTable, Route, TableGroup } from "../../route/index.ts";

type RouteGroup = TableGroup["group"];

/**
 * What decides where a table sends packets for addresses outside its own network: user routes to
 * there, peers, and the gateway's routes. Tables of equal signatures see the outside alike.
 */
export interface Signatures {
  readonly of: (table: EffectiveTable) => string;
}

/** Begins to take signatures; parts that tables share are taken once. */
export function createSignatures(): Signatures {
  const texts = new Map<string, number>();
  const users = new WeakMap<RouteGroup, number>();
  const gateways = new WeakMap<RouteGroup, number>();
  const peers = new WeakMap<VirtualNetwork, number>();
  let groups = 0;
  const numberOf = (text: string): number => {
    const number = texts.get(text) ?? texts.size;
    texts.set(text, number);
    return number;
  };
  const userNumber = ({ group }: TableGroup, { addressSpace }: VirtualNetwork): number => {
    const isInside = addressSpace.some(({ prefix }) => group.inside(prefix).length > 0);
    if (isInside) return numberOf(routesText(group.routes, addressSpace));
    return remember(users, group, () => numberOf(routesText(group.routes, [])));
  };
  const peersNumber = (network: VirtualNetwork): number =>
    remember(peers, network, () => numberOf(peersText(network)));
  const gatewayNumber = ({ group, all }: TableGroup): number =>
    all !== undefined ? -1 : remember(gateways, group, () => ++groups);
  return {
    of: ({ groups: all, network, routeTable }) => {
      const parts = all.map((tableGroup): string => {
        switch (tableGroup.group.kind) {
          case "user":
            return `user ${userNumber(tableGroup, network)}`;
          case "gateway":
            return `gateway ${gatewayNumber(tableGroup)}`;
          case "connectedGroup":
            return `mesh ${numberOf(meshText(tableGroup.group))}`;
          default:
            return "";
        }
      });
      const shows = routeTable?.showsPeeringRoutes ?? true;
      return [`peers ${shows ? peersNumber(network) : "off"}`, ...parts].join(" ");
    },
  };
}

function remember<K extends object>(known: WeakMap<K, number>, key: K, make: () => number): number {
  const number = known.get(key) ?? make();
  known.set(key, number);
  return number;
}

// Routes inside the own range are nothing to others.
function routesText(routes: readonly Route[], space: VirtualNetwork["addressSpace"]): string {
  return routes
    .filter(
      ({ prefixes }) =>
        !prefixes.every((prefix) => space.some((own) => covers(own.prefix, prefix))),
    )
    .map(({ prefixes, serviceTag, nextHop }) => {
      const destination = serviceTag?.name ?? prefixes.map(formatPrefix).join();
      const addresses = nextHop.kind === "appliance" ? nextHop.addresses.join() : "";
      return `${destination} ${nextHop.kind} ${addresses}`;
    })
    .sort()
    .join("|");
}

function peersText({ peerings }: VirtualNetwork): string {
  return peerings
    .filter(({ state }) => state === "connected")
    .map(({ remote, scope, remoteSubnets }) => `${remote} ${scope} ${remoteSubnets.join()}`)
    .sort()
    .join("|");
}

function meshText({ routes }: RouteGroup): string {
  return routes
    .map(({ nextHop }) => (nextHop.kind === "connectedGroup" ? nextHop.group : ""))
    .sort()
    .join("|");
}
