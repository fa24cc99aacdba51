import { type Refusal, refuseByProvider, refuseUnverified } from "./refusal.ts";

/** ERR-11, ERR-47: what a resource names is not there, or cannot be named from where it is. */
export function invalidReference(target: string, referrer: string): Refusal {
  const message =
    `Resource ${target} referenced by resource ${referrer} was not found. Please make sure that the ` +
    "referenced resource exists, and that both resources are in the same region.";
  return refuseByProvider(400, "InvalidResourceReference", message);
}

/** ERR-23. */
export function invalidPrefix(prefix: string, resource: string): Refusal {
  const message =
    `Address prefix ${prefix} of resource ${resource} is not formatted correctly. It should follow ` +
    "CIDR notation, for example 10.0.0.0/24.";
  return refuseByProvider(400, "InvalidAddressPrefixFormat", message);
}

/** ERR-23, with host bits set. */
export function invalidCidr(prefix: string): Refusal {
  return refuseByProvider(
    400,
    "InvalidCIDRNotation",
    `The address prefix ${prefix} has an invalid CIDR notation. For the given prefix length, the ` +
      "address prefix should be the first address of the range.",
  );
}

/** ERR-20, ERR-26. */
export function subnetOutside(subnet: string, network: string): Refusal {
  const message =
    `Subnet '${subnet}' is not valid because its IP address range is outside the IP address range ` +
    `of virtual network '${network}'.`;
  return refuseByProvider(400, "NetcfgSubnetRangeOutsideVnet", message);
}

/** ERR-21. */
export function subnetsOverlap(subnet: string, network: string): Refusal {
  const message =
    `Subnet '${subnet}' is not valid because its IP address range overlaps with that of an existing ` +
    `subnet in virtual network '${network}'.`;
  return refuseByProvider(400, "NetcfgSubnetRangesOverlap", message);
}

/** ERR-22: a size that no subnet has. */
export function invalidSubnet(subnet: string, network: string): Refusal {
  return refuseByProvider(
    400,
    "NetcfgInvalidSubnet",
    `Subnet '${subnet}' is not valid in virtual network '${network}'.`,
  );
}

/** ERR-24. */
export function subnetInUse(subnet: string, user: string): Refusal {
  const message =
    `Subnet ${subnet} is in use by ${user} and cannot be deleted. In order to delete the subnet, ` +
    "delete all the resources within the subnet. See aka.ms/deletesubnet.";
  return refuseByProvider(400, "InUseSubnetCannotBeDeleted", message);
}

/** ERR-25. */
export function subnetCannotChange(subnet: string): Refusal {
  return refuseByProvider(
    400,
    "InUseSubnetCannotBeUpdated",
    `Subnet ${subnet} is in use and cannot be updated.`,
  );
}

/** ERR-27. */
export function bannedRange(prefix: string, network: string): Refusal {
  return refuseUnverified(
    400,
    "AddressRangeNotAllowed",
    `Address prefix ${prefix} of virtual network ${network} is in a range that Azure keeps for ` +
      "itself (multicast, broadcast, loopback, link-local or the platform's own addresses).",
  );
}

/** ERR-40. */
export function routeTableInUse(table: string): Refusal {
  return refuseByProvider(
    400,
    "InUseRouteTableCannotBeDeleted",
    `Route table ${table} is in use and cannot be deleted.`,
  );
}
