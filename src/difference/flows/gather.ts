import { type ServiceSet, uniteServices } from "../../flow/index.ts";
import { type PrefixSet, toRanges, union } from "../../net/index.ts";
import type { Origin, Outcome } from "../../reach/index.ts";
import { causeKey, causeNames } from "./cause.ts";
import { decisiveWay, failingPass, pathKey } from "./classify.ts";
import {
  type FlowChange,
  type FlowChangeKind,
  type FlowExample,
  type FlowPart,
  flowChangeKinds,
  type Senders,
} from "./flow-change.ts";

/** A cell of flows that fare otherwise. */
export interface ChangedCell {
  readonly kind: FlowChangeKind;
  readonly before: Outcome | undefined;
  readonly after: Outcome | undefined;
  readonly origin: Origin;
  readonly sources: PrefixSet;
  readonly destinations: PrefixSet;
  readonly services: ServiceSet;
  readonly name: string | undefined;
  readonly example: FlowExample;
}

/**
 * Puts cells together that fare otherwise in the same way, into as few parts as can be found by
 * joining two sides that are equal. In the order of kinds, then of the cells.
 */
export function gatherCells(cells: readonly ChangedCell[]): readonly FlowChange[] {
  const groups = new Map<string, ChangedCell[]>();
  for (const cell of cells) {
    const key = groupKey(cell);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [cell]);
    else known.push(cell);
  }
  const changes = [...groups.values()].flatMap((group) => changeOf(group) ?? []);
  return flowChangeKinds.flatMap((kind) => changes.filter((one) => one.kind === kind));
}

function changeOf(group: readonly ChangedCell[]): FlowChange | undefined {
  const [first] = group;
  const [part, ...others] = joinParts(group.map(partOf));
  if (first === undefined || part === undefined) return undefined;
  const { kind, before, after, example } = first;
  const about = {
    before: causeNames(group.map((cell) => cell.before)),
    after: causeNames(group.map((cell) => cell.after)),
  };
  return { kind, before, after, about, example, parts: [part, ...others] };
}

// What an engineer would tell in one sentence.
function groupKey({ kind, before, after, name }: ChangedCell): string {
  const isNamed = name === undefined ? "" : "named";
  // How flows went that do not work any more does not matter to them.
  const wasSo = kind === "newlyBlocked" || kind === "noLongerKnown" ? "" : sideKey(before);
  return [kind, isNamed, wasSo, sideKey(after)].join("\n\n");
}

function sideKey(outcome: Outcome | undefined): string {
  if (outcome === undefined) return "nobody";
  const failing = failingPass(decisiveWay(outcome));
  const { seen } = outcome;
  const source = seen.kind === "translated" ? `${seen.address ?? "?"}` : seen.kind;
  if (failing === undefined) return `${pathKey(outcome)} ${source} ${outcome.isSymmetric}`;
  const { pass, isReply } = failing;
  const { stoppedAt, disposition } = pass;
  const where = typeof stoppedAt === "object" ? stoppedAt.id : stoppedAt;
  return `${disposition} ${causeKey(pass)} ${where} ${isReply}`;
}

function partOf({ origin, sources, destinations, services, name }: ChangedCell): FlowPart {
  return { senders: [{ origin, addresses: sources }], destinations, services, name };
}

// Each round joins what is equal but for one of the three; a round that joins nothing is the last.
function joinParts(given: readonly FlowPart[]): readonly FlowPart[] {
  let parts = given;
  for (;;) {
    const services = joinBy(
      parts,
      (one) => `${sendersKey(one)}|${setKey(one.destinations)}`,
      joinServices,
    );
    const senders = joinBy(
      services,
      (one) => `${setKey(one.destinations)}|${one.services.join()}`,
      joinSenders,
    );
    const joined = joinBy(
      senders,
      (one) => `${sendersKey(one)}|${one.services.join()}`,
      joinTargets,
    );
    if (joined.length === parts.length) return joined;
    parts = joined;
  }
}

function joinBy(
  parts: readonly FlowPart[],
  keyOf: (part: FlowPart) => string,
  join: (a: FlowPart, b: FlowPart) => FlowPart,
): readonly FlowPart[] {
  const joined = new Map<string, FlowPart>();
  for (const part of parts) {
    const key = `${keyOf(part)}|${part.name ?? ""}`;
    const known = joined.get(key);
    joined.set(key, known === undefined ? part : join(known, part));
  }
  return [...joined.values()];
}

function joinServices(a: FlowPart, b: FlowPart): FlowPart {
  return { ...a, services: uniteServices(a.services, b.services) };
}

function joinTargets(a: FlowPart, b: FlowPart): FlowPart {
  return { ...a, destinations: union(a.destinations, b.destinations) };
}

function joinSenders(a: FlowPart, b: FlowPart): FlowPart {
  const senders = new Map(a.senders.map((one) => [originKey(one.origin), one]));
  for (const { origin, addresses } of b.senders) {
    const key = originKey(origin);
    const known = senders.get(key);
    const all = known === undefined ? addresses : union(known.addresses, addresses);
    senders.set(key, { origin, addresses: all });
  }
  const ordered = [...senders].sort(([one], [other]) => (one < other ? -1 : 1));
  return { ...a, senders: ordered.map(([, one]) => one) };
}

function sendersKey({ senders }: FlowPart): string {
  return senders.map(senderKey).join();
}

function senderKey({ origin, addresses }: Senders): string {
  return `${originKey(origin)} ${setKey(addresses)}`;
}

/** Text that tells origins apart; networks sort before places outside, and these before the Internet. */
export function originKey(origin: Origin): string {
  switch (origin.kind) {
    case "network":
      return `1 ${origin.network}`;
    case "site":
      return `2 ${origin.site ?? "~"}`;
    case "internet":
      return "3";
  }
}

function setKey(set: PrefixSet): string {
  return toRanges(set)
    .map((bounds) => bounds.join("-"))
    .join();
}
