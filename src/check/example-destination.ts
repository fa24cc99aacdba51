import { containsIp, type Ip, lastIp, type Prefix } from "../net/index.ts";
import { type EffectiveTable, lookupRoute, type Route } from "../route/index.ts";
import { addressAt, exampleInternetAddress } from "../walk/index.ts";
import { addressFromEnd } from "./address-from-end.ts";

// Far enough in to be a host, near enough to be inside nearly every prefix.
const firstHost = 4;

/**
 * Addresses that a route of a table carries: of the Internet where it goes there, then near the
 * beginning and the end of its prefixes. Empty where longer routes carry all of these.
 */
export function* exampleDestinations(table: EffectiveTable, route: Route): Iterable<Ip> {
  for (const prefix of route.prefixes) {
    for (const one of candidates(prefix)) {
      const isCarried = lookupRoute(table.groups, one)?.route === route;
      if (containsIp(prefix, one) && isCarried) yield one;
    }
  }
}

function candidates(prefix: Prefix): readonly Ip[] {
  return [
    exampleInternetAddress,
    addressAt(prefix, firstHost),
    prefix.address,
    addressFromEnd(prefix, 2),
    lastIp(prefix),
  ];
}
