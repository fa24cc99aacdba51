import type { Check } from "../kind/kind.ts";
import { refuseUnverified } from "../refusal/refusal.ts";
import { propertyOf } from "./properties.ts";

/** A prefix has a length, and keeps it. */
export const checkPublicPrefix: Check = ({ row, before }) => {
  const isIpv6 = propertyOf(row, "publicIPAddressVersion") === "IPv6";
  const [least, most] = isIpv6 ? [120, 127] : [21, 31];
  const length = Number(propertyOf(row, "prefixLength"));
  if (!(length >= least && length <= most)) {
    return refuseUnverified(
      400,
      "PublicIPPrefixLength",
      `Public IP prefix ${row.id.text} needs a prefixLength from ${least} to ${most}.`,
    );
  }
  if (before === undefined || Number(propertyOf(before, "prefixLength")) === length)
    return undefined;
  return refuseUnverified(
    400,
    "PublicIPPrefixLengthCannotChange",
    `The prefixLength of public IP prefix ${row.id.text} cannot change.`,
  );
};
