import type { FilterQuestion, FilterStep } from "../../filter/index.ts";
import { end, step } from "../engine/act.ts";
import { isReplyToJudged, type Memory, rememberJudged } from "../engine/memory.ts";
import type { Visit, World } from "../engine/visit.ts";
import type { Step } from "../step.ts";
import type { TraceAssumption } from "../trace.ts";

/** What the filters at one place said about a packet. */
export interface Judged {
  readonly steps: readonly Step[];
  /** The verdict that stops the packet; absent when it passes. */
  readonly refusal: FilterStep | undefined;
  readonly memory: Memory;
  readonly assumptions: readonly TraceAssumption[];
}

/**
 * Asks the filters at an interface. Replies to a flow that they have let pass are not judged again
 * (NSG-3); a reply that they have never seen begin is a new flow to them.
 */
export function judgeAt(world: World, question: FilterQuestion, memory: Memory): Judged {
  const place = question.nic ?? `${question.subnet}|${question.privateEndpoint ?? ""}`;
  if (isReplyToJudged(memory, place, question.flow)) {
    const known = step({ kind: "session", by: "securityGroup" }, ["NSG-3"]);
    return { steps: [known], refusal: undefined, memory, assumptions: [] };
  }
  const verdicts = world.filters.judge(question);
  const last = verdicts.at(-1);
  const refusal = last === undefined || last.verdict === "allowed" ? undefined : last;
  return {
    steps: verdicts.map((verdict) =>
      step({ kind: "filter", verdict }, verdict.rules, verdict.places),
    ),
    refusal,
    memory: refusal === undefined ? rememberJudged(memory, place, question.flow) : memory,
    assumptions: verdicts.flatMap(({ assumptions }) => assumptions),
  };
}

/** How a walk ends that a filter has stopped. */
export function filterEnd(refusal: FilterStep): Visit["outcome"] {
  const { level, rules, places, reason, group, rule } = refusal;
  const about = [group?.name, rule?.name].flatMap((name) => name ?? []);
  const parts = { about, rules, places };
  if (refusal.verdict === "unknown") return end("insufficientInfo", "missing", parts);
  if (reason === "protocol") return end("protocolNotCarried", "protocol", parts);
  if (reason === "accessOff" || reason === "closedPublicIp") {
    return end("deniedByNsg", reason, parts);
  }
  return level === "admin"
    ? end("deniedByAdminRule", "adminDenies", parts)
    : end("deniedByNsg", "filterDenies", parts);
}
