import type { Severity } from "../diagnostic/index.ts";
import {
  type Family,
  families,
  isCounted,
  severities,
  type Triage,
  type Triaged,
} from "../finding/index.ts";
import { type FindingContext, type FindingReport, findingReport } from "./finding-report.ts";

/** How many findings there are. Those that are suppressed or were there before count apart. */
export interface CheckSummary {
  /** Rules that were run. */
  readonly rules: number;
  readonly severities: Readonly<Record<Severity, number>>;
  /** Every family, also those without findings. */
  readonly families: Readonly<Record<Family, number>>;
  readonly suppressed: number;
  /** That were there before; null where there is no baseline. */
  readonly unchanged: number | null;
  /** Entries of the baseline whose finding is gone; null where there is no baseline. */
  readonly gone: number | null;
  /** Left out since they rest on assumptions or inferred rules; null where nobody asked for that. */
  readonly unconfident: number | null;
}

/** All findings of a run, as stable JSON. */
export interface CheckReport {
  /** In the order of severity, family, code, resource. */
  readonly findings: readonly FindingReport[];
  readonly summary: CheckSummary;
}

/** What is known of a run beside its findings. */
export interface CheckRun {
  /** Rules that were run. */
  readonly rules: number;
  /** Whether there is a baseline. */
  readonly hasBaseline: boolean;
  /** See `CheckSummary`. */
  readonly unconfident: number | null;
}

/** Puts the findings of a run into their JSON form. */
export function checkReport(
  { findings, gone }: Pick<Triage, "findings" | "gone">,
  { rules, hasBaseline, unconfident }: CheckRun,
  context: FindingContext,
): CheckReport {
  const suppressed = findings.filter(({ suppression }) => suppression !== undefined);
  const unchanged = findings.filter((one) => isUnchanged(one));
  return {
    findings: findings.map((one) => findingReport(one, context)),
    summary: {
      rules,
      ...countsOf(findings.filter(isCounted)),
      suppressed: suppressed.length,
      unchanged: hasBaseline ? unchanged.length : null,
      gone: hasBaseline ? gone.length : null,
      unconfident,
    },
  };
}

// What is suppressed is counted as that alone.
function isUnchanged({ baseline, suppression }: Triaged): boolean {
  return baseline === "unchanged" && suppression === undefined;
}

function countsOf(counted: readonly Triaged[]): Pick<CheckSummary, "severities" | "families"> {
  const count = (is: (one: Triaged["finding"]) => boolean): number =>
    counted.filter(({ finding }) => is(finding)).length;
  return {
    severities: recordOf(severities, (severity) => count((one) => one.severity === severity)),
    families: recordOf(families, (family) => count((one) => one.family === family)),
  };
}

function recordOf<K extends string>(keys: readonly K[], of: (key: K) => number): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, number>;
}

/** Whether a finding counts: nobody has suppressed it, and it was not there before. */
export function counts({ baseline, suppressed }: FindingReport): boolean {
  return suppressed === undefined && baseline !== "unchanged";
}
