import { containsIp, type Ip, lastIp, type Prefix } from "../net/index.ts";
import { type EffectiveTable, lookupRoute, type Route } from "../route/index.ts";
import { addressAt, exampleInternetAddress } from "../walk/index.ts";
import { addressFromEnd } from "./address-from-end.ts";

// Far enough in to be a host, near enough to be inside nearly every prefix.
const firstHost = 4;

/**
 * An address that a route of a table carries: of the Internet where it goes there, else near the
 * beginning or the end of one of its prefixes. Absent where longer routes carry all of these.
 */
export function exampleDestination(table: EffectiveTable, route: Route): Ip | undefined {
  for (const prefix of route.prefixes) {
    const address = candidates(prefix).find(
      (one) => containsIp(prefix, one) && lookupRoute(table.groups, one)?.route === route,
    );
    if (address !== undefined) return address;
  }
  return undefined;
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
