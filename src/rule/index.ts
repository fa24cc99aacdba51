/**
 * rule: the catalogue of rules behind every answer: what Azure does, and how well that is known.
 *
 * Takes the id of a rule, gives its title, confidence and page. Imports nothing.
 * Invariant: every id has its anchor on its page under `docs/semantics/`, and every anchor its id.
 * Does not know how a rule is applied; the code that applies one names its id.
 */
export type { Rule, RuleId } from "./catalogue.ts";
export { isRuleId, rulePage, rules, weakestConfidence } from "./catalogue.ts";
export type { Confidence } from "./confidence.ts";
