import type { Severity } from "../diagnostic/index.ts";
import type { FindingKind } from "../finding/index.ts";
import { type Confidence, rulePage, weakestConfidence } from "../rule/index.ts";
import { helpPage } from "./finding-report.ts";

/** SARIF's word for a severity. */
export function sarifLevel(severity: Severity): "error" | "warning" | "note" {
  return severity === "info" ? "note" : severity;
}

/**
 * Gives what SARIF says of a rule, and what GitHub shows beside its findings. `pageUri` gives the
 * absolute address of a page of the repository.
 */
export function sarifRule(kind: FindingKind, pageUri: (path: string) => string): object {
  const { code, family, severity, title, about, rules } = kind;
  const confidence = weakestConfidence(rules);
  const helpUri = pageUri(helpPage(code));
  const links = rules.map((id) => `[${id}](${pageUri(rulePage(id))})`);
  return {
    id: code,
    name: pascalCase(title),
    shortDescription: { text: title },
    fullDescription: { text: about },
    helpUri,
    help: {
      text: `${about} See ${helpUri}`,
      markdown: `${about}\n\nIt rests on ${links.join(", ")}.\n\n[${code}: example, repair, and when to suppress it](${helpUri})`,
    },
    defaultConfiguration: { level: sarifLevel(severity) },
    properties: {
      tags: ["azure", "network", family],
      family,
      confidence,
      precision: precisions[confidence],
      "problem.severity": severity === "info" ? "recommendation" : severity,
    },
  };
}

// How often a finding is right, in the words of GitHub.
const precisions: Readonly<Record<Confidence, string>> = {
  observed: "very-high",
  documented: "high",
  inferred: "medium",
};

function pascalCase(title: string): string {
  const words = title.replace(/^(an?|the) /i, "").match(/[A-Za-z0-9]+/g) ?? [];
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
}
