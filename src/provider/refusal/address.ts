import { type Refusal, refuseByProvider, refuseUnverified } from "./refusal.ts";

/** A configuration with a private address has to say in which subnet. */
export function subnetRequired(configuration: string): Refusal {
  return refuseByProvider(
    400,
    "SubnetIsRequired",
    `Subnet reference is required for ipconfiguration ${configuration}.`,
  );
}

/** The code is known, the text from memory. */
export function addressOutside(address: string, prefixes: readonly string[]): Refusal {
  return {
    ...refuseByProvider(
      400,
      "PrivateIPAddressNotInSubnet",
      `Private static IP address ${address} does not belong to the range of subnet prefix ` +
        `${prefixes.join(", ")}.`,
    ),
    isVerified: false,
  };
}

/** The first four addresses of a subnet and its last are Azure's (SYS-9). */
export function addressReserved(address: string, prefix: string): Refusal {
  return refuseByProvider(
    400,
    "PrivateIPAddressInReservedRange",
    `Private static IP address ${address} falls within reserved IP range of subnet prefix ${prefix}.`,
  );
}

export function addressAllocated(configuration: string, address: string, owner: string): Refusal {
  return refuseByProvider(
    400,
    "PrivateIPAddressIsAllocated",
    `IP configuration ${configuration} is using the private IP address ${address} which is already ` +
      `allocated to resource ${owner}.`,
  );
}

export function subnetFull(subnet: string, prefixes: readonly string[]): Refusal {
  return refuseByProvider(
    400,
    "SubnetIsFull",
    `Subnet ${subnet} with address prefix ${prefixes.join(", ")} does not have enough capacity for 1 ` +
      "IP addresses.",
  );
}

/** Nobody has captured what Azure says here. */
export function staticAddressMissing(configuration: string): Refusal {
  return refuseUnverified(
    400,
    "StaticAddressMissing",
    `IP configuration ${configuration} has the allocation method Static and no privateIPAddress.`,
  );
}

/** Nobody has captured what Azure says here. */
export function addressMalformed(configuration: string, address: string): Refusal {
  return refuseUnverified(
    400,
    "PrivateIPAddressMalformed",
    `IP configuration ${configuration} has the privateIPAddress '${address}', which is no address of ` +
      "its version. Write it as in 10.0.0.4.",
  );
}
