import { formatIp, type Ip } from "../../net/index.ts";
import type { HubOffer, NextHop, Path, Route } from "../../route/index.ts";

/** Where packets for a part of the address space go next, on one side. */
export type Hop =
  /** By the table of a subnet or gateway. */
  | { readonly kind: "route"; readonly route: Route }
  /** By a table of a virtual hub; several offers are equal ways. */
  | { readonly kind: "hub"; readonly offers: readonly [HubOffer, ...HubOffer[]] };

/**
 * Text that two next hops share exactly when packets go to the same place. Who put a route there
 * does not count, nor autonomous systems behind it.
 */
export function hopKey(hop: Hop | undefined): string {
  if (hop === undefined) return "nothing";
  return hop.kind === "route" ? nextHopKey(hop.route.nextHop) : offersKey(hop.offers);
}

/** As `hopKey`, for the next hop of a route. */
export function nextHopKey(nextHop: NextHop): string {
  switch (nextHop.kind) {
    case "network":
    case "internet":
    case "none":
      return nextHop.kind;
    case "peering":
      return `peering ${nextHop.remote}`;
    case "connectedGroup":
      return `group ${nextHop.group}`;
    case "gateway":
      return `gateway ${distinct(nextHop.paths.map(pathText))}`;
    case "appliance":
      return `appliance ${distinct(nextHop.addresses.map(formatIp))}`;
    case "serviceEndpoint":
      return `service ${nextHop.service}`;
    case "privateEndpoint":
      return `endpoint ${nextHop.endpoint}`;
  }
}

// The address is what Azure shows: which connection behind a gateway brings a prefix is not seen.
function pathText({ producer, address }: Path): string {
  return address === undefined ? producer : formatIp(address);
}

function offersKey(offers: readonly HubOffer[]): string {
  return distinct(
    offers.map(
      ({ nextHopKind, target, addresses }) =>
        `${nextHopKind} ${target} ${addresses.map(textOf).join(" ")}`,
    ),
  );
}

function textOf(address: Ip | undefined): string {
  return address === undefined ? "?" : formatIp(address);
}

function distinct(texts: readonly string[]): string {
  return [...new Set(texts)].sort().join(",");
}
