import { isSuccess } from "../flow/index.ts";
import { containsIp, formatIp } from "../net/index.ts";
import type { Journey, Node, Pass, Trace } from "../walk/index.ts";
import type { Assertion, Expectation } from "./assertion.ts";

/** One thing that was expected and is otherwise. */
export interface Discrepancy {
  /** Field of the assertion. */
  readonly about: "must" | "mustNot" | "reply" | "via" | "notVia" | "sourceSeen" | "symmetric";
  readonly expected: string;
  readonly found: string;
}

/** How an assertion fares. */
export interface Judgement {
  readonly holds: boolean;
  /** Empty when it holds. */
  readonly discrepancies: readonly Discrepancy[];
  /** All that was expected, in one line. */
  readonly expected: string;
  /** How the flow ends, in one line: its disposition, and that of the reply where that fails. */
  readonly found: string;
}

/** What became of one assertion of a file. */
export interface AssertionResult {
  /** File as the user named it. */
  readonly file: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly status: "passed" | "failed" | "error";
  readonly expected: string;
  readonly found: string;
  /** The flow in one line; for an error what is wrong. */
  readonly story: string;
  /** Command line that tells the whole story; empty for an error. */
  readonly command: string;
}

/** Holds an assertion against what becomes of its flow, on every equal way. */
export function judge(assertion: Assertion, trace: Trace): Judgement {
  const discrepancies = [
    ...judgeEnding(assertion, trace),
    ...judgeReply(assertion, trace),
    ...judgeNodes(assertion, trace),
    ...judgeSource(assertion, trace),
    ...judgeSymmetry(assertion, trace),
  ];
  return {
    holds: discrepancies.length === 0,
    discrepancies,
    expected: expectedLine(assertion),
    found: [endingOf(trace), ...discrepancies.filter(isBeside).map(({ found }) => found)].join(
      "; ",
    ),
  };
}

// The ending is told anyway.
function isBeside({ about }: Discrepancy): boolean {
  return about !== "must" && about !== "mustNot" && about !== "reply";
}

function judgeEnding({ must, mustNot }: Assertion, trace: Trace): readonly Discrepancy[] {
  const found = endingOf(trace);
  const isMet = must.length === 0 || trace.journeys.every((way) => fits(way, trace, must));
  const isRefused = trace.journeys.some((way) => fits(way, trace, mustNot));
  return [
    ...(isMet ? [] : [{ about: "must" as const, expected: must.join(" or "), found }]),
    ...(isRefused
      ? [{ about: "mustNot" as const, expected: `not ${mustNot.join(", not ")}`, found }]
      : []),
  ];
}

function fits(way: Journey, { works }: Trace, wanted: readonly Expectation[]): boolean {
  return wanted.some((one) => (one === "work" ? works : way.forward.disposition === one));
}

function judgeReply({ reply }: Assertion, trace: Trace): readonly Discrepancy[] {
  const isMet = trace.journeys.every((way) => {
    const found = way.reply?.disposition;
    return found !== undefined && reply.includes(found);
  });
  if (reply.length === 0 || isMet) return [];
  return [{ about: "reply", expected: `reply ${reply.join(" or ")}`, found: endingOf(trace) }];
}

function judgeNodes({ via, notVia }: Assertion, trace: Trace): readonly Discrepancy[] {
  const missed = trace.journeys.find(({ forward }) => !passesInOrder(forward, via));
  const met = notVia.filter((name) =>
    trace.journeys.some(({ forward, reply }) =>
      [forward, ...(reply === undefined ? [] : [reply])].some((pass) => passes(pass, name)),
    ),
  );
  return [
    ...(missed === undefined || via.length === 0
      ? []
      : [
          {
            about: "via" as const,
            expected: `via ${via.join(", ")}`,
            found: `it passes ${namesOf(missed.forward)}`,
          },
        ]),
    ...(met.length === 0
      ? []
      : [
          {
            about: "notVia" as const,
            expected: `not via ${notVia.join(", ")}`,
            found: `it passes ${met.join(", ")}`,
          },
        ]),
  ];
}

function passesInOrder({ hops }: Pass, names: readonly string[]): boolean {
  let at = 0;
  for (const { node } of hops) {
    const wanted = names[at];
    if (wanted !== undefined && isCalled(node, wanted)) at += 1;
  }
  return at === names.length;
}

function passes({ hops }: Pass, name: string): boolean {
  return hops.some(({ node }) => isCalled(node, name));
}

function isCalled({ name, id, key }: Node, text: string): boolean {
  const wanted = text.toLowerCase();
  return [name, id, key ?? ""].some((one) => one.toLowerCase() === wanted);
}

function namesOf({ hops }: Pass): string {
  return hops.map(({ node }) => node.name).join(", ");
}

function judgeSource({ sourceSeen }: Assertion, trace: Trace): readonly Discrepancy[] {
  if (sourceSeen === undefined) return [];
  const seen = trace.sourceSeen;
  if (seen !== undefined && containsIp(sourceSeen.prefix, seen)) return [];
  const found = seen === undefined ? "nobody can know" : formatIp(seen);
  return [
    { about: "sourceSeen", expected: `seen as ${sourceSeen.text}`, found: `seen as ${found}` },
  ];
}

function judgeSymmetry({ isSymmetric }: Assertion, trace: Trace): readonly Discrepancy[] {
  if (isSymmetric === undefined || isSymmetric === trace.isSymmetric) return [];
  return [
    { about: "symmetric", expected: symmetryWord(isSymmetric), found: symmetryWord(!isSymmetric) },
  ];
}

function symmetryWord(isSymmetric: boolean): string {
  return isSymmetric ? "symmetric" : "not symmetric";
}

function expectedLine(assertion: Assertion): string {
  const { must, mustNot, reply, via, notVia, sourceSeen, isSymmetric } = assertion;
  return [
    must.join(" or "),
    mustNot.length === 0 ? "" : `not ${mustNot.join(", not ")}`,
    reply.length === 0 ? "" : `reply ${reply.join(" or ")}`,
    via.length === 0 ? "" : `via ${via.join(", ")}`,
    notVia.length === 0 ? "" : `not via ${notVia.join(", ")}`,
    sourceSeen === undefined ? "" : `seen as ${sourceSeen.text}`,
    isSymmetric === undefined ? "" : symmetryWord(isSymmetric),
  ]
    .filter((part) => part !== "")
    .join("; ");
}

/** How a flow ends, on all its ways: `delivered`, `delivered, reply statefulDrop`. */
export function endingOf({ journeys }: Trace): string {
  const endings = journeys.map(({ forward, reply }) =>
    reply === undefined || isSuccess(reply.disposition)
      ? forward.disposition
      : `${forward.disposition}, reply ${reply.disposition}`,
  );
  return [...new Set(endings)].join(" or ");
}
