import type { Snapshot } from "../arm/index.ts";
import { applyChanges, describeObstacle } from "../change/index.ts";
import { type Ground, runChecks } from "../check/index.ts";
import { type Compilation, type CompileOptions, compileSnapshot } from "../compile/index.ts";
import { type Finding, fingerprint } from "../finding/index.ts";
import { Router } from "../route/index.ts";
import { Walker } from "../walk/index.ts";
import type { Plan } from "./plan.ts";

/** An estate with all that has been found in it. */
export interface CheckedEstate {
  readonly snapshot: Snapshot;
  readonly compilation: Compilation;
  readonly ground: Ground;
  readonly findings: readonly Finding[];
}

/** What a repair must leave standing beside the checks. */
export interface Demands {
  /**
   * Says which demands an estate breaks, one sentence each: assertions about flows, for example.
   */
  readonly brokenIn: (estate: CheckedEstate) => readonly string[];
}

/** What became of a plan when it was tried. */
export type Proof =
  | {
      readonly kind: "proved";
      readonly after: CheckedEstate;
      /** Other findings that went with it. */
      readonly alsoGone: readonly Finding[];
      /** What it brought that is only worth knowing. */
      readonly remarks: readonly Finding[];
    }
  /** One sentence. */
  | { readonly kind: "disproved"; readonly reason: string };

/** Compiles and checks a snapshot. */
export function checkSnapshot(snapshot: Snapshot, options: CompileOptions): CheckedEstate {
  return checkCompiled(snapshot, compileSnapshot(snapshot, options));
}

/** Checks a snapshot that was compiled already. */
export function checkCompiled(snapshot: Snapshot, compilation: Compilation): CheckedEstate {
  const { model } = compilation;
  const diagnostics = [...snapshot.diagnostics, ...compilation.diagnostics];
  const walker = new Walker(new Router(model));
  const ground: Ground = { model, router: walker.router, walker, diagnostics };
  return { snapshot, compilation, ground, findings: runChecks(ground) };
}

/**
 * Tries a plan on a copy of an estate: makes its changes, compiles, runs every check and every
 * demand again. It is proved when the finding is gone, nothing graver than a remark has come, and
 * no demand breaks that held before. Cost: that of compiling and checking the estate.
 */
export function prove(
  before: CheckedEstate,
  { finding, plan }: { readonly finding: Finding; readonly plan: Plan },
  { options, demands }: { readonly options: CompileOptions; readonly demands: Demands },
): Proof {
  const applied = applyChanges(before.snapshot, plan.changes);
  const [failure] = applied.failures;
  if (failure !== undefined) return disproved(describeObstacle(failure.obstacle));
  const after = checkSnapshot(applied.snapshot, options);
  const known = new Map(before.findings.map((one) => [fingerprint(one), one]));
  const left = new Set(after.findings.map(fingerprint));
  if (left.has(fingerprint(finding))) return disproved("The finding would still be there.");
  const fresh = after.findings.filter((one) => !known.has(fingerprint(one)));
  const graver = fresh.find(({ severity }) => severity !== "info");
  if (graver !== undefined) return disproved(`It would bring ${graver.code}: ${graver.message}`);
  const held = new Set(demands.brokenIn(before));
  const broken = demands.brokenIn(after).find((one) => !held.has(one));
  if (broken !== undefined) return disproved(`It would break what is asserted: ${broken}`);
  const alsoGone = before.findings.filter((one) => one !== finding && !left.has(fingerprint(one)));
  return { kind: "proved", after, alsoGone, remarks: fresh };
}

function disproved(reason: string): Proof {
  return { kind: "disproved", reason };
}
