import type { Model, VirtualNetwork } from "../../model/index.ts";
import { formatPrefix, type Ip } from "../../net/index.ts";
import { lookupRoute, neighborsOf } from "../../route/index.ts";
import type { Ground } from "../ground.ts";
import { networksAt } from "../network-index.ts";
import type { HopUse } from "./used-hop.ts";

/** Where a next hop is that no network in reach has. */
export type Whereabouts =
  | {
      readonly kind: "network";
      readonly network: VirtualNetwork;
      /** Why it is out of reach, as the end of a sentence. */
      readonly because: string;
    }
  /** Behind a gateway or hub, by whose routes alone it is reached. */
  | { readonly kind: "gateway"; readonly because: string }
  /** In a network with a peering that does not bring it, of which other rules speak. */
  | { readonly kind: "peered" }
  | { readonly kind: "nowhere" };

/** Finds where a next hop is that a network finds in no network that is connected to it directly. */
export function whereaboutsOf(
  { model }: Ground,
  { network: from, seen }: HopUse,
  address: Ip,
): Whereabouts {
  const network = networksAt(model, address).find(({ key }) => key !== from.key);
  if (network !== undefined && isPeered(from, network)) return { kind: "peered" };
  if (network !== undefined) {
    return { kind: "network", network, because: distanceBetween(model, from, network) };
  }
  const match = lookupRoute(seen.table.groups, address);
  if (match?.route.nextHop.kind !== "gateway" || match.route.source !== "bgp") {
    return { kind: "nowhere" };
  }
  const prefix = formatPrefix(match.prefix);
  return {
    kind: "gateway",
    because: `${from.name} reaches ${prefix} only over a gateway, which a next hop may not need`,
  };
}

function isPeered({ peerings }: VirtualNetwork, { key }: VirtualNetwork): boolean {
  return peerings.some(({ remote }) => remote === key);
}

function distanceBetween(model: Model, from: VirtualNetwork, to: VirtualNetwork): string {
  const between = neighborsOf(model, from).find(({ network }) =>
    neighborsOf(model, network).some((one) => one.network.key === to.key),
  );
  return between === undefined
    ? `${from.name} is not peered with ${to.name}`
    : `${from.name} is peered with ${between.network.name}, which is peered with ${to.name}, and ${from.name} itself is not`;
}
