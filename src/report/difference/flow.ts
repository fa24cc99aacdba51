import {
  type Difference,
  decisiveWay,
  type FlowChange,
  type FlowChangeKind,
  type FlowPart,
  type Suspect,
} from "../../difference/index.ts";
import type { Disposition } from "../../flow/index.ts";
import { formatIp, type PrefixSet } from "../../net/index.ts";
import { nameSet, type Outcome, type OutcomePass, type Reach } from "../../reach/index.ts";
import { endWords } from "../walk-words.ts";
import { causeWords, failureWords } from "./failure.ts";
import { joinWords } from "./list.ts";
import { pathWords, wayWords } from "./path.ts";
import { type PlaceReport, placeReport, placesText } from "./place.ts";
import { type ServiceReport, serviceReports, servicesText } from "./service.ts";

/** Flows that fare otherwise in the same way. */
export interface FlowReport {
  readonly change: FlowChangeKind;
  /** The change in two or three words. */
  readonly verdict: string;
  /** What is behind it; may be empty. */
  readonly detail: string;
  readonly flows: readonly FlowSetReport[];
  /** Of one of them where the change does not depend on it; null where nobody sends them. */
  readonly before: FlowEndReport | null;
  readonly after: FlowEndReport | null;
}

/** Every flow from any of some places to any of some others. */
export interface FlowSetReport {
  readonly from: readonly PlaceReport[];
  readonly to: readonly PlaceReport[];
  /** Name that the senders ask for; null where they use addresses. */
  readonly name: string | null;
  /** Null for all of them. */
  readonly services: readonly ServiceReport[] | null;
  /** All of it: `hub/app -> azfw, tcp 443`. */
  readonly text: string;
}

/** What becomes of flows on one side, on the equal way that decides. */
export interface FlowEndReport {
  readonly works: boolean;
  readonly symmetric: boolean;
  readonly there: PassReport;
  /** Null where nothing comes back. */
  readonly back: PassReport | null;
  /** Equal ways. */
  readonly ways: number;
  /** What the far end sees as the source: `own`, an address, `unknown`; null where nothing arrives. */
  readonly seen: string | null;
}

/** One direction. */
export interface PassReport {
  /** Ids of the nodes between both ends, in order. */
  readonly via: readonly string[];
  readonly disposition: Disposition;
  readonly end: string;
}

/** The symbol of each change, as in `terraform plan`. */
export const flowSymbols: Readonly<Record<FlowChangeKind, "+" | "-" | "~">> = {
  newlyBlocked: "-",
  noLongerKnown: "-",
  newlyOpen: "+",
  symmetryLost: "~",
  otherPath: "~",
  symmetryGained: "~",
  sourceChanged: "~",
  blockedOtherwise: "~",
};

/** What each change is called. */
export const flowVerdicts: Readonly<Record<FlowChangeKind, string>> = {
  newlyBlocked: "newly blocked",
  noLongerKnown: "no longer known",
  newlyOpen: "newly open",
  symmetryLost: "no longer symmetric",
  otherPath: "on another path",
  symmetryGained: "symmetric now",
  sourceChanged: "with another source",
  blockedOtherwise: "blocked for another reason",
};

/** Tells what flows fare otherwise. */
export function flowReports({ flows, reaches }: Difference): readonly FlowReport[] {
  const asked = [reaches.after, reaches.before];
  return flows.changes.map((change) => ({
    change: change.kind,
    verdict: flowVerdicts[change.kind],
    detail: detailOf(change),
    flows: change.parts.map((part) => setReport(asked, part)),
    before: endReport(change.before),
    after: endReport(change.after),
  }));
}

/** Tells in words flows that nobody has looked at. */
export function unexaminedTexts({ flows, reaches }: Difference): readonly string[] {
  const asked = [reaches.after, reaches.before];
  return flows.unexamined.map((one) => setReport(asked, partOf(one)).text);
}

function partOf({ origin, set, name }: Suspect): FlowPart {
  const { sources, destinations, services } = set;
  return { senders: [{ origin, addresses: sources }], destinations, services, name };
}

function setReport(
  asked: readonly Reach[],
  { senders, destinations, services, name }: FlowPart,
): FlowSetReport {
  const places = (set: PrefixSet) => nameSet(asked, set).map(placeReport);
  const from = senders.flatMap(({ addresses }) => places(addresses));
  const to = places(destinations);
  const named = servicesText(services);
  const ends = `${placesText(from)} -> ${name ?? placesText(to)}`;
  return {
    from,
    to,
    name: name ?? null,
    services: serviceReports(services),
    text: named === "" ? ends : `${ends}, ${named}`,
  };
}

function detailOf({ kind, before, after, about, parts }: FlowChange): string {
  if (after === undefined) return `nobody has the address of the ${absentEnd(parts)} any more`;
  if (before === undefined) return `nobody had the address of the ${absentEnd(parts)} before`;
  switch (kind) {
    case "newlyBlocked":
    case "noLongerKnown":
      return `${failureWords(after)}: ${causeWords(after, about.after)}`;
    case "newlyOpen":
      return `${wayWords(after)}; was ${failureWords(before)}: ${causeWords(before, about.before)}`;
    case "symmetryLost":
      return `${wayWords(after)}; were ${wayWords(before)}`;
    case "otherPath":
    case "symmetryGained":
      return joinWords([pathWords(before, after), ...sourceWords(before, after)]);
    case "sourceChanged":
      return joinWords(sourceWords(before, after));
    case "blockedOtherwise":
      return `${failureWords(after)}: ${causeWords(after, about.after)}; was ${failureWords(before)}`;
  }
}

// Everybody on the Internet is there before and after.
function absentEnd(parts: FlowChange["parts"]): string {
  return parts[0].senders[0]?.origin.kind === "internet" ? "receiver" : "sender";
}

function sourceWords(before: Outcome, after: Outcome): readonly string[] {
  const [old, now] = [seenText(before), seenText(after)];
  return old === now || old === null || now === null
    ? []
    : [`are seen as ${seenWords(now)} instead of ${seenWords(old)}`];
}

function seenWords(text: string): string {
  if (text === "own") return "their own addresses";
  return text === "unknown" ? "an address that nobody can know" : text;
}

function seenText({ seen }: Outcome): string | null {
  switch (seen.kind) {
    case "own":
      return "own";
    case "translated":
      return seen.address === undefined ? "unknown" : formatIp(seen.address);
    case "none":
      return null;
  }
}

function endReport(outcome: Outcome | undefined): FlowEndReport | null {
  if (outcome === undefined) return null;
  const { there, back } = decisiveWay(outcome);
  return {
    works: outcome.works,
    symmetric: outcome.isSymmetric,
    there: passReport(there),
    back: back === undefined ? null : passReport(back),
    ways: outcome.ways.length,
    seen: seenText(outcome),
  };
}

function passReport({ via, disposition, reason, about }: OutcomePass): PassReport {
  return { via: via.map(({ id }) => id), disposition, end: endWords(reason, about) };
}
