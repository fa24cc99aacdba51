import { type AddressOf, type ChangeForm, describeChange, formatChanges } from "../change/index.ts";
import { type Finding, findingId } from "../finding/index.ts";
import type { Fix } from "../fix/index.ts";
import type { DifferenceReport } from "./difference/report.ts";
import { repairSentence } from "./repair-sentence.ts";

/** A finding that a repair takes with it, or brings. */
export interface FindingName {
  readonly id: string;
  readonly title: string;
  readonly resource: { readonly id: string };
}

/** Changes that were not offered, and why. */
export interface RejectedReport {
  readonly changes: readonly string[];
  readonly reason: string;
}

/** What becomes of a finding, as stable JSON; docs/commands/fix.md describes it. */
export interface FixReport extends FindingName {
  readonly message: string;
  /** `gone`: an earlier repair of the same run took it away. */
  readonly status: "fixed" | "refused" | "gone";
  /** One sentence; null where nothing is done. */
  readonly summary: string | null;
  /** Sentences, in the order in which the changes are made. */
  readonly changes: readonly string[];
  /** The changes in each form; null where a form has no words for them, or nothing is done. */
  readonly commands: Readonly<Record<ChangeForm, string | null>>;
  readonly notes: readonly string[];
  readonly alsoGone: readonly FindingName[];
  /** Findings that it brings, none graver than `info`. */
  readonly remarks: readonly FindingName[];
  readonly rejected: readonly RejectedReport[];
  /** What is not the same afterwards, as `trueroute diff -o json` tells it; null for nothing. */
  readonly difference: DifferenceReport | null;
}

/** What a report of a fix needs to know beside it. */
export interface FixContext {
  /** The resources before it. */
  readonly resources: Resources;
  /** Tells the address that Terraform has for what stands at a place of a plan or state. */
  readonly addressOf: AddressOf;
  readonly difference: (fix: Fixed) => DifferenceReport;
}

type Resources = Parameters<typeof formatChanges>[1];
type Fixed = Extract<Fix, { readonly kind: "fixed" }>;

/** Puts a fix into its JSON form. */
export function fixReport(fix: Fix, context: FixContext): FixReport {
  const { finding, rejected } = fix;
  const rest = {
    ...findingName(finding),
    message: finding.message,
    rejected: rejected.map(({ plan, reason }) => ({
      changes: (plan?.changes ?? []).map(describeChange),
      reason,
    })),
  };
  if (fix.kind === "refused") return { ...rest, ...nothing, status: "refused" };
  const { changes, notes } = fix.plan;
  const { after, alsoGone, remarks } = fix.proof;
  const { repair } = finding;
  return {
    ...rest,
    status: "fixed",
    summary: repair === undefined ? null : repairSentence(after.compilation.model, repair),
    changes: changes.map(describeChange),
    commands: commandsOf((form) =>
      formatChanges(changes, context.resources, form, { addressOf: context.addressOf }),
    ),
    notes,
    alsoGone: alsoGone.map(findingName),
    remarks: remarks.map(findingName),
    difference: context.difference(fix),
  };
}

/** The JSON form of a finding that an earlier repair took away. */
export function goneReport(finding: Finding): FixReport {
  return {
    ...findingName(finding),
    message: finding.message,
    ...nothing,
    status: "gone",
    rejected: [],
  };
}

const nothing = {
  summary: null,
  changes: [],
  commands: commandsOf(() => null),
  notes: [],
  alsoGone: [],
  remarks: [],
  difference: null,
} as const;

function commandsOf(write: (form: ChangeForm) => string | null): FixReport["commands"] {
  return {
    az: write("az"),
    bicep: write("bicep"),
    terraform: write("terraform"),
    arm: write("arm"),
    classic: write("classic"),
  };
}

function findingName(finding: Finding): FindingName {
  const { title, place } = finding;
  return { id: findingId(finding), title, resource: { id: place.resource } };
}
