import type { CheckRule } from "../../check/index.ts";
import type { Place, Severity } from "../../diagnostic/index.ts";
import { severities, type Triaged } from "../../finding/index.ts";
import {
  checkReport,
  type FindingContext,
  placeReport,
  repairSentence,
  type StepPlace,
  stepPlaces,
} from "../../report/findings/index.ts";
import { commandLine } from "../command-line.ts";
import type { Estate } from "../estate/estate.ts";
import { locatePlaces } from "../estate/locate-places.ts";
import type { CheckOptions } from "../options.ts";
import type { Session } from "../session.ts";
import type { Found } from "./find-all.ts";
import type { ToldReport } from "./findings-answer.ts";
import type { KnownFindings } from "./known-findings.ts";

/** What a report is made of, beside what was found. */
export interface Telling {
  readonly rules: readonly CheckRule[];
  readonly known: KnownFindings;
  /** Whether SARIF is asked for, which tells the steps of flows too. */
  readonly hasFlows: boolean;
}

/** Makes the report of a run, with the lines of all that it names. */
export async function tellAll(
  { io, options }: Session<CheckOptions>,
  { model, sources }: Estate,
  found: Found,
  { rules, known, hasFlows }: Telling,
): Promise<ToldReport> {
  const flows = new Map(
    found.findings.map((one) => [one.fingerprint, hasFlows ? flowsOf(one) : []] as const),
  );
  const places = [
    ...found.findings.flatMap(({ finding }) => [finding.place, ...finding.related]),
    ...[...flows.values()].flat(2).map(({ place }) => place),
  ];
  const positions = await locatePlaces(places, sources);
  const context: FindingContext = {
    positionOf: (place: Place) => positions.get(place),
    repairSentence: (repair) => repairSentence(model, repair),
    commandLine: (words) => commandLine(words, options),
  };
  const hasBaseline = known.baseline !== undefined;
  const run = { rules: rules.length, hasBaseline, unconfident: found.unconfident };
  return {
    io,
    options,
    rules,
    report: checkReport(found, run, context),
    isFailing: ({ severity }) => isAtLeast(severity, options.failOn),
    flowsOf: ({ fingerprint }) =>
      (flows.get(fingerprint) ?? []).map((steps) =>
        steps.map(({ text, place }) => ({ text, ...placeReport(place, context) })),
      ),
    hasSuppressions: known.suppressions !== undefined,
  };
}

function flowsOf({ finding }: Triaged): readonly (readonly StepPlace[])[] {
  return finding.walks.map(({ trace }) => stepPlaces(trace));
}

/** Whether a finding is grave enough to fail a run. */
export function isAtLeast(
  severity: Severity,
  threshold: CheckOptions["failOn"] = "warning",
): boolean {
  if (threshold === "none" || threshold === "never") return false;
  return severities.indexOf(severity) <= severities.indexOf(threshold);
}
