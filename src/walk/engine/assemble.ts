import { type Flow, isSuccess } from "../../flow/index.ts";
import { type RuleId, weakestConfidence } from "../../rule/index.ts";
import type { Hop, Journey, Pass, Trace, TraceAssumption, Warning } from "../trace.ts";
import { warn } from "./act.ts";
import type { Way } from "./engine.ts";

/** A way there and the way back that belongs to it. */
export interface Travelled {
  readonly forward: Way;
  readonly reply: Way | undefined;
}

/**
 * Puts the ways of a flow together. The one to show comes first: the first that does not work, or
 * the first of all.
 */
export function assembleTrace(flow: Flow, travelled: readonly Travelled[], isCut: boolean): Trace {
  const shown = travelled.find((one) => !works(one)) ?? travelled[0];
  if (shown === undefined) throw new RangeError("a walk has at least one way");
  const others = travelled.filter((one) => one !== shown);
  const journeys = [toJourney(shown), ...others.map(toJourney)] as const;
  const { forward } = journeys[0];
  const rules = rulesOf(journeys[0]);
  // Who refuses has seen the source, and often refuses because of it.
  const isThere = isSuccess(forward.disposition) || forward.disposition === "deniedByService";
  return {
    flow,
    journeys,
    disposition: forward.disposition,
    sourceSeen: isThere && forward.isSourceKnown ? forward.arrived.source : undefined,
    isSymmetric: journeys.every(({ isSymmetric }) => isSymmetric),
    warnings: distinct([
      ...travelled.flatMap(({ forward, reply }) => [
        ...forward.warnings,
        ...(reply?.warnings ?? []),
      ]),
      ...pathWarnings(journeys, isCut),
      ...symmetryWarnings(journeys[0]),
    ]),
    assumptions: distinct(
      travelled.flatMap(({ forward, reply }) => [
        ...forward.assumptions,
        ...(reply?.assumptions ?? []),
      ]),
    ),
    rules,
    confidence: weakestConfidence(rules),
    works: travelled.every(works),
  };
}

function works({ forward, reply }: Travelled): boolean {
  const isThere = isSuccess(forward.pass.disposition);
  return isThere && (reply === undefined || isSuccess(reply.pass.disposition));
}

function toJourney({ forward, reply }: Travelled): Journey {
  const devices = statefulDevices(forward.pass);
  const back = reply === undefined ? undefined : statefulDevices(reply.pass);
  return {
    forward: forward.pass,
    reply: reply?.pass,
    isSymmetric:
      back === undefined ||
      (devices.size === back.size && [...devices].every((device) => back.has(device))),
  };
}

function statefulDevices({ hops }: Pass): ReadonlySet<string> {
  return new Set(hops.filter(({ isStateful }) => isStateful).map(({ node }) => node.id));
}

function pathWarnings(journeys: readonly Journey[], isCut: boolean): readonly Warning[] {
  if (journeys.length === 1) return [];
  const endings = new Set(
    journeys.map(({ forward, reply }) => `${forward.disposition} ${reply?.disposition ?? ""}`),
  );
  const count = `${journeys.length}`;
  return [
    warn("equalPaths", ["SEL-7"], count),
    ...(endings.size > 1 ? [warn("equalPathsDiffer", ["SEL-7"], count)] : []),
    ...(isCut ? [warn("tooManyPaths", ["SEL-7"], count)] : []),
  ];
}

function symmetryWarnings({ forward, reply, isSymmetric }: Journey): readonly Warning[] {
  if (isSymmetric || reply === undefined) return [];
  const back = statefulDevices(reply);
  const missed = forward.hops.filter(({ isStateful, node }) => isStateful && !back.has(node.id));
  return [
    warn("asymmetric", ["FWD-26"]),
    ...(isSuccess(reply.disposition)
      ? missed.map(({ node }) => warn("replyBypassesDevice", ["FWD-26", "FWD-8"], node.name))
      : []),
  ];
}

function rulesOf({ forward, reply }: Journey): readonly RuleId[] {
  const hops: readonly Hop[] = [...forward.hops, ...(reply?.hops ?? [])];
  return [...new Set(hops.flatMap(({ steps }) => steps.flatMap(({ rules }) => rules)))];
}

function distinct<T extends Warning | TraceAssumption>(entries: readonly T[]): readonly T[] {
  const seen = new Map(entries.map((entry) => [`${entry.code} ${entry.about.join(" ")}`, entry]));
  return [...seen.values()];
}
