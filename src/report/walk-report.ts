import type { Disposition } from "../flow/index.ts";
import { formatIp } from "../net/index.ts";
import type { Confidence, RuleId } from "../rule/index.ts";
import type { Hop, Journey, NodeKind, Pass, Trace, WarningCode } from "../walk/index.ts";
import { flowAssumptionSentence } from "./assumption-words.ts";
import { type FlowReport, reportFlow } from "./walk-fields.ts";
import { reportStep, type StepReport } from "./walk-step.ts";
import { warningWords } from "./walk-words.ts";

/** A node that a flow visits, and what happens there. */
export interface HopReport {
  /** Resource id as written, or a stable name for what is no resource. */
  readonly node: string;
  readonly name: string;
  readonly kind: NodeKind;
  /** As a traceroute shows it; absent when nobody can know it. */
  readonly address?: string;
  /** Further instances of the same device, which it may show instead. */
  readonly otherAddresses?: readonly string[];
  /** Whether a traceroute shows it. */
  readonly visible: boolean;
  /** Whether it keeps state of the flows that pass. */
  readonly stateful: boolean;
  readonly steps: readonly StepReport[];
}

/** One direction of a flow. */
export interface PassReport {
  readonly disposition: Disposition;
  readonly hops: readonly HopReport[];
}

/** One way there and back. */
export interface PathReport extends PassReport {
  /** Null where nothing comes back. */
  readonly reply: PassReport | null;
  readonly symmetric: boolean;
}

/** Something to be told beside the ending, or what an answer takes for granted. */
export interface RemarkReport<Code extends string> {
  readonly code: Code;
  readonly message: string;
  readonly rules: readonly RuleId[];
}

/** Everything about one flow, as stable JSON; docs/trace.md describes it. */
export interface TraceReport {
  readonly flow: FlowReport;
  readonly disposition: Disposition;
  readonly hops: readonly HopReport[];
  /** Address that the far end sees. Null where it neither arrives nor is refused by a service, or nobody can know the address. */
  readonly sourceSeen: string | null;
  /** Null where nothing comes back. */
  readonly reply: PassReport | null;
  readonly symmetric: boolean;
  readonly warnings: readonly RemarkReport<WarningCode>[];
  readonly rules: readonly RuleId[];
  readonly assumptions: readonly RemarkReport<string>[];
  readonly confidence: Confidence;
  /** Whether both directions arrive, on every way. */
  readonly works: boolean;
  /** All ways, the shown one first; only when there are several. */
  readonly paths?: readonly PathReport[];
}

/** Puts a trace into its JSON form. */
export function traceReport(trace: Trace): TraceReport {
  const [shown, ...others] = trace.journeys;
  const { reply, hops } = reportJourney(shown);
  return {
    flow: reportFlow(trace.flow),
    disposition: trace.disposition,
    hops,
    sourceSeen: trace.sourceSeen === undefined ? null : formatIp(trace.sourceSeen),
    reply,
    symmetric: trace.isSymmetric,
    warnings: trace.warnings.map(({ code, about, rules }) => ({
      code,
      message: warningWords(code, about),
      rules,
    })),
    rules: trace.rules,
    assumptions: trace.assumptions.map(({ code, about, rules }) => ({
      code,
      message: flowAssumptionSentence({ code, about }),
      rules,
    })),
    confidence: trace.confidence,
    works: trace.works,
    ...(others.length === 0 ? {} : { paths: trace.journeys.map(reportJourney) }),
  };
}

function reportJourney({ forward, reply, isSymmetric }: Journey): PathReport {
  return {
    ...reportPass(forward),
    reply: reply === undefined ? null : reportPass(reply),
    symmetric: isSymmetric,
  };
}

function reportPass({ disposition, hops }: Pass): PassReport {
  return { disposition, hops: hops.map(reportHop) };
}

function reportHop(hop: Hop): HopReport {
  const { node, address, otherAddresses, isVisible, isStateful, steps } = hop;
  return {
    node: node.id,
    name: node.name,
    kind: node.kind,
    ...(address === undefined ? {} : { address: formatIp(address) }),
    ...(otherAddresses.length === 0 ? {} : { otherAddresses: otherAddresses.map(formatIp) }),
    visible: isVisible,
    stateful: isStateful,
    steps: steps.map((step) => reportStep(step, node.name)),
  };
}
