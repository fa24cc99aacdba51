import type { NetworkTag } from "../model/index.ts";
import { type Prefix, prefixSet, subtract, toPrefixes } from "../net/index.ts";
import { activationServers, loadBalancerPrefixes, platformImds } from "./platform.ts";
import { publicSpace } from "./public-space.ts";
import type { TagPrefix } from "./virtual-network-tag.ts";

/** The prefixes of a tag at a place whose tag `VirtualNetwork` is given. */
export function expandNetworkTag(tag: NetworkTag, near: readonly TagPrefix[]): readonly Prefix[] {
  switch (tag) {
    case "virtualNetwork":
      return near.map(({ prefix }) => prefix);
    case "internet":
      return internetPrefixes(near);
    case "loadBalancer":
    case "platformDns":
      return loadBalancerPrefixes;
    case "platformImds":
      return toPrefixes(platformImds);
    case "platformActivation":
      return toPrefixes(activationServers);
  }
}

// Default routes and their halves say nothing about what is public. The address of the host stands
// in every captured list, although nothing on the Internet has it (NSG-8). Networks without IPv6
// have lists without it.
function internetPrefixes(near: readonly TagPrefix[]): readonly Prefix[] {
  const inside = near
    .filter(({ prefix, reason }) => prefix.length > 1 && reason !== "platformAddress")
    .map(({ prefix }) => prefix);
  const isDualStack = inside.some(({ family }) => family === 6);
  return toPrefixes(subtract(publicSpace, prefixSet(inside))).filter(
    ({ family }) => family === 4 || isDualStack,
  );
}
