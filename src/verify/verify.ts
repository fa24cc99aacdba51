import type { Capture, CapturedRoute } from "../arm/index.ts";
import { createDiagnostic, type Diagnostic } from "../diagnostic/index.ts";
import type { Behavior, Model } from "../model/index.ts";
import { azureRows, type ExplainedRow, explainRows } from "../report/index.ts";
import { alternatives, findTarget, Router } from "../route/index.ts";
import { type Comparison, compareRows } from "./compare.ts";
import { completeFromCapture } from "./complete.ts";

/** What comparing one capture gave. */
export type CaptureResult =
  | {
      readonly kind: "compared";
      readonly about: string;
      readonly capture: Capture;
      readonly comparison: Comparison<CapturedRoute, ExplainedRow>;
      /** Prefixes that the capture itself gave, because the snapshot lacks the network. */
      readonly taken: readonly string[];
    }
  | { readonly kind: "unattributed"; readonly capture: Capture }
  | { readonly kind: "unknown"; readonly about: string; readonly capture: Capture };

/** What verifying a model against captures gave. */
export interface Verification {
  readonly results: readonly CaptureResult[];
  /** Whether every capture was compared and every row agrees. */
  readonly agrees: boolean;
  /** Switch settings under which all captures agree; absent when they agree already, or under none that was tried. */
  readonly remedy: readonly string[] | undefined;
}

/** Compares a model with what Azure answered, and looks for the switches that reconcile them. */
export function verify(model: Model, captures: readonly Capture[]): Verification {
  const results = captures.map((capture) => verifyCapture(model, capture));
  const agrees = results.length > 0 && results.every(isAgreement);
  const comparable = results.filter(({ kind }) => kind === "compared");
  return {
    results,
    agrees,
    remedy: agrees || comparable.length === 0 ? undefined : findRemedy(model, captures),
  };
}

/** Says which captures cannot be compared. Diagnostics: `capture-unattributed`. */
export function checkCaptures(captures: readonly Capture[]): readonly Diagnostic[] {
  return captures
    .filter(({ about }) => about === undefined)
    .map(({ place }) => {
      const parameters = { file: place.file, wrapped: '{ "id": "NIC", "value": [...] }' };
      return createDiagnostic("capture-unattributed", place, parameters);
    });
}

/** Whether a capture was compared and agrees in every row. */
export function isAgreement(result: CaptureResult): boolean {
  return (
    result.kind === "compared" &&
    result.comparison.missing.length === 0 &&
    result.comparison.extra.length === 0
  );
}

function verifyCapture(model: Model, capture: Capture): CaptureResult {
  const { about } = capture;
  if (about === undefined) return { kind: "unattributed", capture };
  const target = targetOf(model, capture);
  if (target === undefined) return { kind: "unknown", about, capture };
  const comparison = compareRows(capture.rows, explainRows(target.router, target.view));
  return { kind: "compared", about, capture, comparison, taken: target.taken };
}

function targetOf(model: Model, { about, rows }: Capture) {
  if (about === undefined) return undefined;
  const nic = [...model.nics.values()].find(
    ({ id, name }) =>
      id.toLowerCase() === about.toLowerCase() || name.toLowerCase() === about.toLowerCase(),
  );
  const completed =
    nic === undefined ? { model, taken: [] } : completeFromCapture(model, nic, rows);
  const result = findTarget(completed.model, about);
  if (result.kind !== "found" || result.target.kind === "hub") return undefined;
  const router = new Router(completed.model);
  return { router, view: result.target.view, taken: completed.taken };
}

// One switch first, then two together; the smallest change that reconciles everything wins.
function findRemedy(model: Model, captures: readonly Capture[]): readonly string[] | undefined {
  const single = alternatives(model.behavior);
  const settings = [
    ...single.map((one) => [one]),
    ...single.flatMap((one, at) =>
      single.slice(at + 1).flatMap((two) => (one.key === two.key ? [] : [[one, two]])),
    ),
  ];
  const found = settings.find((changes) => agreesUnder(model, captures, changes));
  return found?.map(({ key, value }) => `${key}=${value}`);
}

function agreesUnder(
  model: Model,
  captures: readonly Capture[],
  changes: readonly { readonly key: string; readonly value: string }[],
): boolean {
  const changed = Object.fromEntries(changes.map(({ key, value }) => [key, value]));
  const behavior = { ...model.behavior, ...changed } as Behavior;
  return captures.every((capture) => agrees({ ...model, behavior }, capture));
}

function agrees(model: Model, capture: Capture): boolean {
  const target = targetOf(model, capture);
  if (target === undefined) return true;
  const { missing, extra } = compareRows(capture.rows, plainRows(target));
  return missing.length === 0 && extra.length === 0;
}

function plainRows({ router, view }: NonNullable<ReturnType<typeof targetOf>>) {
  const table = router.tableOf(view);
  return table === undefined ? [] : azureRows(table, router.model.behavior);
}
