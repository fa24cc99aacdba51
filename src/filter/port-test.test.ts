import { expect, test } from "vitest";
import type { PortRange } from "../model/index.ts";
import { type PortMatch, portTest, testPort } from "./port-test.ts";

function ranges(text: string): readonly PortRange[] {
  return text.split("+").map((part) => {
    const [first, last = first] = part.split("-").map(Number);
    return { first: first!, last: last! };
  });
}

test.each<[string, number | undefined, PortMatch]>([
  ["0-65535", 22, "yes"],
  ["22", 22, "yes"],
  ["22", 23, "no"],
  ["20-22", 20, "yes"],
  ["20-22", 22, "yes"],
  ["20-22", 19, "no"],
  ["80+443", 443, "yes"],
  ["80+443", 81, "no"],
  // Nobody has said which port: all, the usual ones, or some.
  ["0-65535", undefined, "yes"],
  ["1024-65535", undefined, "assumedYes"],
  ["32768-65535", undefined, "assumedYes"],
  ["49152-65535", undefined, "assumedNo"],
  ["53", undefined, "assumedNo"],
])("ports %s against %s: %s", (text, port, want) => {
  expect(testPort(portTest(ranges(text)), port)).toBe(want);
});
