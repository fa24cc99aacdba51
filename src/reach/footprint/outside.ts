import type { FlowSet } from "../../flow/index.ts";
import {
  hostPrefix,
  type Ip,
  intersect,
  isEmptySet,
  type PrefixSet,
  prefixSet,
} from "../../net/index.ts";
import { narrowInPublic } from "../places/public-space.ts";
import type { Reach } from "../reach.ts";
import { flowsOf, type PacketOfSet, packetsOf } from "./packet.ts";

/** Both ends fare alike on every way outside. */
export function narrowToOutside(reach: Reach, packet: PacketOfSet, set: FlowSet): FlowSet {
  const packets = packetsOf(set, packet);
  const { source, destination } = packet.flow;
  // A place outside has ways of its own to public addresses.
  const destinations = narrowInPublic(reach.model, packets.destinations, destination);
  return flowsOf(set, packet, {
    ...packets,
    sources: keepAround(packets.sources, source, reach.outside.around(source)),
    destinations: keepAround(destinations, destination, reach.outside.around(destination)),
  });
}

// An address that was put in its place has no part in the set.
function keepAround(set: PrefixSet, ip: Ip, part: PrefixSet): PrefixSet {
  const common = intersect(set, part);
  return isEmptySet(common) ? prefixSet([hostPrefix(ip)]) : common;
}
