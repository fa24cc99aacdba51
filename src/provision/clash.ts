import type { Resource } from "../arm/index.ts";
import { formatIp } from "../net/index.ts";
import { keyOfId } from "./body.ts";
import type { AssignedAddress } from "./estate.ts";
import { addressesOf } from "./taken-address.ts";

/**
 * The requests that ask for addresses of their own, when one of these was given to another resource;
 * none otherwise. A deployment that is repeated with them as planned gives other addresses.
 *
 * A resource may well ask for the address that it has been given: templates make dynamic addresses
 * static that way. Cost: linear, and nothing where no address was given.
 */
export function findClashing(
  assigned: readonly AssignedAddress[],
  asked: Iterable<Resource>,
): readonly Resource[] {
  if (assigned.length === 0) return [];
  const owners = new Map(
    assigned.map(({ subnet, address, resource }) => [
      placeOf(keyOfId(subnet), address),
      keyOfId(resource),
    ]),
  );
  let isClash = false;
  const asking = [...asked].filter((resource) => {
    const addresses = addressesOf(resource);
    isClash ||= addresses.some(({ subnet, address }) => {
      const owner = owners.get(placeOf(subnet, formatIp(address)));
      return owner !== undefined && owner !== resource.id.key;
    });
    return addresses.length > 0;
  });
  return isClash ? asking : [];
}

function placeOf(subnet: string, address: string): string {
  return `${subnet}#${address}`;
}
