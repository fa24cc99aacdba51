import type { RuleId } from "../rule/index.ts";

/**
 * Something that a verdict takes for granted because the input does not tell. `report` has the
 * sentences.
 */
export interface FlowAssumption<Code extends string> {
  readonly code: Code;
  /** Names that the sentence mentions. */
  readonly about: readonly string[];
  readonly rules: readonly RuleId[];
}
