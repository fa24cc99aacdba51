import type { Place, Position, Severity } from "../diagnostic/index.ts";
import {
  type Family,
  type Finding,
  type FindingAssumption,
  type FindingCode,
  type FindingWalk,
  findingId,
  type Repair,
  type Triaged,
} from "../finding/index.ts";
import type { Disposition } from "../flow/index.ts";
import type { Confidence, RuleId } from "../rule/index.ts";
import { traceReport } from "./walk-report.ts";
import { storyLine } from "./walk-verdict.ts";

/** Where something stands in the input. */
export interface LocationReport {
  /** As the user named it; null where the input has no file. */
  readonly file: string | null;
  /** 1-based; null where the file is not the text that was read, such as compiled Bicep. */
  readonly line: number | null;
  /** JSON pointer inside the resource; empty for the resource itself. */
  readonly pointer: string;
}

/** A resource, and where it stands. */
export interface PlaceReport {
  readonly resource: { readonly id: string };
  readonly location: LocationReport;
}

/** A flow that shows a finding. */
export interface FindingWalkReport {
  readonly from: string;
  readonly to: string;
  readonly disposition: Disposition;
  /** Whether both directions arrive. */
  readonly works: boolean;
  /** The flow in one line. */
  readonly story: string;
  /** Tells the flow whole. */
  readonly command: string;
}

/** One finding, as stable JSON; docs/commands/check.md describes it. */
export interface FindingReport extends PlaceReport {
  readonly code: FindingCode;
  readonly family: Family;
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly rules: readonly RuleId[];
  readonly confidence: Confidence;
  readonly assumptions: readonly FindingAssumption[];
  /** Null where only people can decide what to do. */
  readonly fix: { readonly command: string; readonly summary: string } | null;
  /** Name by which it is asked for again. */
  readonly id: string;
  readonly fingerprint: string;
  readonly remedy: string;
  /** Page of its code, from the root of trueroute's repository. */
  readonly help: string;
  /** Ids of the resources whose traffic suffers. */
  readonly affected: readonly string[];
  readonly related: readonly PlaceReport[];
  readonly walks: readonly FindingWalkReport[];
  /** Only where there is a baseline. */
  readonly baseline?: "new" | "unchanged";
  /** Only where somebody has suppressed it. */
  readonly suppressed?: { readonly reason: string; readonly expires: string | null };
}

/** What a report of findings needs to know beside them. */
export interface FindingContext {
  readonly positionOf: (place: Place) => Position | undefined;
  /** Says a repair in one sentence. */
  readonly repairSentence: (repair: Repair) => string;
  /** A command line of trueroute about the same snapshot: its words, and then its options. */
  readonly commandLine: (words: readonly string[]) => string;
}

/** Page of a code, from the root of the repository. */
export function helpPage(code: FindingCode): string {
  return `docs/checks/${code}.md`;
}

/** Puts a finding into its JSON form. */
export function findingReport(triaged: Triaged, context: FindingContext): FindingReport {
  const { finding, fingerprint, baseline, suppression } = triaged;
  const { code, family, severity, title, message, rules, confidence, assumptions } = finding;
  const id = findingId(finding, fingerprint);
  return {
    code,
    family,
    severity,
    title,
    message,
    ...placeReport(finding.place, context),
    rules,
    confidence,
    assumptions,
    fix: fixReport(finding, id, context),
    id,
    fingerprint,
    remedy: finding.remedy,
    help: helpPage(code),
    affected: finding.affected,
    related: finding.related.map((place) => placeReport(place, context)),
    walks: finding.walks.map((walk) => walkReport(walk, context)),
    ...(baseline === undefined ? {} : { baseline }),
    ...(suppression === undefined
      ? {}
      : { suppressed: { reason: suppression.reason, expires: suppression.expires ?? null } }),
  };
}

/** Puts a place into its JSON form. */
export function placeReport(
  place: Place,
  { positionOf }: Pick<FindingContext, "positionOf">,
): PlaceReport {
  const { resource, pointer, file } = place;
  const line = positionOf(place)?.line ?? null;
  return {
    resource: { id: resource },
    location: { file: file === "" ? null : file, line, pointer },
  };
}

function fixReport(
  { repair }: Finding,
  id: string,
  { repairSentence, commandLine }: FindingContext,
): FindingReport["fix"] {
  if (repair === undefined) return null;
  return { command: commandLine(["fix", id]), summary: repairSentence(repair) };
}

function walkReport(
  { from, to, trace }: FindingWalk,
  { commandLine }: FindingContext,
): FindingWalkReport {
  const { disposition, works } = trace;
  const story = storyLine(traceReport(trace));
  return { from, to, disposition, works, story, command: commandLine(["trace", from, to]) };
}
