import { type Refusal, refuseByProvider, refuseUnverified } from "./refusal.ts";

export function standardMustBeStatic(address: string): Refusal {
  return refuseByProvider(
    400,
    "StandardSkuPublicIPAddressesMustBeStatic",
    `Standard sku publicIp ${address} must have AllocationMethod set to Static.`,
  );
}

/** ARM-RECORDED.md 6. */
export function globalNeedsStandard(address: string): Refusal {
  return refuseByProvider(
    400,
    "GlobalPublicIPAddressNotSupportedForBasicPublicIpAddress",
    "Global publicIP addresses are only supported for standard SKU public IP addresses. Public IP " +
      `address ${address} is not standard SKU.`,
  );
}

/** The text has been seen, its code not. */
export function skuCannotChange(resource: string, from: string, to: string): Refusal {
  return refuseUnverified(
    400,
    "SkuCannotChange",
    `Sku property is set at creation time and cannot be changed from ${from} to ${to} on resource ` +
      `update for resource ${resource}.`,
  );
}

/** The text is from memory. */
export function nameInUse(name: string): Refusal {
  return {
    ...refuseByProvider(
      400,
      "DnsRecordInUse",
      `DNS record ${name} is already used by another public IP.`,
    ),
    isVerified: false,
  };
}

export function publicPrefixFull(prefix: string): Refusal {
  return refuseUnverified(
    400,
    "PublicIPPrefixIsFull",
    `Public IP prefix ${prefix} has no address left.`,
  );
}

/** A public address belongs to one configuration. */
export function publicAddressInUse(holder: string, address: string, owner: string): Refusal {
  return refuseByProvider(
    400,
    "PublicIPAddressInUse",
    `Resource ${holder} is referencing public IP address ${address} that is already allocated to ` +
      `resource ${owner}.`,
  );
}

/** The same, inside one resource. */
export function publicAddressTwice(address: string, resource: string): Refusal {
  return refuseByProvider(
    400,
    "PublicIPReferencedByMultipleIPConfigs",
    `Public ip address ${address} is referenced by multiple ipconfigs in resource ${resource}.`,
  );
}

/** The code is Azure's, and so is the text but for its end. */
export function zonesCannotChange(
  resource: string,
  was: readonly string[],
  wanted: readonly string[],
): Refusal {
  const [from, to] = [was, wanted].map((zones) =>
    zones.length === 0 ? "NoZone" : zones.join(", "),
  );
  return refuseByProvider(
    400,
    "ResourceAvailabilityZonesCannotBeModified",
    `Resource ${resource} has an existing availability zone constraint ${from} and the request has ` +
      `availability zone constraint ${to}, which do not match. Zones cannot be added/updated/removed ` +
      "once the resource is created. The resource cannot be updated from regional to zonal or " +
      "vice-versa.",
  );
}
