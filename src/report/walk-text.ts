import { isSuccess } from "../flow/index.ts";
import type { NodeKind } from "../walk/index.ts";
import type { From } from "./explain-row.ts";
import type { HopReport, PassReport, TraceReport } from "./walk-report.ts";
import type { StepReport } from "./walk-step.ts";
import { verdictSentence } from "./walk-verdict.ts";
import { nodeWords } from "./walk-words.ts";

/** How people call the two ends of a flow. */
export interface Ends {
  readonly from: string;
  readonly to: string;
}

/** How a trace is told. */
export interface TraceForm {
  /** Whether every equal way is told, and not only the one to show. */
  readonly hasAllPaths: boolean;
}

/**
 * Tells a trace as text: hop by hop there and back, what each did, by which rule and resource; then
 * the verdict, and what it rests on.
 */
export function formatTrace(report: TraceReport, ends: Ends, form: TraceForm): string {
  const sections = [
    [`${ends.from} -> ${ends.to}`, `  ${flowLine(report)}`],
    ...wayLines(report, form),
    verdictLines(report),
    listLines(
      "Warnings",
      report.warnings.map(({ message, rules }) => `${message}${ruleList(rules)}`),
    ),
    listLines(
      "Assumed",
      report.assumptions.map(({ message, rules }) => `${message}${ruleList(rules)}`),
    ),
    [`Rests on ${report.rules.join(", ") || "no rule"} (${report.confidence})`],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function flowLine({ flow }: TraceReport): string {
  const { protocol, source, sourcePort, destination, destinationPort, name } = flow;
  const from = endpoint(source, sourcePort);
  const to = endpoint(destination, destinationPort);
  return `${protocol} ${from} -> ${to}${name === undefined ? "" : ` (${name})`}`;
}

function endpoint(known: string | null, port: number | undefined): string {
  const address = known ?? "(unknown)";
  if (port === undefined) return address;
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

function wayLines(report: TraceReport, { hasAllPaths }: TraceForm): readonly string[][] {
  const { paths } = report;
  if (!hasAllPaths || paths === undefined) {
    const others = paths === undefined ? [] : [otherWays(paths.length)];
    return [passLines("There", report), replyLines("Back", report.reply), others];
  }
  return paths.flatMap((path, at) => {
    const way = `way ${at + 1} of ${paths.length}`;
    return [passLines(`There, ${way}`, path), replyLines(`Back, ${way}`, path.reply)];
  });
}

function otherWays(count: number): string {
  return `One of ${count} equal ways is shown; --all-paths shows all.`;
}

function replyLines(heading: string, reply: PassReport | null): string[] {
  return reply === null ? [] : passLines(heading, reply);
}

function passLines(heading: string, { hops }: PassReport): string[] {
  const width = String(hops.length).length;
  return [
    heading,
    ...hops.flatMap((hop, at) => [
      `  ${String(at + 1).padStart(width)}. ${hopLine(hop)}`,
      ...hop.steps
        .filter((step, index) => !isRepeated(hop.steps, step, index))
        .flatMap((step) => stepLines(step).map((line) => " ".repeat(width + 4) + line)),
    ]),
  ];
}

// What leaves as it has come needs no second line, nor what is translated to an address that
// nobody can know.
function isRepeated(steps: readonly StepReport[], step: StepReport, at: number): boolean {
  if (step.kind === "translate") {
    return JSON.stringify(step["before"]) === JSON.stringify(step["after"]);
  }
  const before = steps.slice(0, at).findLast(({ kind }) => kind === "receive");
  return step.kind === "send" && before?.text === step.text;
}

function hopLine({ name, kind, address, stateful }: HopReport): string {
  const parts = [nameOnce(name, kind), address, stateful ? "keeps state" : undefined];
  return parts.filter((part) => part !== undefined && part !== "").join(", ");
}

function nameOnce(name: string, kind: NodeKind): string {
  return name === kind ? nodeWords[kind] : `${name}, ${nodeWords[kind]}`;
}

/** What a node does, as a verb; padded to one width. */
const verbs: Readonly<Record<StepReport["kind"], string>> = {
  send: "sends",
  receive: "receives",
  filter: "filters",
  session: "remembers",
  route: "routes",
  forward: "hands on",
  choose: "chooses",
  translate: "translates",
  egress: "goes out",
  balance: "balances",
  inspect: "inspects",
  access: "asks",
  remark: "notes",
  end: "ends",
};

const verbWidth = Math.max(...Object.values(verbs).map((verb) => verb.length)) + 2;

function stepLines({ kind, text, rules, from }: StepReport): readonly string[] {
  const [place] = from;
  const line = `${verbs[kind].padEnd(verbWidth)}${text}${ruleList(rules)}`;
  return place === undefined ? [line] : [line, `${" ".repeat(verbWidth)}${fromLine(place)}`];
}

function fromLine({ id, pointer, file }: From): string {
  const where = file === undefined ? "" : ` in ${file}`;
  return `from ${id}${pointer === "" ? "" : ` ${pointer}`}${where}`;
}

function verdictLines(report: TraceReport): string[] {
  const { works, disposition, symmetric, reply } = report;
  const word = works ? "works" : (failedReply(report) ?? disposition);
  return [
    `Verdict: ${word}. ${capitalize(verdictSentence(report))}.`,
    ...sourceLines(report),
    ...(reply === null || symmetric
      ? []
      : ["There and back pass different devices that keep state."]),
  ];
}

function sourceLines({ sourceSeen, disposition }: TraceReport): readonly string[] {
  if (sourceSeen !== null) return [`The far end sees ${sourceSeen}.`];
  return isSuccess(disposition) ? ["Which source the far end sees cannot be known."] : [];
}

function failedReply({ disposition, reply }: TraceReport): string | undefined {
  const isReplyLost = reply !== null && !isSuccess(reply.disposition);
  return isSuccess(disposition) && isReplyLost
    ? `${disposition}, reply ${reply.disposition}`
    : undefined;
}

function listLines(heading: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [heading, ...items.map((item) => `  - ${item}`)];
}

function ruleList(rules: readonly string[]): string {
  return rules.length === 0 ? "" : ` (${rules.join(", ")})`;
}

function capitalize(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
