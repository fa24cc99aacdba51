import type { Bodies } from "../arm/index.ts";
import type {
  Gateway,
  LocalNetworkGateway,
  PlacedPrefix,
  TrafficSelector,
} from "../model/index.ts";

/** The two ends of a tunnel, as far as selectors are made of them. */
export interface SelectorEnds {
  readonly gateway: Gateway;
  readonly site: LocalNetworkGateway | undefined;
  /** Address space of the gateway's own network. */
  readonly space: readonly PlacedPrefix[];
}

/**
 * The traffic selectors of a connection; absent where it carries whatever is routed to it.
 *
 * A policy-based gateway always has them, a route-based one where its connection says so; written
 * ones take effect only then. Where none are written, every range of the network is paired with
 * every range of the site.
 */
export function lowerSelectors(
  body: Bodies["connection"],
  { gateway, site, space }: SelectorEnds,
): readonly TrafficSelector[] | undefined {
  if (gateway.kind !== "vpn" || (gateway.isRouteBased && !body.usesSelectors)) return undefined;
  const ranges = (prefixes: readonly PlacedPrefix[]) => prefixes.map(({ prefix }) => prefix);
  if (body.selectors.length > 0) {
    return body.selectors.map(({ local, remote, place }) => ({
      local: ranges(local),
      remote: ranges(remote),
      place,
    }));
  }
  if (site === undefined) return undefined;
  return [{ local: ranges(space), remote: ranges(site.prefixes), place: site.place }];
}
