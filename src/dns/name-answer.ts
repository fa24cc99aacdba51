import type { Place } from "../diagnostic/index.ts";
import type { FlowAssumption } from "../flow/index.ts";
import type { Ip } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import type { NameAssumption, ResolutionSource, UnresolvedReason } from "./resolution.ts";

/** What one place that knows names says about one of them; nothing where it does not know it. */
export type NameAnswer = Reasons &
  (
    | {
        readonly kind: "addresses";
        readonly addresses: readonly Ip[];
        readonly source: ResolutionSource;
      }
    | { readonly kind: "alias"; readonly target: string }
    | { readonly kind: "addressUnknown" }
    | { readonly kind: "refused"; readonly reason: UnresolvedReason }
  );

/** Why it says so. */
export interface Reasons {
  readonly places: readonly Place[];
  readonly rules: readonly RuleId[];
  readonly assumptions: readonly FlowAssumption<NameAssumption>[];
}

/** An assumption of a resolution. */
export function assume(
  code: NameAssumption,
  about: readonly string[],
  rules: readonly RuleId[] = [],
): FlowAssumption<NameAssumption> {
  return { code, about, rules };
}
