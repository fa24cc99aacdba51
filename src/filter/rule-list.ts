import type { FlowAssumption } from "../flow/index.ts";
import { type AnyRule, type Comparison, matchRule, type RuleTest } from "./rule-test.ts";
import type { FilterAssumption } from "./verdict.ts";

/** What a list of rules makes of a flow. */
export interface Decision<R extends AnyRule> {
  /** First rule that certainly matches; absent when none does. */
  readonly decider: RuleTest<R> | undefined;
  /** Rules before it of which nobody can tell whether they match. */
  readonly doubts: readonly RuleTest<R>[];
  /** Names of the rules that were judged by a port that nobody has said. */
  readonly portRules: readonly string[];
}

/** Finds the first rule that matches (NSG-2). `isAsked` leaves out rules that do not count here. */
export function decide<R extends AnyRule>(
  tests: readonly RuleTest<R>[],
  comparison: Comparison,
  isAsked: (test: RuleTest<R>) => boolean = always,
): Decision<R> {
  let doubts: RuleTest<R>[] | undefined;
  let portRules: string[] | undefined;
  for (const test of tests) {
    if (!isAsked(test)) continue;
    const match = matchRule(test, comparison);
    switch (match) {
      case "no":
        break;
      case "unknown":
        doubts = [...(doubts ?? []), test];
        break;
      case "assumedNo":
        portRules = [...(portRules ?? []), test.rule.name];
        break;
      case "assumedYes":
        portRules = [...(portRules ?? []), test.rule.name];
        return { decider: test, doubts: doubts ?? none, portRules };
      case "yes":
        return { decider: test, doubts: doubts ?? none, portRules: portRules ?? noNames };
    }
  }
  return { decider: undefined, doubts: doubts ?? none, portRules: portRules ?? noNames };
}

const none: readonly never[] = [];
const noNames: readonly string[] = [];

function always(): boolean {
  return true;
}

/** What a decision takes for granted. */
export function assumptionsOf({
  doubts,
  portRules,
}: Pick<Decision<AnyRule>, "doubts" | "portRules">): readonly FlowAssumption<FilterAssumption>[] {
  if (doubts.length === 0 && portRules.length === 0) return none;
  return [
    ...doubts.map(
      ({ rule, source, destination }): FlowAssumption<FilterAssumption> => ({
        code: "tagUnknown",
        about: [rule.name, [...source.unknownTags, ...destination.unknownTags].join(", ")],
        rules: ["NSG-2"],
      }),
    ),
    ...portRules.map(
      (name): FlowAssumption<FilterAssumption> => ({
        code: "sourcePort",
        about: [name],
        rules: ["NSG-2"],
      }),
    ),
  ];
}
