import type { FlowAssumption } from "../flow/index.ts";
import type { AdminRule } from "../model/index.ts";
import { assumptionsOf, decide } from "./rule-list.ts";
import type { Comparison, RuleTest } from "./rule-test.ts";
import { nameCollection, nameRule, placesOf, type StepFrame } from "./step.ts";
import type { FilterAssumption, FilterStep } from "./verdict.ts";

/** The admin rules of a network made ready, one list per direction. */
export interface AdminTests {
  readonly inbound: readonly RuleTest<AdminRule>[];
  readonly outbound: readonly RuleTest<AdminRule>[];
}

/** What admin rules say, and whether security groups are still asked. */
export interface AdminVerdict {
  /** Absent when no rule matches. */
  readonly step: FilterStep | undefined;
  readonly isFinal: boolean;
}

/**
 * Judges the admin rules, which come before every security group (NSG-13): `deny` and `alwaysAllow`
 * end the search, `allow` leaves the decision to the groups.
 */
export function judgeAdmin(
  direction: FilterStep["direction"],
  tests: AdminTests,
  comparison: Comparison,
  isAsked?: (test: RuleTest<AdminRule>) => boolean,
): AdminVerdict {
  const decision = decide(tests[direction], comparison, isAsked);
  const { decider, doubts } = decision;
  const effect = effectOf(decider);
  const doubt = doubts.find((one) => effectOf(one) !== effect);
  const shown = doubt ?? decider;
  if (shown === undefined) return { step: undefined, isFinal: false };
  const frame: StepFrame = { direction, level: "admin" };
  const step: FilterStep = {
    ...frame,
    verdict: doubt !== undefined ? "unknown" : effect === "deny" ? "denied" : "allowed",
    reason: doubt === undefined ? "rule" : "tagUnknown",
    group: nameCollection(shown.rule),
    rule: nameRule(shown.rule),
    places: placesOf(shown.rule, undefined),
    rules: shown.because,
    assumptions: [...assumptionsOf(decision), ...deployment(shown.rule)],
  };
  return { step, isFinal: doubt === undefined && effect !== "pass" };
}

function effectOf(test: RuleTest<AdminRule> | undefined): "deny" | "end" | "pass" {
  switch (test?.rule.access) {
    case "deny":
      return "deny";
    case "alwaysAllow":
      return "end";
    case "allow":
    case undefined:
      return "pass";
  }
}

function deployment({ name, isDeploymentKnown }: AdminRule): FlowAssumption<FilterAssumption>[] {
  return isDeploymentKnown ? [] : [{ code: "adminRuleDeployed", about: [name], rules: ["NSG-15"] }];
}
