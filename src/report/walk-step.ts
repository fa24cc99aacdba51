import type { FilterStep } from "../filter/index.ts";
import { type Flow, formatEndpoint, formatFlow } from "../flow/index.ts";
import { formatIp, formatPrefix } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import type { Node, Step } from "../walk/index.ts";
import { egressSentence, frontendSentence } from "./egress-words.ts";
import { type From, fromPlace } from "./explain-row.ts";
import { filterSentence } from "./filter-sentence.ts";
import { firewallSentence } from "./firewall-words.ts";
import { nameRoute } from "./sentence.ts";
import { accessSentence } from "./service-words.ts";
import { fieldsOf } from "./walk-fields.ts";
import { endWords, nodeWords, remarkWords } from "./walk-words.ts";

/** An act at a node: its kind, one sentence, fields that belong to the kind, and who decided. */
export interface StepReport {
  readonly kind: Step["kind"];
  readonly text: string;
  readonly rules: readonly RuleId[];
  readonly from: readonly From[];
  /** Those of the kind; docs/trace.md lists them. */
  readonly [field: string]: unknown;
}

/** Puts a step into words; `node` is the name of where it happens. */
export function reportStep(step: Step, node: string): StepReport {
  const { kind, rules, places } = step;
  // What the platform decides by itself has no place worth naming.
  const from = places.filter(({ resource }) => resource !== "").map(fromPlace);
  return { kind, text: stepText(step, node), ...fieldsOf(step), rules, from };
}

function stepText(step: Step, node: string): string {
  switch (step.kind) {
    case "send":
    case "receive":
      return formatFlow(step.flow);
    case "filter":
      return `${filterPlace(step.verdict)}: ${filterSentence(step.verdict)}`;
    case "session":
      return `the flow to which this is a reply${step.by === "securityGroup" ? ", which has passed here" : ""}`;
    case "route":
      return `${formatPrefix(step.prefix)} in the table of ${step.table}: ${nameRoute(step.route)}`;
    case "forward":
      return `to ${nameNode(step.to)}${step.via === undefined ? "" : `, next hop ${formatIp(step.via)}`}`;
    case "choose":
      return `one of ${step.among.length} equal ways, by its hash: ${step.among.join(", ")}`;
    case "translate":
      return `${translationText(step)}, by ${step.by}`;
    case "egress":
      return egressSentence(step.egress);
    case "balance":
      return frontendSentence(node, step.verdict);
    case "inspect":
      return firewallSentence(step.verdict);
    case "access":
      return accessText(step);
    case "remark":
      return remarkWords(step.code, step.about);
    case "end":
      return endWords(step.reason, step.about);
  }
}

function filterPlace({ direction, level }: FilterStep): string {
  const places = { admin: "by admin rules", subnet: "at the subnet", nic: "at the interface" };
  return `${direction} ${places[level]}`;
}

function accessText({ service, verdict }: Extract<Step, { kind: "access" }>): string {
  const { refusal } = verdict;
  const sentence = accessSentence(service, verdict);
  if (refusal === undefined) return sentence;
  const status = refusal.status === undefined ? "" : `${refusal.status} `;
  return `${sentence}; the answer is ${status}${refusal.code}`;
}

function nameNode({ kind, name }: Node): string {
  return kind === name ? nodeWords[kind] : `${nodeWords[kind]} ${name}`;
}

interface Translation {
  readonly what: "source" | "destination";
  readonly from: Flow;
  readonly to: Flow;
}

function translationText({ what, from, to }: Translation): string {
  const endpoint = (flow: Flow): string =>
    what === "source"
      ? formatEndpoint(flow.source, flow.sourcePort)
      : formatEndpoint(flow.destination, flow.destinationPort);
  return `${what} ${endpoint(from)} becomes ${endpoint(to)}`;
}
