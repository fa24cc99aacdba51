import type { HubConnection, HubStaticRoute, Model, VirtualHub } from "../../model/index.ts";
import { containsIp, covers, equalPrefixes, type Ip, isDefault } from "../../net/index.ts";

/**
 * The static route of a connection that leads packets for an address to an appliance in its network
 * (VW-13). For addresses of the network itself it depends: `contains` lets a wider route take them,
 * `equal` only one with the very prefix; routing intent and a default route force the latter.
 */
export function staticRouteFor(
  model: Model,
  hub: VirtualHub,
  connection: HubConnection,
  ip: Ip,
): HubStaticRoute | undefined {
  const own = model.networks
    .get(connection.network)
    ?.addressSpace.find(({ prefix }) => containsIp(prefix, ip))?.prefix;
  const isBypassed = connection.localOverride === "equal" || hub.intent !== undefined;
  const lengthOf = ({ prefixes }: HubStaticRoute): number => {
    const fitting = prefixes.filter(({ prefix }) => {
      if (own === undefined) return containsIp(prefix, ip);
      if (equalPrefixes(prefix, own)) return true;
      if (covers(own, prefix)) return containsIp(prefix, ip);
      return !isBypassed && !isDefault(prefix) && covers(prefix, own);
    });
    return Math.max(...fitting.map(({ prefix }) => prefix.length));
  };
  let best: HubStaticRoute | undefined;
  for (const route of connection.staticRoutes) {
    const length = lengthOf(route);
    if (length >= 0 && (best === undefined || length > lengthOf(best))) best = route;
  }
  return best;
}
