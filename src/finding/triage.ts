import type { BaselineEntry } from "./baseline.ts";
import type { Finding } from "./finding.ts";
import { fingerprint } from "./fingerprint.ts";
import { createSuppressor, isExpired, type Suppression } from "./suppression.ts";

/** A finding with what people have said about it before. */
export interface Triaged {
  readonly finding: Finding;
  readonly fingerprint: string;
  /** Whether the baseline has it; absent when there is none. */
  readonly baseline: "new" | "unchanged" | undefined;
  /** What lets it be; absent when nothing does. */
  readonly suppression: Suppression | undefined;
}

/** What people have said about findings before. */
export interface Known {
  readonly baseline: readonly BaselineEntry[] | undefined;
  readonly suppressions: readonly Suppression[];
  /** The day, `2026-11-21`. */
  readonly today: string;
}

/** Findings, and what of the baseline and the suppressions is out of date. */
export interface Triage {
  /** In the order in which they were given. */
  readonly findings: readonly Triaged[];
  /** Entries of the baseline whose finding is not there any more. */
  readonly gone: readonly BaselineEntry[];
  readonly expired: readonly Suppression[];
  /** Suppressions in force that no finding needs. */
  readonly unused: readonly Suppression[];
}

/** Holds findings against a baseline and suppressions. */
export function triage(findings: readonly Finding[], known: Known): Triage {
  const { baseline, suppressions, today } = known;
  const inForce = suppressions.filter((one) => !isExpired(one, today));
  const suppressor = createSuppressor(inForce);
  const there = new Set(baseline?.map((entry) => entry.fingerprint));
  const used = new Set<Suppression>();
  const triaged = findings.map((finding): Triaged => {
    const key = fingerprint(finding);
    const found = suppressor.find(finding, key);
    for (const one of found) used.add(one);
    const isThere = there.has(key) ? "unchanged" : "new";
    return {
      finding,
      fingerprint: key,
      baseline: baseline === undefined ? undefined : isThere,
      suppression: found[0],
    };
  });
  const found = new Set(triaged.map((one) => one.fingerprint));
  return {
    findings: triaged,
    gone: baseline?.filter((entry) => !found.has(entry.fingerprint)) ?? [],
    expired: suppressions.filter((one) => isExpired(one, today)),
    unused: inForce.filter((one) => !used.has(one)),
  };
}

/** Whether a finding counts: nobody has suppressed it, and it was not there before. */
export function isCounted({ baseline, suppression }: Triaged): boolean {
  return suppression === undefined && baseline !== "unchanged";
}
