import type { Disposition, Flow } from "../flow/index.ts";
import type { Ip } from "../net/index.ts";
import type { Confidence, RuleId } from "../rule/index.ts";
import type { Node } from "./node.ts";
import type { Step } from "./step.ts";

/** A node that a flow visited, and what happened there. */
export interface Hop {
  readonly node: Node;
  /** Address that a traceroute would show: a firewall's instance, not its shared address. */
  readonly address: Ip | undefined;
  /** Other addresses that it may show instead: further instances of the same device. */
  readonly otherAddresses: readonly Ip[];
  /** Whether it lowers the time to live, so that a traceroute shows it; the destination always is. */
  readonly isVisible: boolean;
  /** Whether it keeps state of the flows that pass. */
  readonly isStateful: boolean;
  /** Never empty; the last step of the last hop is an `end`. */
  readonly steps: readonly Step[];
}

/** One way of a flow in one direction. */
export interface Pass {
  /** As it was when it began. */
  readonly flow: Flow;
  readonly hops: readonly Hop[];
  readonly disposition: Disposition;
  /** Flow as it was at the end, with every translation done. */
  readonly arrived: Flow;
  /** Whether `arrived` has the source that the far end sees: some addresses nobody can know. */
  readonly isSourceKnown: boolean;
}

/** One way there, and the way back that belongs to it; absent where nothing comes back. */
export interface Journey {
  readonly forward: Pass;
  readonly reply: Pass | undefined;
  /** Whether both directions visit the same stateful devices. */
  readonly isSymmetric: boolean;
}

/** Something that a reader should be told beside the ending. */
export interface Warning {
  readonly code: WarningCode;
  readonly about: readonly string[];
  readonly rules: readonly RuleId[];
}

/** Codes of warnings; stable. `report` has the sentences. */
export type WarningCode =
  /** Several equal ways, which one a flow takes cannot be predicted. */
  | "equalPaths"
  /** The equal ways end differently. */
  | "equalPathsDiffer"
  | "tooManyPaths"
  | "asymmetric"
  | "replyBypassesDevice"
  | "firewallBypassed"
  | "endpointWithoutTranslation"
  | "retiredPeering";

/** What a trace takes for granted; `report` has the sentence. */
export interface TraceAssumption {
  readonly code: string;
  readonly about: readonly string[];
  readonly rules: readonly RuleId[];
}

/** Everything about one flow: there and back. */
export interface Trace {
  readonly flow: Flow;
  /** All ways; the first is the one to show: the first that fails, or the first of all. Never empty. */
  readonly journeys: readonly [Journey, ...Journey[]];
  readonly disposition: Disposition;
  /** Address that the far end sees; absent when the flow neither arrives nor is refused by a service, or nobody can know it. */
  readonly sourceSeen: Ip | undefined;
  readonly isSymmetric: boolean;
  readonly warnings: readonly Warning[];
  readonly assumptions: readonly TraceAssumption[];
  readonly rules: readonly RuleId[];
  readonly confidence: Confidence;
  /** Whether both directions arrive, on every way. */
  readonly works: boolean;
}
