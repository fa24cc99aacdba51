import { platformPlace } from "../diagnostic/index.ts";
import type { VirtualNetwork } from "../model/index.ts";
import { type Prefix, parsePrefix } from "../net/index.ts";
import { RouteGroup } from "./group.ts";
import { createRoute } from "./route.ts";

/** One route per prefix of the address space, in its order; never one per subnet (SYS-1, SYS-8). */
export function networkGroup(network: VirtualNetwork): RouteGroup {
  return new RouteGroup(
    "network",
    network.addressSpace.map(({ prefix, place }) =>
      createRoute({
        origin: "addressSpace",
        source: "system",
        prefixes: [prefix],
        nextHop: { kind: "network" },
        places: [place],
        rules: prefix.family === 4 ? ["SYS-1"] : ["SYS-1", "SYS-8"],
      }),
    ),
  );
}

const ipv4Default = parsePrefix("0.0.0.0/0") as Prefix;
const ipv6Default = parsePrefix("::/0") as Prefix;

const internetIpv4 = new RouteGroup("internet", [internetRoute(ipv4Default)]);
const internetDualStack = new RouteGroup("internet", [
  internetRoute(ipv4Default),
  internetRoute(ipv6Default),
]);

/**
 * The default route to the Internet (SYS-2); a network with an IPv6 range has one for IPv6 too
 * (SYS-8, CAP-21).
 */
export function internetGroup(network: VirtualNetwork): RouteGroup {
  const isDualStack = network.addressSpace.some(({ prefix }) => prefix.family === 6);
  return isDualStack ? internetDualStack : internetIpv4;
}

function internetRoute(prefix: Prefix) {
  return createRoute({
    origin: "internet",
    source: "system",
    prefixes: [prefix],
    nextHop: { kind: "internet" },
    places: [platformPlace],
    rules: prefix.family === 4 ? ["SYS-2"] : ["SYS-2", "SYS-8"],
  });
}
