import type { PortRange } from "../model/index.ts";

/** How a rule's ports compare with a port, which may be unknown. */
export type PortMatch = "yes" | "no" | "assumedYes" | "assumedNo";

// What senders take when nobody tells them: Linux from 32768, Windows from 49152.
const usual: PortRange = { first: 32768, last: 65535 };

/** Ports that a rule looks at; absent when it takes them all. */
export type PortTest = readonly PortRange[] | undefined;

/** Makes the ports of a rule ready. */
export function portTest(ranges: readonly PortRange[]): PortTest {
  return ranges.some(({ first, last }) => first === 0 && last === 65535) ? undefined : ranges;
}

/**
 * Compares the ports of a rule with a port. A port that nobody has said is taken for one of those
 * that senders take by themselves. Allocates nothing.
 */
export function testPort(ranges: PortTest, port: number | undefined): PortMatch {
  if (ranges === undefined) return "yes";
  if (port === undefined) return ranges.some(coversUsual) ? "assumedYes" : "assumedNo";
  for (const { first, last } of ranges) {
    if (first <= port && port <= last) return "yes";
  }
  return "no";
}

function coversUsual({ first, last }: PortRange): boolean {
  return first <= usual.first && usual.last <= last;
}
