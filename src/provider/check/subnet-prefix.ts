import { typeKeys } from "../../arm/index.ts";
import { covers, equalPrefixes, overlaps } from "../../net/index.ts";
import type { Check, RemovalCheck } from "../kind/kind.ts";
import {
  invalidSubnet,
  subnetCannotChange,
  subnetInUse,
  subnetOutside,
  subnetsOverlap,
} from "../refusal/network.ts";
import { occupants } from "../subnet/occupants.ts";
import { checkPrefix } from "./address-space.ts";
import { parsePrefixes, spaceOf, subnetPrefixesOf } from "./properties.ts";

/** ERR-23, ERR-22, ERR-20, ERR-21, in this order. */
export const checkSubnetPrefixes: Check = ({ draft, row }) => {
  const texts = subnetPrefixesOf(row);
  for (const text of texts) {
    const refusal = checkPrefix(text, row.id.text);
    if (refusal !== undefined) return refusal;
  }
  const network = draft.find(row.root);
  if (network === undefined) return undefined;
  const prefixes = parsePrefixes(texts);
  const { name } = network.id;
  // SYS-9: the smallest subnet has eight addresses.
  if (prefixes.some((one) => one.family === 4 && one.length > 29))
    return invalidSubnet(row.id.name, name);
  const space = parsePrefixes(spaceOf(network));
  if (!prefixes.every((prefix) => space.some((range) => covers(range, prefix)))) {
    return subnetOutside(row.id.name, name);
  }
  const overlapsSibling = draft
    .childrenOf(network.id.key, typeKeys.subnet)
    .filter((one) => one.id.key !== row.id.key)
    .some((one) => {
      const others = parsePrefixes(subnetPrefixesOf(one));
      return prefixes.some((prefix) => others.some((other) => overlaps(prefix, other)));
    });
  return overlapsSibling ? subnetsOverlap(row.id.name, name) : undefined;
};

/** ERR-25. */
export const checkSubnetInUse: Check = ({ draft, row, before }) => {
  if (before === undefined) return undefined;
  const [was, is] = [before, row].map((one) => parsePrefixes(subnetPrefixesOf(one)));
  const isSame =
    was?.length === is?.length && was?.every((one) => is?.some((two) => equalPrefixes(one, two)));
  if (isSame === true) return undefined;
  // Prefixes may come besides those that are in use.
  if (was?.every((one) => is?.some((two) => equalPrefixes(one, two))) === true) return undefined;
  const { configurations, endpoints } = occupants({ estate: draft, row });
  return configurations.length + endpoints.length > 0 ? subnetCannotChange(row.id.name) : undefined;
};

/** ERR-24, ERR-28. */
export const refuseRemovalInUse: RemovalCheck = ({ estate, row }) => {
  const { configurations, endpoints } = occupants({ estate, row });
  const [user] = [...configurations, ...endpoints];
  return user === undefined ? undefined : subnetInUse(row.id.name, String(user["id"]));
};
