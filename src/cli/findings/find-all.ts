import { type CheckRule, runChecks } from "../../check/index.ts";
import {
  isSelected,
  type Selection,
  type Triage,
  type Triaged,
  triage,
} from "../../finding/index.ts";
import { createProgress, silentProgress } from "../../host/index.ts";
import { Router } from "../../route/index.ts";
import { Walker } from "../../walk/index.ts";
import type { Estate } from "../estate/estate.ts";
import type { CheckOptions } from "../options.ts";
import type { Session } from "../session.ts";
import type { KnownFindings } from "./known-findings.ts";

/** What is asked of a run. */
export interface Inquiry {
  readonly rules: readonly CheckRule[];
  /** Whether these are all that there are. */
  readonly isWhole: boolean;
  readonly selection: Selection;
  readonly known: KnownFindings;
}

/** What a run has found. */
export interface Found extends Triage {
  /** That were left out since they rest on assumptions; null where nobody asked for that. */
  readonly unconfident: number | null;
}

/**
 * Runs rules over an estate, and keeps the findings that are wanted. What of the baseline is gone and
 * which suppressions nobody needs is judged by all findings of these rules.
 */
export function findAll(
  session: Session<CheckOptions>,
  { model, diagnostics }: Estate,
  { rules, isWhole, selection, known }: Inquiry,
): Found {
  const { io, options } = session;
  const progress = options.quiet === true ? silentProgress : createProgress(io.stderr);
  progress.report(`checking ${model.subnets.size} subnets`);
  const router = new Router(model);
  const walker = new Walker(router);
  const all = runChecks({ model, router, walker, diagnostics }, rules);
  progress.finish();
  // Of what nobody looked for, nobody can say that it is gone.
  const codes = new Set<string>(rules.map(({ code }) => code));
  const hasRun = (code: string): boolean => isWhole || codes.has(code);
  const told = triage(all, {
    baseline: known.baseline,
    suppressions: known.suppressions?.content ?? [],
    today: io.today(),
  });
  const selected = told.findings.filter(({ finding }) => isSelected(selection, finding));
  const kept = options.confident === true ? selected.filter(isConfident) : selected;
  return {
    findings: kept,
    gone: told.gone.filter(({ code }) => hasRun(code)),
    expired: told.expired,
    unused: told.unused.filter(
      (one) => isWhole || (one.codes.length > 0 && one.codes.every(hasRun)),
    ),
    unconfident: options.confident === true ? selected.length - kept.length : null,
  };
}

function isConfident({ finding }: Triaged): boolean {
  return finding.assumptions.length === 0 && finding.confidence !== "inferred";
}
