import { typeKeys } from "../../arm/index.ts";
import { covers, overlaps, type Prefix, parseCidr, parsePrefix } from "../../net/index.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import type { Check } from "../kind/kind.ts";
import { bannedRange, invalidCidr, invalidPrefix, subnetOutside } from "../refusal/network.ts";
import type { Refusal } from "../refusal/refusal.ts";
import { parsePrefixes, propertyOf, spaceOf, subnetPrefixesOf } from "./properties.ts";

/** ERR-23, ERR-27, ERR-26, in this order. */
export const checkAddressSpace: Check = ({ draft, row, before }) => {
  for (const text of spaceOf(row)) {
    const refusal = checkPrefix(text, row.id.text) ?? checkRange(text, row.id.text);
    if (refusal !== undefined) return refusal;
  }
  return before === undefined ? undefined : checkSubnetsInside(draft, row);
};

/** ERR-23: whether a text is a prefix without host bits. */
export function checkPrefix(text: string, resource: string): Refusal | undefined {
  const result = parseCidr(text);
  switch (result.kind) {
    case "prefix":
      return undefined;
    case "hostBits":
      return invalidCidr(text);
    case "malformed":
      return invalidPrefix(text, resource);
  }
}

// SYS-9: multicast, broadcast, loopback, link-local, and the platform's own address.
const banned: readonly Prefix[] = [
  "224.0.0.0/4",
  "255.255.255.255/32",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "168.63.129.16/32",
].flatMap((text) => parsePrefix(text) ?? []);

function checkRange(text: string, network: string): Refusal | undefined {
  const prefix = parsePrefix(text);
  if (prefix === undefined) return undefined;
  return banned.some((range) => overlaps(range, prefix)) ? bannedRange(text, network) : undefined;
}

// A subnet that a request removes is gone by now, and one that it changes is checked by itself.
function checkSubnetsInside(estate: EstateView, row: Row): Refusal | undefined {
  const space = parsePrefixes(spaceOf(row));
  for (const subnet of estate.childrenOf(row.id.key, typeKeys.subnet)) {
    if (
      propertyOf(subnet, "addressPrefix") === undefined &&
      subnetPrefixesOf(subnet).length === 0
    ) {
      continue;
    }
    const isInside = parsePrefixes(subnetPrefixesOf(subnet)).every((prefix) =>
      space.some((range) => covers(range, prefix)),
    );
    if (!isInside) return subnetOutside(subnet.id.name, row.id.name);
  }
  return undefined;
}
