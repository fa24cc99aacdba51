import type { Key } from "../model/index.ts";
import { type Ip, intersect, type PrefixSet, subtract } from "../net/index.ts";
import type { Sender } from "../walk/index.ts";
import type { Reach } from "./reach.ts";

/** From where flows come: the same addresses may be there more than once. */
export type Origin =
  | { readonly kind: "network"; readonly network: Key }
  /** A place outside Azure; `site` is absent where no fact tells of it. */
  | { readonly kind: "site"; readonly site: Key | undefined }
  | { readonly kind: "internet" };

/** Who sends with an address of an origin; absent when nobody there can have it. */
export function senderAt(reach: Reach, origin: Origin, address: Ip): Sender | undefined {
  switch (origin.kind) {
    case "network":
      return hostAt(reach, origin.network, address);
    case "site":
      return origin.site !== undefined && !reach.model.sites.has(origin.site)
        ? undefined
        : { kind: "host", address, site: origin.site };
    case "internet":
      return { kind: "internet", address };
  }
}

function hostAt(reach: Reach, network: Key, address: Ip): Sender | undefined {
  const place = reach.placesIn(network)?.placeOf(address);
  if (place?.isHosts !== true) return undefined;
  const nic = reach.nicAt(network, address);
  if (nic !== undefined) return { kind: "nic", nic };
  const subnet = reach
    .subnetsAt(address)
    .find((key) => reach.model.subnets.get(key)?.network === network);
  return subnet === undefined ? undefined : { kind: "subnet", subnet };
}

/**
 * The addresses of a set that send from an origin as one of them does, as far as the sender itself
 * can tell. Where nobody has the address these are all that nobody has.
 */
export function narrowSenders(
  reach: Reach,
  origin: Origin,
  set: PrefixSet,
  address: Ip,
): PrefixSet {
  if (origin.kind !== "network") return set;
  const places = reach.placesIn(origin.network);
  if (places === undefined) return set;
  const place = places.placeOf(address);
  return place?.isHosts === true ? intersect(set, place.addresses) : subtract(set, places.hosts);
}
