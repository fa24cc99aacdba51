import { typeKeys } from "../../arm/index.ts";
import { holderIdOf } from "../estate/element.ts";
import { findMentions } from "../estate/references.ts";
import type { Check } from "../kind/kind.ts";
import { publicAddressInUse, publicAddressTwice } from "../refusal/public-ip.ts";

/** A public address belongs to one configuration of one resource. */
export const checkPublicHolders: Check = ({ draft, row }) => {
  const own = new Set<string>();
  for (const { target, steps } of findMentions(row.body)) {
    const address = draft.find(target);
    if (address?.typeKey !== typeKeys.publicIp) continue;
    const holder = holderIdOf({ row, steps });
    const other = draft
      .referrersOf(target)
      .find((one) => one.row.id.key !== row.id.key && /publicIPAddress/i.test(one.steps.join()));
    if (other !== undefined) {
      return publicAddressInUse(holder, address.id.text, holderIdOf(other));
    }
    if (own.has(target)) return publicAddressTwice(address.id.text, row.id.text);
    own.add(target);
  }
  return undefined;
};
