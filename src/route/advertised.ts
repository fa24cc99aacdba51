import {
  type Key,
  type Model,
  type PlacedPrefix,
  perModel,
  type VirtualNetwork,
} from "../model/index.ts";
import { covers } from "../net/index.ts";
import { peeredPrefixes, reversePeering } from "./peering.ts";

/**
 * Prefixes of the networks that use the gateways of `host`: both flags set, both sides connected
 * (PEER-7). A subnet peering counts with the subnets that it lists (PEER-10, CAP-22).
 */
export function transitPrefixes(model: Model, host: VirtualNetwork): readonly PlacedPrefix[] {
  const known = knownPrefixes(model);
  const prefixes = known.get(host.key) ?? collectPrefixes(model, host);
  known.set(host.key, prefixes);
  return prefixes;
}

// A hub has hundreds of peers, and its table, its gateways and their announcements ask for them.
const knownPrefixes: (model: Model) => Map<Key, readonly PlacedPrefix[]> = perModel(
  () => new Map(),
);

function collectPrefixes(model: Model, host: VirtualNetwork): readonly PlacedPrefix[] {
  return host.peerings.flatMap((peering) => {
    const back = reversePeering(model, peering);
    const isTransit =
      peering.state === "connected" &&
      peering.offersGateway &&
      back?.state === "connected" &&
      back.usesRemoteGateway;
    return isTransit ? peeredPrefixes(model, peering) : [];
  });
}

/**
 * Prefixes that the gateways of a network announce to the other side (GW-23).
 *
 * Its own prefixes and those of its transit peers, never subnets or user routes. Summaries replace
 * the own prefixes and those peers that they cover (GW-25). What other BGP peers have announced
 * comes on top and is not listed here (GW-24).
 */
export function advertisedPrefixes(model: Model, host: VirtualNetwork): readonly PlacedPrefix[] {
  const summaries = host.summarizedGatewayPrefixes;
  const own = summaries.length > 0 ? summaries : host.addressSpace;
  const peers = transitPrefixes(model, host).filter(
    ({ prefix }) => !summaries.some((summary) => covers(summary.prefix, prefix)),
  );
  return [...own, ...peers];
}
