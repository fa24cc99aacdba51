import { type Refusal, refuseByProvider, refuseUnverified } from "./refusal.ts";

/** ERR-41: the text has been seen, the code is from memory. */
export function nextHopMissing(): Refusal {
  return {
    ...refuseByProvider(
      400,
      "NullOrEmptyNextHopIpAddressInRoute",
      "NextHopIpAddress cannot be Null or Empty in route when NextHopType is VirtualAppliance",
    ),
    isVerified: false,
  };
}

/** ERR-42. */
export function nextHopNotAllowed(route: string, type: string): Refusal {
  return refuseUnverified(
    400,
    "NextHopIpAddressNotAllowed",
    `Route ${route} has a nextHopIpAddress that does not go with the next hop type ${type}. Only ` +
      "VirtualAppliance takes one, and it has to be an IP address.",
  );
}

export function nextHopUnknown(route: string, type: string): Refusal {
  return refuseUnverified(
    400,
    "NextHopTypeUnknown",
    `Route ${route} has the next hop type '${type}'. Known types: VirtualNetworkGateway, VnetLocal, ` +
      "Internet, VirtualAppliance, VirtualApplianceEcmp, None.",
  );
}

/** ERR-43. */
export function routeConflict(route: string, other: string): Refusal {
  return refuseByProvider(
    400,
    "RouteConflict",
    `Route: ${route} conflicts with Route: ${other}. Routes cannot have the same AddressPrefix.`,
  );
}

/** ERR-44. */
export function tooManyRoutes(table: string, count: number): Refusal {
  return refuseUnverified(
    400,
    "TooManyRoutes",
    `Route table ${table} would have ${count} routes; a route table holds at most 400.`,
  );
}

/** ERR-45. */
export function tooManyTagRoutes(table: string, count: number): Refusal {
  return refuseUnverified(
    400,
    "TooManyServiceTagRoutes",
    `Route table ${table} would have ${count} routes to service tags; a route table holds at most 25.`,
  );
}

/** ERR-46. */
export function ecmpNextHops(route: string): Refusal {
  return refuseUnverified(
    400,
    "EcmpNextHops",
    `Route ${route} needs 2 to 64 addresses in nextHop.nextHopIpAddresses, and only the next hop type ` +
      "VirtualApplianceEcmp takes them.",
  );
}
