import { resourceName } from "../finding/index.ts";
import { type CheckReport, counts } from "./check-report.ts";
import { summaryLine } from "./check-summary.ts";
import { type FindingReport, helpPage, type LocationReport } from "./finding-report.ts";
import { listed } from "./repair-sentence.ts";
import { cut } from "./wrap.ts";

/** What a comment needs to know beside the findings. */
export interface MarkdownContext {
  /** Address of a page of the repository; absent where nobody knows where it is published. */
  readonly pageUrl: (path: string) => string | undefined;
}

/** First line of a comment, by which it is found again. */
const commentMarker = "<!-- trueroute -->";

// In characters. GitHub takes 65,536; what comes around a comment needs some of them.
const mostCharacters = 60_000;
const mostRowCharacters = 25_000;
const mostMessageCharacters = 240;

/**
 * Writes the findings that count as a comment for a pull request: a table, and each finding folded
 * below it. What would be too long for GitHub is cut, and said.
 */
export function formatCheckMarkdown(
  { findings, summary }: CheckReport,
  context: MarkdownContext,
): string {
  const counted = findings.filter(counts);
  const heading = `${commentMarker}\n### trueroute check: ${summaryLine(summary)}\n`;
  if (counted.length === 0) return heading;
  const tableHead =
    "| severity | finding | resource | place | what it means |\n|---|---|---|---|---|\n";
  const rows = fitting(counted, (finding) => tableRow(finding, context), mostRowCharacters);
  const table = `\n${tableHead}${rows.texts.join("")}${leftLine(rows.left, "row")}`;
  const room = mostCharacters - heading.length - table.length;
  const blocks = fitting(counted, (finding) => block(finding, context), room);
  return `${heading}${table}${blocks.texts.join("")}${leftLine(blocks.left, "detail")}`;
}

/** As many texts from the first finding on as fit, and how many do not. */
function fitting(
  findings: readonly FindingReport[],
  write: (finding: FindingReport) => string,
  room: number,
): { readonly texts: readonly string[]; readonly left: number } {
  const texts: string[] = [];
  let used = 0;
  for (const finding of findings) {
    const text = write(finding);
    used += text.length;
    if (used > room) break;
    texts.push(text);
  }
  return { texts, left: findings.length - texts.length };
}

function leftLine(left: number, noun: string): string {
  if (left === 0) return "";
  return `\n... and ${left} more ${noun}${left === 1 ? "" : "s"}, which a comment has no room for; \`trueroute check\` tells them all.\n`;
}

function tableRow(finding: FindingReport, context: MarkdownContext): string {
  const { severity, title, resource, location, message } = finding;
  const cells = [
    severity,
    `${codeLink(finding, context)} ${escapeMarkdown(title)}`,
    code(resourceName(resource.id)),
    placeText(location),
    escapeMarkdown(cut(message, mostMessageCharacters)),
  ];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
}

function block(finding: FindingReport, context: MarkdownContext): string {
  const { id, title, resource, location, message, affected, walks, assumptions } = finding;
  const where = `${code(resource.id)} ${placeText(location)}`.trim();
  const lines = [
    `- where: ${where}`,
    ...(affected.length === 0
      ? []
      : [`- affects: ${escapeMarkdown(listed(affected.map(resourceName), 10))}`]),
    ...walks
      .slice(0, 1)
      .map(({ story, command }) => `- shown by: ${escapeMarkdown(story)} (${code(command)})`),
    ...assumptions.map((one) => `- assumed: ${escapeMarkdown(one.message)}`),
    `- fix: ${escapeMarkdown(finding.remedy)}`,
    ...(finding.fix === null
      ? []
      : [`- ${escapeMarkdown(finding.fix.summary)} ${code(finding.fix.command)}`]),
    `- rests on: ${finding.rules.join(", ")} (${finding.confidence}); ${codeLink(finding, context)}`,
  ];
  const summary = `${id} ${escapeHtml(title)}: ${escapeHtml(resourceName(resource.id))}`;
  return `\n<details><summary>${summary}</summary>\n\n${escapeMarkdown(message)}\n\n${lines.join("\n")}\n\n</details>\n`;
}

function codeLink({ code: name }: FindingReport, { pageUrl }: MarkdownContext): string {
  const url = pageUrl(helpPage(name));
  return url === undefined ? name : `[${name}](${url})`;
}

function placeText({ file, line }: LocationReport): string {
  if (file === null) return "";
  return code(line === null ? file : `${file}:${line}`);
}

// A name may hold what Markdown gives a meaning to, or what would call somebody.
function escapeMarkdown(text: string): string {
  return escapeHtml(text)
    .replaceAll(/[\\`*_[\]~#]/g, "\\$&")
    .replaceAll("@", "&#64;");
}

function escapeHtml(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

// More marks than the text has in a row, so that it cannot end the code.
function code(text: string): string {
  const runs = (text.match(/`+/g) ?? []).map((run) => run.length);
  const fence = "`".repeat(Math.max(0, ...runs) + 1);
  const space = runs.length === 0 ? "" : " ";
  return `${fence}${space}${text.replaceAll(/\s+/g, " ")}${space}${fence}`;
}
