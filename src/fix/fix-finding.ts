import type { CompileOptions } from "../compile/index.ts";
import type { Finding } from "../finding/index.ts";
import type { Plan, RouteForm } from "./plan.ts";
import { planRepair } from "./plan-repair.ts";
import { type CheckedEstate, type Demands, type Proof, prove } from "./prove.ts";

/** How findings are repaired. */
export interface FixOptions {
  readonly compile: CompileOptions;
  readonly routes: RouteForm;
  readonly demands: Demands;
}

/** A repair that was tried, or why there is none. */
export type Fix =
  | {
      readonly kind: "fixed";
      readonly finding: Finding;
      readonly plan: Plan;
      readonly proof: Extract<Proof, { readonly kind: "proved" }>;
      /** Smaller ones that were tried first, with the reason against each. */
      readonly rejected: readonly Rejected[];
    }
  | {
      readonly kind: "refused";
      readonly finding: Finding;
      /** Never empty. */
      readonly rejected: readonly Rejected[];
    };

/** A plan that is not offered. */
export interface Rejected {
  /** One sentence. */
  readonly reason: string;
  /** Absent where no plan could be made. */
  readonly plan: Plan | undefined;
}

/**
 * Repairs a finding of an estate by the first of its plans that is proved. Cost: that of compiling
 * and checking the estate, for every plan that is tried.
 */
export function fixFinding(estate: CheckedEstate, finding: Finding, options: FixOptions): Fix {
  const { model } = estate.compilation;
  const rejected: Rejected[] = [];
  if (finding.repair === undefined) {
    const reason = `No change can be named for it: only people can decide. ${finding.remedy}`;
    return {
      kind: "refused",
      finding,
      rejected: [{ reason, plan: undefined }],
    };
  }
  for (const one of planRepair(finding.repair, { model, finding, routes: options.routes })) {
    if (one.kind === "refused") {
      const reason = sentence(one.reason);
      rejected.push({ reason, plan: undefined });
      continue;
    }
    const { plan } = one;
    const { compile, demands } = options;
    const proof = prove(estate, { finding, plan }, { options: compile, demands });
    if (proof.kind === "proved") return { kind: "fixed", finding, plan, proof, rejected };
    rejected.push({ reason: proof.reason, plan });
  }
  return { kind: "refused", finding, rejected };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
