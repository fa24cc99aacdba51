import type { Place } from "../diagnostic/index.ts";
import type { AdminRule, Key, Named, Peering, SecurityGroup } from "../model/index.ts";
import { keyOf } from "../model/index.ts";
import type { RuleId } from "../rule/index.ts";
import type { AnyRule } from "./rule-test.ts";
import type { FilterReason, FilterStep } from "./verdict.ts";

/** What every step of one question shares. */
export interface StepFrame {
  readonly direction: FilterStep["direction"];
  readonly level: FilterStep["level"];
}

/** A step that no rule decides. */
export function plainStep(
  frame: StepFrame,
  verdict: FilterStep["verdict"],
  because: {
    readonly reason: FilterReason;
    readonly rules: readonly RuleId[];
    readonly places?: readonly Place[];
    readonly group?: FilterStep["group"];
  },
): FilterStep {
  return {
    ...frame,
    verdict,
    reason: because.reason,
    group: because.group,
    rule: undefined,
    places: because.places ?? [],
    rules: because.rules,
    assumptions: [],
  };
}

/** A group as a step names it. */
export function nameGroup({ key, id, name }: SecurityGroup): FilterStep["group"] {
  return { key, id, name };
}

/** A group that the model lacks; its id is known in lower case only. */
export function nameMissing(key: Key): FilterStep["group"] {
  return { key, id: key, name: lastSegment(key) };
}

/** The rule collection of an admin rule as a step names it. */
export function nameCollection({ id }: AdminRule): FilterStep["group"] {
  const collection = id.split("/").slice(0, -2).join("/");
  return { key: keyOf(collection), id: collection, name: lastSegment(collection) };
}

function lastSegment(id: string): string {
  return id.split("/").at(-1) ?? id;
}

/** A step that a peering without access decides. */
export function closedStep(frame: StepFrame, peering: Peering): FilterStep {
  return plainStep(frame, "denied", {
    reason: "accessOff",
    rules: ["X-6", "PEER-5"],
    places: [peering.place],
  });
}

/** The rule as a step names it. */
export function nameRule({ name, priority }: AnyRule): FilterStep["rule"] {
  return { name, priority };
}

/** Where something is attached to: the subnet or the interface itself. */
export function placesOf(rule: AnyRule, holder: Named | undefined): readonly Place[] {
  return holder === undefined ? [rule.place] : [rule.place, holder.place];
}
