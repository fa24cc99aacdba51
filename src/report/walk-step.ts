import { type Flow, formatEndpoint, formatFlow } from "../flow/index.ts";
import { formatIp, formatPrefix } from "../net/index.ts";
import { nextHopAddresses } from "../route/index.ts";
import type { RuleId } from "../rule/index.ts";
import type { FrontendMember } from "../translate/index.ts";
import type { Node, Step } from "../walk/index.ts";
import { egressSentence, frontendSentence } from "./egress-words.ts";
import { type From, fromPlace } from "./explain-row.ts";
import { filterWords } from "./filter-words.ts";
import { firewallSentence } from "./firewall-words.ts";
import { nameRoute } from "./sentence.ts";
import { accessSentence } from "./service-words.ts";
import { endWords, nodeWords, remarkWords } from "./walk-words.ts";
import { nextHopWord, sourceWord } from "./words.ts";

/** A header as people read it. */
export interface FlowReport {
  readonly protocol: string;
  readonly source: string;
  readonly sourcePort?: number;
  readonly destination: string;
  readonly destinationPort?: number;
  /** Name that the sender asked for. */
  readonly name?: string;
}

/** An act at a node: its kind, one sentence, fields that belong to the kind, and who decided. */
export interface StepReport {
  readonly kind: Step["kind"];
  readonly text: string;
  readonly rules: readonly RuleId[];
  readonly from: readonly From[];
  /** Those of the kind; docs/trace.md lists them. */
  readonly [field: string]: unknown;
}

/** Puts a header into words. */
export function reportFlow(flow: Flow): FlowReport {
  const { protocol, source, sourcePort, destination, destinationPort, name } = flow;
  return {
    protocol,
    source: formatIp(source),
    ...(sourcePort === undefined ? {} : { sourcePort }),
    destination: formatIp(destination),
    ...(destinationPort === undefined ? {} : { destinationPort }),
    ...(name === undefined ? {} : { name }),
  };
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
      return filterWords(step.verdict);
    case "session":
      return `passes as part of a flow that is known to this ${step.by === "securityGroup" ? "security group" : "device"}`;
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

function accessText({ service, verdict }: Extract<Step, { kind: "access" }>): string {
  const { refusal } = verdict;
  const sentence = accessSentence(service, verdict);
  if (refusal === undefined) return sentence;
  const status = refusal.status === undefined ? "" : `${refusal.status} `;
  return `${sentence}; the answer is ${status}${refusal.code}`;
}

function nameMember({ nic, address }: FrontendMember): string {
  if (nic !== undefined) return nic.split("/").at(-1) ?? nic;
  return address === undefined ? "?" : formatIp(address);
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

function fieldsOf(step: Step): Readonly<Record<string, unknown>> {
  switch (step.kind) {
    case "send":
    case "receive":
      return { flow: reportFlow(step.flow) };
    case "filter":
      return filterFields(step);
    case "session":
      return { by: step.by };
    case "route":
      return routeFields(step);
    case "forward":
      return {
        to: { node: step.to.id, name: step.to.name, kind: step.to.kind },
        ...(step.via === undefined ? {} : { via: formatIp(step.via) }),
      };
    case "choose":
      return { among: step.among };
    case "translate":
      return {
        what: step.what,
        before: reportFlow(step.from),
        after: reportFlow(step.to),
        by: step.by,
      };
    case "egress":
      return egressFields(step);
    case "balance":
      return balanceFields(step);
    case "inspect":
      return inspectFields(step);
    case "access":
      return accessFields(step);
    case "remark":
      return { code: step.code, about: step.about };
    case "end":
      return { disposition: step.disposition, reason: step.reason, about: step.about };
  }
}

function filterFields({
  verdict: { direction, level, verdict, reason, group, rule },
}: Extract<Step, { kind: "filter" }>): Readonly<Record<string, unknown>> {
  return {
    direction,
    level,
    verdict,
    reason,
    ...(group === undefined ? {} : { group: { id: group.id, name: group.name } }),
    ...(rule === undefined ? {} : { rule }),
  };
}

function routeFields({
  prefix,
  route,
  table,
}: Extract<Step, { kind: "route" }>): Readonly<Record<string, unknown>> {
  return {
    prefix: formatPrefix(prefix),
    nextHopType: nextHopWord(route.nextHop),
    nextHopIpAddress: [...new Set(nextHopAddresses(route.nextHop))].map(formatIp),
    source: sourceWord(route.source, { gatewayRowSource: "VirtualNetworkGateway" }),
    ...(route.name === undefined ? {} : { routeName: route.name }),
    table,
  };
}

function egressFields({
  egress: { kind, by, keepsPort },
  from,
  to,
}: Extract<Step, { kind: "egress" }>): Readonly<Record<string, unknown>> {
  return {
    egress: kind,
    ...(by === undefined ? {} : { by }),
    keepsPort,
    before: reportFlow(from),
    after: reportFlow(to),
  };
}

function balanceFields({
  verdict,
}: Extract<Step, { kind: "balance" }>): Readonly<Record<string, unknown>> {
  switch (verdict.kind) {
    case "forwards":
      return {
        verdict: verdict.kind,
        rule: verdict.rule,
        members: verdict.members.map(nameMember),
        unknownMembers: verdict.unknown,
        keepsDestination: verdict.keepsDestination,
        ...(verdict.port === undefined ? {} : { port: verdict.port }),
      };
    case "answers":
      return { verdict: verdict.kind };
    case "refuses":
      return { verdict: verdict.kind, reason: verdict.reason, about: verdict.about };
  }
}

function inspectFields({
  verdict: { action, reason, kind, group, collection, rule, destination, translatesSource },
}: Extract<Step, { kind: "inspect" }>): Readonly<Record<string, unknown>> {
  return {
    action,
    reason,
    ...(kind === undefined ? {} : { ruleKind: kind }),
    ...(group === undefined ? {} : { group }),
    ...(collection === undefined ? {} : { collection }),
    ...(rule === undefined ? {} : { rule }),
    ...(destination === undefined
      ? {}
      : { destination: formatEndpoint(destination.address, destination.port) }),
    translatesSource,
  };
}

function accessFields({
  service,
  verdict: { verdict, reason, refusal },
}: Extract<Step, { kind: "access" }>): Readonly<Record<string, unknown>> {
  return {
    service,
    verdict,
    reason,
    ...(refusal === undefined
      ? {}
      : {
          refusal: {
            ...(refusal.status === undefined ? {} : { status: refusal.status }),
            code: refusal.code,
            body: refusal.body,
          },
        }),
  };
}
