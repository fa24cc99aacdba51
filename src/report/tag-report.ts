import type { Filters, TagPrefix } from "../filter/index.ts";
import type { Key, Model } from "../model/index.ts";
import { formatPrefix } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import { type From, fromPlace } from "./explain-row.ts";
import { whyCandidate } from "./sentence.ts";

/** One prefix of the tag `VirtualNetwork` of a subnet, and why it is there (NSG-7). */
export interface TagRow {
  readonly addressPrefix: string;
  readonly reason: TagPrefix["reason"];
  readonly because: string;
  readonly rules: readonly RuleId[];
  readonly from: From;
  /** Other resources that took part. */
  readonly also: readonly From[];
}

/** The prefixes of the tag `VirtualNetwork` of a subnet, in the order of its table. */
export function tagRows(filters: Filters, model: Model, subnet: Key): readonly TagRow[] {
  return filters.virtualNetworkTag(subnet).map((one) => {
    const [first, ...others] = one.places.map(fromPlace);
    return {
      addressPrefix: formatPrefix(one.prefix),
      reason: one.reason,
      because:
        one.route === undefined
          ? "the host of every virtual machine answers there"
          : whyCandidate(model, one.route),
      rules: one.rules,
      from: first ?? fromPlace(undefined),
      also: others,
    };
  });
}
