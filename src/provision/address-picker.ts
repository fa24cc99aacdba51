import type { Resource } from "../arm/index.ts";
import type { Family } from "../net/index.ts";
import { Estate } from "./estate.ts";

/**
 * Gives the next free private address of a subnet, from the end that Azure begins at, and notes it;
 * `undefined` when the subnet has none, or nobody says its prefixes.
 */
export type AddressPicker = (
  /** Id of the subnet. */
  subnet: string,
  options?: { readonly from?: "first" | "last"; readonly family?: Family },
) => string | undefined;

/** A picker among what exists. Cost: linear in the resources, for the first address only. */
export function createAddressPicker(existing: Iterable<Resource>): AddressPicker {
  const estate = new Estate(existing, []);
  return (subnet, { from = "first", family = 4 } = {}) => {
    const given = estate.assign({ resource: "", subnet, family }, from);
    return typeof given === "string" ? given : undefined;
  };
}
