import type { Severity } from "../diagnostic/index.ts";
import { families } from "./family.ts";
import type { Finding } from "./finding.ts";

/** Severities, the gravest first. */
export const severities: readonly Severity[] = ["error", "warning", "info"];

/** The order in which findings are listed: severity, family, code, resource, subject. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    families.indexOf(a.family) - families.indexOf(b.family) ||
    compareTexts(a.code, b.code) ||
    compareTexts(a.place.resource.toLowerCase(), b.place.resource.toLowerCase()) ||
    compareTexts(a.subject.join("\u0000"), b.subject.join("\u0000"))
  );
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
