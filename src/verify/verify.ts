import type {
  Capture,
  CapturedHubRoutes,
  CapturedRoute,
  CapturedRoutes,
  UncomparedAnswer,
} from "../arm/index.ts";
import { createDiagnostic, type Diagnostic } from "../diagnostic/index.ts";
import type { Behavior, Model } from "../model/index.ts";
import {
  type AzureRow,
  azureHubRows,
  azureRows,
  type ExplainedRow,
  explainRows,
} from "../report/routes/index.ts";
import { alternatives, findTarget, Router, type View } from "../route/index.ts";
import { type Comparison, compareRows } from "./compare.ts";
import { compareHubRows, findHubTable, type HubComparison } from "./compare-hub.ts";
import { completeFromCapture } from "./complete.ts";

/** What comparing one capture gave. */
export type CaptureResult =
  | {
      readonly kind: "compared";
      readonly about: string;
      readonly capture: CapturedRoutes;
      readonly comparison: Comparison<CapturedRoute, ExplainedRow>;
      /** Prefixes that the capture itself gave, because the snapshot lacks the network. */
      readonly taken: readonly string[];
    }
  | {
      readonly kind: "hubCompared";
      readonly about: string;
      readonly capture: CapturedHubRoutes;
      readonly comparison: HubComparison;
    }
  | { readonly kind: "unattributed"; readonly capture: Capture }
  | { readonly kind: "unknown"; readonly about: string; readonly capture: Capture }
  /** The product computes nothing of that kind. */
  | { readonly kind: "uncompared"; readonly capture: UncomparedAnswer };

/** What verifying a model against captures gave. */
export interface Verification {
  readonly results: readonly CaptureResult[];
  /**
   * Whether every capture was compared and every row agrees; captures of kinds that are not
   * compared do not count, but some must have been compared.
   */
  readonly agrees: boolean;
  /**
   * Switch settings under which all captures agree; absent when they agree already, or under none
   * that was tried.
   */
  readonly remedy: readonly string[] | undefined;
}

/** Compares a model with what Azure answered, and looks for the switches that reconcile them. */
export function verify(model: Model, captures: readonly Capture[]): Verification {
  const subjects = captures.map((capture) => subjectOf(model, capture));
  const results = subjects.map(resultOf);
  const countable = results.filter(({ kind }) => kind !== "uncompared");
  const agrees = countable.length > 0 && countable.every(isAgreement);
  const compared = subjects.flatMap((subject) => ("router" in subject ? [subject] : []));
  return {
    results,
    agrees,
    remedy: agrees || compared.length === 0 ? undefined : findRemedy(compared),
  };
}

/** Says which captures cannot be compared. Diagnostics: `capture-unattributed`. */
export function checkCaptures(captures: readonly Capture[]): readonly Diagnostic[] {
  return captures
    .filter(({ about }) => about === undefined)
    .map(({ kind, place }) => {
      const parameters = { file: place.file, ...captureWords[kind] };
      return createDiagnostic("capture-unattributed", place, parameters);
    });
}

const nicWords = {
  whom: "network interface",
  wrapped: '{ "id": "NIC", "value": [...] }',
} as const;

const otherWords = {
  whom: "resource",
  wrapped: '{ "id": "ID", "value": [...] }',
} as const;

const captureWords = {
  effectiveRoutes: { what: "captured effective routes", ...nicWords },
  effectiveSecurityGroups: { what: "captured security rules", ...nicWords },
  hubRoutes: {
    what: "captured hub routes",
    whom: "route table",
    wrapped: '{ "id": "ROUTE TABLE", "value": [...] }',
  },
  advertisedRoutes: { what: "captured advertised routes", ...otherWords },
  bgpPeers: { what: "captured BGP sessions", ...otherWords },
  circuitSummary: { what: "captured BGP sessions", ...otherWords },
  circuitNeighbors: { what: "captured ARP tables", ...otherWords },
} as const;

/** Whether a capture was compared and agrees in every row. */
export function isAgreement(result: CaptureResult): boolean {
  return (
    (result.kind === "compared" || result.kind === "hubCompared") &&
    result.comparison.missing.length === 0 &&
    result.comparison.extra.length === 0
  );
}

/** A capture and what answers for it. */
interface Subject {
  readonly capture: CapturedRoutes;
  readonly about: string;
  readonly router: Router;
  readonly view: View;
  readonly taken: readonly string[];
}

function subjectOf(model: Model, capture: Capture): Subject | CaptureResult {
  const { about } = capture;
  if (capture.kind !== "effectiveRoutes" && capture.kind !== "hubRoutes") {
    return { kind: "uncompared", capture };
  }
  if (about === undefined) return { kind: "unattributed", capture };
  return capture.kind === "hubRoutes"
    ? compareHub(model, capture, about)
    : nicSubject(model, capture, about);
}

function compareHub(model: Model, capture: CapturedHubRoutes, about: string): CaptureResult {
  const found = findHubTable(model, about);
  if (found === undefined) return { kind: "unknown", about, capture };
  const comparison = compareHubRows(capture.rows, azureHubRows(model, found.hub, found.table));
  return { kind: "hubCompared", about, capture, comparison };
}

function nicSubject(
  model: Model,
  capture: CapturedRoutes,
  about: string,
): Subject | { readonly kind: "unknown"; readonly about: string; readonly capture: Capture } {
  const { rows } = capture;
  const wanted = about.toLowerCase();
  const nic = [...model.nics.values()].find(
    ({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted,
  );
  const completed =
    nic === undefined ? { model, taken: [] } : completeFromCapture(model, nic, rows);
  const result = findTarget(completed.model, about);
  if (result.kind !== "found" || result.target.kind === "hub") {
    return { kind: "unknown", about, capture };
  }
  const router = new Router(completed.model);
  return { capture, about, router, view: result.target.view, taken: completed.taken };
}

function resultOf(subject: ReturnType<typeof subjectOf>): CaptureResult {
  if (!("router" in subject)) return subject;
  const { capture, about, router, view, taken } = subject;
  const comparison = compareRows(capture.rows, explainRows(router, view));
  return { kind: "compared", about, capture, comparison, taken };
}

interface Setting {
  readonly key: string;
  readonly value: string;
}

/**
 * The smallest change of switches under which every capture agrees: one switch, else two.
 *
 * Only settings that change a row somewhere are paired, so that the search costs little where most
 * switches do not matter.
 */
function findRemedy(subjects: readonly Subject[]): readonly string[] | undefined {
  const [first] = subjects;
  if (first === undefined) return undefined;
  const before = rowsUnder(subjects, []);
  const tried = alternatives(first.router.model.behavior).map((setting) => ({
    setting,
    rows: rowsUnder(subjects, [setting]),
  }));
  const single = tried.find(({ rows }) => agreeAll(subjects, rows));
  if (single !== undefined) return [formatSetting(single.setting)];
  const relevant = tried
    .filter(({ rows }) => JSON.stringify(rows) !== JSON.stringify(before))
    .map(({ setting }) => setting);
  const pairs = relevant.flatMap((one, at) =>
    relevant.slice(at + 1).flatMap((two) => (one.key === two.key ? [] : [[one, two]])),
  );
  const pair = pairs.find((settings) => agreeAll(subjects, rowsUnder(subjects, settings)));
  return pair?.map(formatSetting);
}

function formatSetting({ key, value }: Setting): string {
  return `${key}=${value}`;
}

type Rows = readonly (readonly AzureRow[])[];

function rowsUnder(subjects: readonly Subject[], settings: readonly Setting[]): Rows {
  const changes = Object.fromEntries(settings.map(({ key, value }) => [key, value]));
  return subjects.map(({ router, view }) => {
    const changed = router.withBehavior({ ...router.model.behavior, ...changes } as Behavior);
    const table = changed.tableOf(view);
    return table === undefined ? [] : azureRows(table, changed.model.behavior);
  });
}

function agreeAll(subjects: readonly Subject[], rows: Rows): boolean {
  return subjects.every(({ capture }, at) => {
    const { missing, extra } = compareRows(capture.rows, rows[at] ?? []);
    return missing.length === 0 && extra.length === 0;
  });
}
