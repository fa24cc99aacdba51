import { type FindingKind, resourceName } from "../finding/index.ts";
import type { CheckReport } from "./check-report.ts";
import type { FindingReport, PlaceReport } from "./finding-report.ts";
import { sarifLevel, sarifRule } from "./sarif-rule.ts";

/** Where a file lies, as SARIF has it. */
export interface FileUri {
  readonly uri: string;
  /** Whether the address begins at the root of the sources; else it is absolute. */
  readonly isInSources: boolean;
}

/** A step of a flow, with the place that decided it. */
export interface PlacedStep extends PlaceReport {
  readonly text: string;
}

/** What SARIF needs to know beside the findings. */
export interface SarifContext {
  /** Of trueroute. */
  readonly version: string;
  /** All rules that were run, by code. */
  readonly kinds: readonly FindingKind[];
  /** Absolute address of a page of trueroute's repository. */
  readonly pageUri: (path: string) => string;
  /** Absent for what is no file, such as standard input. */
  readonly fileUri: (file: string) => FileUri | undefined;
  /** The steps of each flow that shows a finding. */
  readonly flowsOf: (finding: FindingReport) => readonly (readonly PlacedStep[])[];
  /** Name of this analysis, where a repository has several. */
  readonly category: string | undefined;
  /** Whether suppressions were asked, so that a result without one is known to have none. */
  readonly hasSuppressions: boolean;
}

/** Name that others have agreed on for the root of the sources. */
const sourceRoot = "%SRCROOT%";

/** Gives findings as a SARIF 2.1.0 log, also those that are suppressed or were there before. */
export function sarifLog({ findings }: CheckReport, context: SarifContext): object {
  const { version, kinds, pageUri, category } = context;
  const indexes = new Map(kinds.map(({ code }, index) => [code, index]));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "trueroute",
            fullName: `trueroute ${version}`,
            semanticVersion: version,
            informationUri: pageUri("README.md"),
            rules: kinds.map((kind) => sarifRule(kind, pageUri)),
          },
        },
        ...(category === undefined ? {} : { automationDetails: { id: `${category}/` } }),
        originalUriBaseIds: {
          [sourceRoot]: { description: { text: "The root of the repository that was checked." } },
        },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) =>
          resultOf(finding, indexes.get(finding.code) ?? -1, context),
        ),
      },
    ],
  };
}

function resultOf(finding: FindingReport, ruleIndex: number, context: SarifContext): object {
  const { code, severity, fingerprint, baseline, id, family, confidence } = finding;
  const { rules, assumptions, affected, walks, remedy, fix, resource, location } = finding;
  const related = finding.related.flatMap((place, index) => relatedOf(place, index + 1, context));
  return {
    ruleId: code,
    ruleIndex,
    level: sarifLevel(severity),
    message: { text: messageOf(finding) },
    locations: [locationOf(finding, context)],
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    ...codeFlowsOf(finding, context),
    // GitHub knows only the second name. A hash of the line, which it means, would make one alert
    // of all findings in a plan that is written in one line.
    partialFingerprints: { "trueroute/v1": fingerprint, primaryLocationLineHash: fingerprint },
    ...(baseline === undefined ? {} : { baselineState: baseline }),
    ...suppressionsOf(finding, context),
    properties: {
      id,
      family,
      confidence,
      rules,
      assumptions,
      resource: resource.id,
      pointer: location.pointer,
      affected,
      walks,
      remedy,
      fix,
    },
  };
}

// The first sentence is the title that GitHub shows.
function messageOf({ message, walks, assumptions, remedy }: FindingReport): string {
  const [walk] = walks;
  return [
    message,
    ...(walk === undefined ? [] : [`Shown by ${withStop(walk.story)}`]),
    ...assumptions.map((one) => `Assumed: ${withStop(one.message)}`),
    `Fix: ${remedy}`,
  ].join("\n");
}

function withStop(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}

function suppressionsOf({ suppressed }: FindingReport, { hasSuppressions }: SarifContext): object {
  if (!hasSuppressions) return {};
  if (suppressed === undefined) return { suppressions: [] };
  const { reason } = suppressed;
  return { suppressions: [{ kind: "external", status: "accepted", justification: reason }] };
}

function locationOf(place: PlaceReport, context: SarifContext): object {
  const { id } = place.resource;
  const physicalLocation = physicalOf(place, context);
  return {
    ...(physicalLocation === undefined ? {} : { physicalLocation }),
    logicalLocations: [{ name: resourceName(id), fullyQualifiedName: id, kind: "resource" }],
  };
}

// GitHub refuses the whole log for one location without a file.
function relatedOf(place: PlaceReport, id: number, context: SarifContext): readonly object[] {
  if (physicalOf(place, context) === undefined) return [];
  return [
    { id, ...locationOf(place, context), message: { text: resourceName(place.resource.id) } },
  ];
}

// Of a flow, what stands in files that a reader can open.
function codeFlowsOf(finding: FindingReport, context: SarifContext): object {
  const threadFlows = context.flowsOf(finding).flatMap((steps) => {
    const locations = steps.flatMap((step) => {
      const { line } = step.location;
      if (line === null || physicalOf(step, context) === undefined) return [];
      return [{ location: { ...locationOf(step, context), message: { text: step.text } } }];
    });
    return locations.length === 0 ? [] : [{ locations }];
  });
  if (threadFlows.length === 0) return {};
  return { codeFlows: threadFlows.map((threadFlow) => ({ threadFlows: [threadFlow] })) };
}

function physicalOf({ location }: PlaceReport, { fileUri }: SarifContext): object | undefined {
  const { file, line } = location;
  const found = file === null ? undefined : fileUri(file);
  if (found === undefined) return undefined;
  const { uri, isInSources } = found;
  return {
    artifactLocation: { uri, ...(isInSources ? { uriBaseId: sourceRoot } : {}) },
    ...(line === null ? {} : { region: { startLine: line } }),
  };
}
