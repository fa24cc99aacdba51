import type { Named, Peering, SecurityRule } from "../model/index.ts";
import { hasIp } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import { activationPort, activationServers } from "./platform.ts";
import { assumptionsOf, type Decision, decide } from "./rule-list.ts";
import type { Comparison, RuleTest } from "./rule-test.ts";
import { closedPeeringTo } from "./scope.ts";
import { nameRule, placesOf, plainStep, type StepFrame } from "./step.ts";
import type { FilterStep } from "./verdict.ts";

/** A security group made ready, one list per direction. */
export interface GroupTests {
  /** The group as steps name it. */
  readonly named: FilterStep["group"];
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
    group: tests.named,
  });
}

/** The same for rules that name the platform, all that count for its own addresses (NSG-10). */
export function judgePlatform(question: GroupQuestion): FilterStep | undefined {
  const { frame, tests, comparison } = question;
  const decision = decide(tests[frame.direction], comparison, ({ isForPlatform }) => isForPlatform);
  return decision.decider === undefined ? undefined : stepOf(question, decision);
}

function stepOf(question: GroupQuestion, decision: Decision<SecurityRule>): FilterStep {
  const { frame, tests, holder } = question;
  const { decider, doubts } = decision;
  // Azure's own last rule matches everything, so that some rule always decides.
  const access = decider?.rule.access ?? "deny";
  const doubt = doubts.find(({ rule }) => rule.access !== access);
  const shown = doubt ?? decider;
  const verdict = doubt === undefined ? (access === "allow" ? "allowed" : "denied") : "unknown";
  const closed = verdict === "denied" ? closedTo(question) : undefined;
  const places = shown === undefined ? [] : placesOf(shown.rule, holder);
  return {
    direction: frame.direction,
    level: frame.level,
    verdict,
    reason: doubt === undefined ? "rule" : "tagUnknown",
    group: tests.named,
    rule: shown && nameRule(shown.rule),
    places: closed === undefined ? places : [...places, closed.place],
    rules: rulesOf(question.rules, shown, closed),
    assumptions: assumptionsOf(decision),
  };
}

function closedTo({ frame, comparison: { flow, scope } }: GroupQuestion): Peering | undefined {
  return closedPeeringTo(scope, frame.direction === "inbound" ? flow.source : flow.destination);
}

function rulesOf(
  own: readonly RuleId[],
  shown: RuleTest<SecurityRule> | undefined,
  closed: Peering | undefined,
): readonly RuleId[] {
  const rules = shown?.because ?? groupRules;
  if (own.length === 0 && closed === undefined) return rules;
  const ofPeering: readonly RuleId[] = closed === undefined ? [] : ["NSG-7", "PEER-5", "X-6"];
  return [...new Set([...rules, ...own, ...ofPeering])];
}

const groupRules: readonly RuleId[] = ["NSG-1", "NSG-2"];

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
