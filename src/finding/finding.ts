import type { Place, Severity } from "../diagnostic/index.ts";
import type { Confidence, RuleId } from "../rule/index.ts";
import type { Trace } from "../walk/index.ts";
import type { Family } from "./family.ts";
import type { Repair } from "./repair.ts";

/** Stable name of a kind of finding: `TR101`. The first digit tells the family. */
export type FindingCode = `TR${number}`;

/** Something about a network that will hurt its traffic: one cause, with all that suffer from it. */
export interface Finding {
  readonly code: FindingCode;
  readonly family: Family;
  /** `error`: traffic breaks; `warning`: it breaks under a condition; `info`: worth knowing. */
  readonly severity: Severity;
  /** What kind of trap it is, in a few words; the same for all findings of a code. */
  readonly title: string;
  /** One to three sentences: what is so, and what it means for which traffic. */
  readonly message: string;
  /** One sentence: what to do about it. */
  readonly remedy: string;
  /** Where the cause stands: what one would edit. */
  readonly place: Place;
  /** Other places that take part. */
  readonly related: readonly Place[];
  /** Ids of the resources whose traffic suffers, as written, sorted, each once. */
  readonly affected: readonly string[];
  /**
   * What tells this finding from others with its code and resource, in names that do not change
   * when the input is written in another order; may be empty.
   */
  readonly subject: readonly string[];
  readonly rules: readonly RuleId[];
  readonly confidence: Confidence;
  /** What it takes for granted because the input does not tell; empty in the best case. */
  readonly assumptions: readonly FindingAssumption[];
  /** Flows that show it; may be empty. */
  readonly walks: readonly FindingWalk[];
  /** What would repair it; absent where only people can decide. */
  readonly repair: Repair | undefined;
}

/** Something that a finding takes for granted, as a sentence. */
export interface FindingAssumption {
  /** Stable, camelCase. */
  readonly code: string;
  readonly message: string;
  readonly rules: readonly RuleId[];
}

/** One flow that shows a finding. */
export interface FindingWalk {
  /** What the ends are called; `trueroute trace` takes both. */
  readonly from: string;
  /** With port and protocol: `10.2.0.4:1688/tcp`. */
  readonly to: string;
  readonly trace: Trace;
}
