import type { FilterStep } from "../filter/index.ts";
import { ruleName } from "./security-words.ts";

/** Network Watcher's answer about one flow at one interface. */
export interface FlowAnswer {
  readonly access: "Allow" | "Deny";
  /** Name of the rule that decided; empty where none did. */
  readonly ruleName: string;
}

/**
 * Answers as Network Watcher's IP flow verify does: whether a flow passes and by which rule. Absent
 * when nobody can tell. The steps are those of one interface and never empty.
 */
export function flowAnswer(steps: readonly FilterStep[]): FlowAnswer | undefined {
  const last = steps.at(-1);
  if (last === undefined || last.verdict === "unknown") return undefined;
  return {
    access: last.verdict === "allowed" ? "Allow" : "Deny",
    ruleName: last.rule === undefined ? "" : ruleName(last.rule, last.level),
  };
}
