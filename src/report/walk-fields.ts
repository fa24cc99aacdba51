import { type Flow, formatEndpoint, isUnknownAddress } from "../flow/index.ts";
import { formatIp, formatPrefix, type Ip } from "../net/index.ts";
import { nextHopAddresses } from "../route/index.ts";
import type { FrontendMember } from "../translate/index.ts";
import type { Step } from "../walk/index.ts";
import { nextHopWord, sourceWord } from "./words.ts";

/** A header as people read it. */
export interface FlowReport {
  readonly protocol: string;
  /** Null for a public address that nobody can know. */
  readonly source: string | null;
  readonly sourcePort?: number;
  /** Null for a public address that nobody can know: replies have it. */
  readonly destination: string | null;
  readonly destinationPort?: number;
  /** Name that the sender asked for. */
  readonly name?: string;
}

/** Puts a header into words. */
export function reportFlow(flow: Flow): FlowReport {
  const { protocol, source, sourcePort, destination, destinationPort, name } = flow;
  return {
    protocol,
    source: addressText(source),
    ...(sourcePort === undefined ? {} : { sourcePort }),
    destination: addressText(destination),
    ...(destinationPort === undefined ? {} : { destinationPort }),
    ...(name === undefined ? {} : { name }),
  };
}

function addressText(address: Ip): string | null {
  return isUnknownAddress(address) ? null : formatIp(address);
}

/** The fields that belong to the kind of a step. */
export function fieldsOf(step: Step): Readonly<Record<string, unknown>> {
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

function nameMember({ nic, address }: FrontendMember): string {
  if (nic !== undefined) return nic.split("/").at(-1) ?? nic;
  return address === undefined ? "?" : formatIp(address);
}
