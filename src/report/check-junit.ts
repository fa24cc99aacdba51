import { type FindingKind, families, resourceName } from "../finding/index.ts";
import { type Element, formatXml } from "../xml/index.ts";
import type { CheckReport } from "./check-report.ts";
import type { FindingReport } from "./finding-report.ts";

/** What JUnit needs to know beside the findings. */
export interface JunitContext {
  /** The rules that were run. */
  readonly kinds: readonly FindingKind[];
  /** Whether a finding is grave enough to fail the run. */
  readonly isFailing: (finding: FindingReport) => boolean;
}

/**
 * Writes findings as JUnit XML: a suite for each family, a failed case for each finding that fails
 * the run, a skipped one for each that is suppressed or was there before, and a passed one for each
 * rule that has found nothing.
 */
export function formatCheckJunit({ findings }: CheckReport, context: JunitContext): string {
  const byCode = new Map<string, FindingReport[]>();
  for (const finding of findings) {
    const ofCode = byCode.get(finding.code);
    if (ofCode === undefined) byCode.set(finding.code, [finding]);
    else ofCode.push(finding);
  }
  const suites = families.flatMap((family) => {
    const cases = context.kinds
      .filter((kind) => kind.family === family)
      .flatMap((kind) => casesOf(kind, byCode.get(kind.code) ?? [], context));
    return cases.length === 0 ? [] : [suiteOf(family, cases)];
  });
  const cases = suites.flatMap(({ content }) => (Array.isArray(content) ? content : []));
  return formatXml({
    name: "testsuites",
    attributes: { name: "trueroute check", ...countsOf(cases) },
    content: suites,
  });
}

function suiteOf(family: string, cases: readonly Element[]): Element {
  return { name: "testsuite", attributes: { name: family, ...countsOf(cases) }, content: cases };
}

function countsOf(cases: readonly Element[]): Element["attributes"] {
  const count = (name: string): number =>
    cases.filter(({ content }) => Array.isArray(content) && content[0]?.name === name).length;
  return { tests: cases.length, failures: count("failure"), errors: 0, skipped: count("skipped") };
}

function casesOf(
  { code, family, title }: FindingKind,
  found: readonly FindingReport[],
  context: JunitContext,
): readonly Element[] {
  const classname = `trueroute.${family}`;
  if (found.length > 0) return found.map((finding) => caseOf(finding, classname, context));
  return [{ name: "testcase", attributes: { classname, name: `${code}: ${title}` } }];
}

function caseOf(finding: FindingReport, classname: string, context: JunitContext): Element {
  const { id, title, resource, location, severity, message } = finding;
  const { file, line } = location;
  const attributes = {
    classname,
    name: `${id}: ${title}: ${resourceName(resource.id)}`,
    file: file ?? undefined,
    line: line ?? undefined,
  };
  const skipped = skippedFor(finding);
  const content: Element =
    skipped !== undefined
      ? { name: "skipped", attributes: { message: skipped } }
      : context.isFailing(finding)
        ? { name: "failure", attributes: { type: severity, message }, content: details(finding) }
        : { name: "system-out", attributes: {}, content: details(finding) };
  return { name: "testcase", attributes, content: [content] };
}

function skippedFor({ suppressed, baseline }: FindingReport): string | undefined {
  if (suppressed !== undefined) return `suppressed: ${suppressed.reason}`;
  return baseline === "unchanged" ? "known from the baseline" : undefined;
}

function details(finding: FindingReport): string {
  const { severity, message, resource, location, walks, assumptions, remedy, fix, help } = finding;
  const where = location.file === null ? "" : ` in ${location.file}:${location.line ?? 1}`;
  return [
    `${severity}: ${message}`,
    `${resource.id} ${location.pointer}`.trimEnd() + where,
    ...walks.map(({ story }) => `shown by: ${story}`),
    ...assumptions.map((one) => `assumed: ${one.message}`),
    `fix: ${remedy}`,
    ...(fix === null ? [] : [fix.command]),
    `see: ${help}`,
  ].join("\n");
}
