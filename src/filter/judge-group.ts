import type { Named, SecurityGroup, SecurityRule } from "../model/index.ts";
import { hasIp } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import { activationPort, activationServers } from "./platform.ts";
import { assumptionsOf, type Decision, decide } from "./rule-list.ts";
import type { Comparison, RuleTest } from "./rule-test.ts";
import { closedPeeringTo } from "./scope.ts";
import { nameGroup, nameRule, placesOf, plainStep, rulesOfMatch, type StepFrame } from "./step.ts";
import type { FilterStep } from "./verdict.ts";

/** A security group made ready, one list per direction. */
export interface GroupTests {
  readonly group: SecurityGroup;
  readonly inbound: readonly RuleTest<SecurityRule>[];
  readonly outbound: readonly RuleTest<SecurityRule>[];
}

/** One security group at one level, and the flow that it is asked about. */
export interface GroupQuestion {
  readonly frame: StepFrame;
  readonly tests: GroupTests;
  readonly comparison: Comparison;
  /** The subnet or interface that has the group. */
  readonly holder: Named | undefined;
  /** Rules that the question itself brings in. */
  readonly rules: readonly RuleId[];
}

/** What a security group says (NSG-2); a hidden rule of Azure's lets activation through (NSG-11). */
export function judgeGroup(question: GroupQuestion): FilterStep {
  const { frame, tests, comparison } = question;
  const decision = decide(tests[frame.direction], comparison);
  const step = stepOf(question, decision);
  const isExcepted =
    step.verdict !== "allowed" &&
    decision.decider?.isForPlatform !== true &&
    isActivation(frame, comparison);
  if (!isExcepted) return step;
  return plainStep(frame, "allowed", {
    reason: "activation",
    rules: ["NSG-11", "X-14", "FWD-21"],
    group: nameGroup(tests.group),
  });
}

/** The same for rules that name the platform, all that count for its own addresses (NSG-10). */
export function judgePlatform(question: GroupQuestion): FilterStep | undefined {
  const { frame, tests, comparison } = question;
  const decision = decide(tests[frame.direction], comparison, ({ isForPlatform }) => isForPlatform);
  return decision.decider === undefined ? undefined : stepOf(question, decision);
}

function stepOf(question: GroupQuestion, decision: Decision<SecurityRule>): FilterStep {
  const { frame, tests, comparison, holder } = question;
  const { decider, doubts } = decision;
  // Azure's own last rule matches everything, so that some rule always decides.
  const access = decider?.rule.access ?? "deny";
  const doubt = doubts.find(({ rule }) => rule.access !== access);
  const shown = doubt ?? decider;
  const verdict = doubt === undefined ? (access === "allow" ? "allowed" : "denied") : "unknown";
  const remote =
    frame.direction === "inbound" ? comparison.flow.source : comparison.flow.destination;
  const closed = verdict === "denied" ? closedPeeringTo(comparison.scope, remote) : undefined;
  const rules: readonly RuleId[] = [
    "NSG-1",
    "NSG-2",
    ...question.rules,
    ...(shown === undefined ? [] : rulesOfMatch(shown)),
    ...(closed === undefined ? [] : (["NSG-7", "PEER-5", "X-6"] as const)),
  ];
  return {
    ...frame,
    verdict,
    reason: doubt === undefined ? "rule" : "tagUnknown",
    group: nameGroup(tests.group),
    rule: shown && nameRule(shown.rule),
    places: [
      ...(shown === undefined ? [] : placesOf(shown.rule, holder)),
      ...(closed === undefined ? [] : [closed.place]),
    ],
    rules: [...new Set(rules)],
    assumptions: assumptionsOf(decision),
  };
}

// the hidden rule is there unless the subnet's default route leads elsewhere.
function isActivation({ direction }: StepFrame, { flow, scope }: Comparison): boolean {
  return (
    direction === "outbound" &&
    flow.protocol === "tcp" &&
    flow.destinationPort === activationPort &&
    hasIp(activationServers, flow.destination) &&
    !scope.hasForcedDefault
  );
}
