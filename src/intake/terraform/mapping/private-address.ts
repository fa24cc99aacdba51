import { isUnknown } from "../../../arm/index.ts";
import { attributeOf, type Row } from "./fields.ts";
import type { Attributes } from "./mapping.ts";

/** The private address of an interface's configuration or of a front end. */
export const privateAddressRows: readonly Row[] = [
  ["private_ip_address_version", "privateIPAddressVersion"],
  ["private_ip_address_allocation", "privateIPAllocationMethod"],
  [writtenAddress, "privateIPAddress"],
];

// A dynamic address is known after apply, and nobody writes one.
function writtenAddress(holder: Attributes): unknown {
  const written = attributeOf(holder, "private_ip_address");
  const allocation = attributeOf(holder, "private_ip_address_allocation");
  const isDynamic = typeof allocation === "string" && allocation.toLowerCase() === "dynamic";
  return isDynamic && isUnknown(written) ? undefined : written;
}
