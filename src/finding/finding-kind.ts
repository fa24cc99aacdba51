import type { Severity } from "../diagnostic/index.ts";
import type { RuleId } from "../rule/index.ts";
import type { Family } from "./family.ts";
import type { FindingCode } from "./finding.ts";

/** What all findings of one code have in common; a rule of `check` has all of it. */
export interface FindingKind {
  readonly code: FindingCode;
  readonly family: Family;
  /** How grave its findings usually are. */
  readonly severity: Severity;
  readonly title: string;
  /** What it means for traffic, in one or two sentences. */
  readonly about: string;
  readonly rules: readonly RuleId[];
}
