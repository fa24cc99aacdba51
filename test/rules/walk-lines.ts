// Walks as single lines, for tests that compare whole ways there and back.
import type { Behavior } from "../../src/model/index.ts";
import { formatIp, type Ip } from "../../src/net/index.ts";
import type { Journey, Pass } from "../../src/walk/index.ts";
import type { Estate } from "./estate.ts";
import { pathOf, trace } from "./walks.ts";

/**
 * Every way of a flow with its way back, `NODE > NODE: DISPOSITION REASON < NODE > NODE: ...`. The
 * flow is written `FROM TO[:PORT][/PROTOCOL]`.
 */
export function walkLines(
  base: Estate,
  line: string,
  switches: Partial<Behavior> = {},
): readonly string[] {
  return journeysOf(base, line, switches).map(({ forward, reply }) =>
    [wayLine(forward), ...(reply === undefined ? [] : [`< ${wayLine(reply)}`])].join(" "),
  );
}

/** The ways there alone, each once. */
export function forwardLines(
  base: Estate,
  line: string,
  switches: Partial<Behavior> = {},
): readonly string[] {
  return [...new Set(journeysOf(base, line, switches).map(({ forward }) => wayLine(forward)))];
}

/** The only way of a flow. */
export function onlyJourney(base: Estate, line: string): Journey {
  const [only, ...others] = journeysOf(base, line, {});
  if (only === undefined || others.length > 0) throw new Error(`${line}: several ways`);
  return only;
}

/** What the ways of a flow take for granted, `CODE NAMES`. */
export function assumptionsAt(base: Estate, line: string): readonly string[] {
  return trace(base, line).assumptions.map(({ code, about }) => [code, ...about].join(" "));
}

function journeysOf(base: Estate, line: string, switches: Partial<Behavior>): readonly Journey[] {
  return trace(base, line, switches).journeys;
}

function wayLine(pass: Pass): string {
  const last = pass.hops.at(-1)?.steps.at(-1);
  const reason = last?.kind === "end" ? last.reason : "no end";
  return `${pathOf(pass)}: ${pass.disposition} ${reason}`;
}

/** The remarks on a way, `CODE NAMES`. */
export function remarksOf({ hops }: Pass): readonly string[] {
  return hops.flatMap(({ steps }) =>
    steps.flatMap((step) =>
      step.kind === "remark" ? [[step.code, ...step.about].join(" ").trim()] : [],
    ),
  );
}

/** Every rule that a way names. */
export function rulesOf({ hops }: Pass): readonly string[] {
  return [...new Set(hops.flatMap(({ steps }) => steps.flatMap(({ rules }) => rules)))];
}

/** What a traceroute shows of a way: addresses, `*` for hops that nobody knows. */
export function tracerouteOf({ hops }: Pass): readonly string[] {
  const textOf = (one: Ip | undefined) => (one === undefined ? "*" : formatIp(one));
  return hops
    .slice(1)
    .filter(({ isVisible }) => isVisible)
    .map(({ address, otherAddresses }) => [address, ...otherAddresses].map(textOf).join("|"));
}
