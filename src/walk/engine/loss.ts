import type { Place } from "../../diagnostic/index.ts";
import type { Disposition } from "../../flow/index.ts";
import type { RuleId } from "../../rule/index.ts";
import type { EndReason } from "../step.ts";

/** How and why a walk ends, without what may come back. */
export interface Loss {
  readonly disposition: Disposition;
  readonly reason: EndReason;
  /** Names that the sentence mentions. */
  readonly about: readonly string[];
  readonly rules: readonly RuleId[];
  readonly places: readonly Place[];
}
