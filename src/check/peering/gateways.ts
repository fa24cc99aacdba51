import type { Gateway, Key, Model, VirtualNetwork } from "../../model/index.ts";
import type { Prefix } from "../../net/index.ts";
import type { Route } from "../../route/index.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";

/**
 * What the gateways and the Route Server of a network bring, before any table has its say; empty
 * when it has none, or nobody tells what they have learned.
 */
export function gatewayRoutes({ model, router }: Ground, host: VirtualNetwork): readonly Route[] {
  if (!hasGateway(model, host.key)) return [];
  for (const subnet of host.subnets) {
    const table = router.tableOf({ subnet, gateway: undefined });
    const found = table?.groups.find(({ group }) => group.kind === "gateway");
    if (found !== undefined) return found.group.routes;
  }
  return [];
}

/** The prefixes of `gatewayRoutes`. */
export function gatewayPrefixes(ground: Ground, host: VirtualNetwork): readonly Prefix[] {
  return gatewayRoutes(ground, host).flatMap(({ prefixes }) => prefixes);
}

/** Whether a network has something that peers can use: a gateway or a Route Server (10.1). */
export function hasGateway({ gateways, routeServers }: Model, network: Key): boolean {
  return [...gateways.values(), ...routeServers.values()].some((one) => one.network === network);
}

/** The gateways of a network, by id. */
export function gatewaysIn({ gateways }: Model, network: Key): readonly Gateway[] {
  return [...gateways.values()].filter((one) => one.network === network);
}

/** What people call the gateways and the Route Server of a network: `vpngw and ergw in hub`. */
export function gatewayNames(model: Model, { key, name }: VirtualNetwork): string {
  const producers = [...model.gateways.values(), ...model.routeServers.values()];
  const names = producers.filter((one) => one.network === key).map((one) => one.name);
  return `${listNames(names)} in ${name}`;
}
